"""What somebody asks for, before anything is stored.

An enquiry is told in wall-clock time of the house. It checks itself when made;
whether its dates are free, open or allowed is for the rules, which need the
house and a moment to answer.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from booking.domain.bookings import BookingKind
from booking.domain.refusals import BadInput
from calendars.recurrence import Recurrence, RecurrenceError, series_dates
from calendars.wallclock import ClockTime

LONGEST_EXTRA = timedelta(hours=12)
"""The most setup or teardown that can be asked for; with it an occurrence stays within
`occupancy.LONGEST_OCCUPANCY`."""

POINTERS: Mapping[str, str] = {"extra_date_before_first": "/recurrence/extra_dates"}
"""Where a fault of a series stands, if not in its rule."""


class OnConflict(StrEnum):
    """What becomes of dates that are taken."""

    SKIP = "skip"
    """They are left out; the free ones are requested."""
    WAIT = "wait"
    """They go on the waiting list."""
    FAIL = "fail"
    """Nothing is requested unless every date is free."""


class Skip(StrEnum):
    """Days on which a series pauses by itself."""

    PUBLIC_HOLIDAYS = "public_holidays"
    SCHOOL_HOLIDAYS = "school_holidays"


@dataclass(frozen=True, slots=True)
class Group:
    """Who asks: the association as it names itself, and one person to answer to."""

    name: str
    contact: str
    email: str
    phone: str = ""
    language: str = "de"


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """An association that is known by a name, and how it is reached."""

    association_id: int
    name: str
    contact: str
    email: str
    """Empty if nobody there has told one."""
    phone: str


@dataclass(frozen=True, slots=True)
class Series:
    """How an enquiry repeats: a rule, single exceptions and the holidays to leave out."""

    rule: Recurrence
    except_dates: frozenset[date] = frozenset()
    extra_dates: frozenset[date] = frozenset()
    skip: frozenset[Skip] = frozenset()


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where and when one date is wanted, if not where and when the others are."""

    day: date
    room: str
    begin: ClockTime
    end: ClockTime


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One wish: some rooms together, once or in a series, for a purpose."""

    rooms: tuple[str, ...]
    day: date
    begin: ClockTime
    end: ClockTime
    title: str = ""
    series: Series | None = None
    public_title: bool = False
    activity: str | None = None
    persons: int | None = None
    seating: str | None = None
    setup: timedelta = timedelta(0)
    """Time wanted before; the room's own setup is the least."""
    teardown: timedelta = timedelta(0)
    notes: str = ""
    on_conflict: OnConflict = OnConflict.SKIP
    group: Group | None = field(default=None)
    kind: BookingKind = BookingKind.GROUP
    any_room: bool = False
    """Whether another room than the one asked for is welcome as well."""
    own_places: tuple[OwnPlace, ...] = ()
    """Dates that go elsewhere; it stays one enquiry. Only for an enquiry of one room."""
    waiting_days: frozenset[date] = frozenset()
    """Days that go on the waiting list if they are taken, whatever becomes of the others."""

    def __post_init__(self) -> None:
        if not self.rooms:
            raise BadInput("/room", "missing")
        if len(set(self.rooms)) != len(self.rooms):
            raise BadInput("/rooms", "room_twice")
        if self.end <= self.begin:
            raise BadInput("/end", "end_before_begin", begin=str(self.begin), end=str(self.end))
        if self.own_places and len(self.rooms) > 1:
            raise BadInput("/rooms", "own_places_need_one_room")
        for own in self.own_places:
            if own.end <= own.begin:
                raise BadInput("/end", "end_before_begin", begin=str(own.begin), end=str(own.end))
        if self.persons is not None and self.persons < 1:
            raise BadInput("/persons", "not_positive")
        for pointer, extra in (
            ("/setup_minutes", self.setup),
            ("/teardown_minutes", self.teardown),
        ):
            if not timedelta(0) <= extra <= LONGEST_EXTRA:
                raise BadInput(pointer, "setup_out_of_range", most=720)

    @property
    def all_rooms(self) -> frozenset[str]:
        """Every room that one of its dates is wanted in."""
        return frozenset((*self.rooms, *(own.room for own in self.own_places)))

    def find_own_place(self, day: date) -> OwnPlace | None:
        """Where this date goes, if elsewhere than the others."""
        return next((own for own in self.own_places if own.day == day), None)

    @property
    def heeds_school_holidays(self) -> bool:
        """Whether the series pauses in the school holidays."""
        return self.series is not None and Skip.SCHOOL_HOLIDAYS in self.series.skip

    @property
    def wording(self) -> str:
        """The whole enquiry as one text: the same for the same wish, in every process
        (the order of a set is not), and another for any other."""
        return json.dumps(asdict(self), default=_plain, sort_keys=True)

    def dates(self, is_holiday: Callable[[Skip, date], bool]) -> tuple[date, ...]:
        """All dates asked for, in order; raises `BadInput` if the rule cannot be followed."""
        if self.series is None:
            return (self.day,)
        series, skips = self.series, self.series.skip
        try:
            return series_dates(
                self.day,
                series.rule,
                series.except_dates,
                series.extra_dates,
                lambda day: bool(skips) and any(is_holiday(skip, day) for skip in skips),
            )
        except RecurrenceError as error:
            pointer = POINTERS.get(error.code, "/recurrence/rrule")
            raise BadInput(pointer, error.code, **error.facts) from error


def _plain(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)
