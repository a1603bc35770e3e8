"""What the associations of the demo want, told by weekday and by weeks from today.

The year round these wishes keep out of each other's way. Where two of them shall want
the same, the stories (`booking.commands.demo.stories`) see to it.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import Self

from booking.domain.enquiries import Enquiry, Group, OnConflict, Series, Skip
from calendars.recurrence import Recurrence
from calendars.wallclock import ClockTime

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
TERM_TIME = frozenset({Skip.SCHOOL_HOLIDAYS, Skip.PUBLIC_HOLIDAYS})


@dataclass(frozen=True, slots=True)
class Wish:
    """A purpose, a place and a time of the week; not yet a date."""

    group: Group
    title: str
    rooms: str
    """Slugs with blanks between."""
    weekday: int
    time: str
    """`18:00-20:00`."""
    activity: str
    persons: int | None
    seating: str | None = None
    notes: str = ""
    public_title: bool = False
    setup: timedelta = timedelta(0)

    def on(
        self,
        day: date,
        series: Series | None = None,
        on_conflict: OnConflict = OnConflict.SKIP,
    ) -> Enquiry:
        """The enquiry for that day, or for a series from then on."""
        begin, end = map(ClockTime.parse, self.time.split("-"))
        return Enquiry(
            rooms=tuple(self.rooms.split()),
            day=day,
            begin=begin,
            end=end,
            title=self.title,
            series=series,
            public_title=self.public_title,
            activity=self.activity or None,
            persons=self.persons,
            seating=self.seating,
            setup=self.setup,
            notes=self.notes,
            on_conflict=on_conflict,
            group=self.group,
        )

    def by(self, group: Group, title: str) -> Self:
        """The same time and place, wanted by others."""
        return replace(self, group=group, title=title, notes="")


@dataclass(frozen=True, slots=True)
class Regular:
    """A wish that comes back for a whole year, half of it already over."""

    wish: Wish
    rule: str = "FREQ=WEEKLY"
    skip: frozenset[Skip] = frozenset({Skip.PUBLIC_HOLIDAYS})


class Outcome(Enum):
    """What has become of a single wish by today."""

    PENDING = auto()
    CONFIRMED = auto()
    HELD = auto()
    DECLINED = auto()
    CANCELLED = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True)
class Single:
    """A wish for one date: in the week so many weeks from today, or the first free one then."""

    wish: Wish
    weeks: int
    outcome: Outcome
    asked: int
    """How many days ago."""


def until(
    first: date, days: int, rule: str = "FREQ=WEEKLY", skip: frozenset[Skip] = TERM_TIME
) -> Series:
    """A series from its first date over so many days."""
    end = first + timedelta(days=days)
    return Series(Recurrence.parse(f"{rule};UNTIL={end:%Y%m%d}"), skip=skip)
