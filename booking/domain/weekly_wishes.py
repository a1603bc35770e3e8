"""A weekly wish: somebody wants two hours a week and does not yet know where and when."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from booking.domain.candidates import is_holiday
from booking.domain.enquiries import Skip
from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.domain.rooms import Room
from calendars.wallclock import END_OF_DAY, MIDNIGHT, ClockTime

ONE_WEEK = timedelta(weeks=1)
LONGEST_TERM = timedelta(days=400)
"""The longest term that is searched at once, as long as a series may be."""
ALL_WEEKDAYS = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class WeeklyWish:
    """What is wanted every week of a term. What is left open is None, or as wide as it can be.

    A term that ends before it begins or is too long, a weekday that there is not, and times
    without room for the duration are `BadInput`.
    """

    first: date
    until: date
    """The last day of the term, itself included."""
    minutes: int
    persons: int | None = None
    activity: str | None = None
    seating: str | None = None
    rooms: tuple[str, ...] | None = None
    weekdays: frozenset[int] = field(default=ALL_WEEKDAYS)
    """0 for Monday."""
    earliest: ClockTime = MIDNIGHT
    latest: ClockTime = END_OF_DAY
    skip: frozenset[Skip] = frozenset()

    def __post_init__(self) -> None:
        if self.until < self.first:
            raise BadInput("/until", "until_before_first", first=self.first, until=self.until)
        if self.until - self.first > LONGEST_TERM:
            raise BadInput("/until", "range_too_long", days=LONGEST_TERM.days)
        if self.minutes < 1:
            raise BadInput("/minutes", "not_positive")
        if self.persons is not None and self.persons < 1:
            raise BadInput("/persons", "not_positive")
        if not self.weekdays or not self.weekdays <= ALL_WEEKDAYS:
            raise BadInput("/weekdays", "not_a_weekday")
        if self.latest.minutes - self.earliest.minutes < self.minutes:
            raise BadInput("/latest", "no_time_between", minutes=self.minutes)

    def names(self, room: Room) -> bool:
        """Whether this room is one of those wanted."""
        return self.rooms is None or room.slug in self.rooms

    def dates_on(self, weekday: int, after: date) -> tuple[date, ...]:
        """The dates on a weekday, later than `after`, that are not left out on purpose."""
        found = []
        day = self.first + timedelta(days=(weekday - self.first.weekday()) % 7)
        while day <= self.until:
            if day > after and not any(is_holiday(skip, day) for skip in self.skip):
                found.append(day)
            day += ONE_WEEK
        return tuple(found)

    def require_lendable(self, house: House) -> None:
        """Raise `BadInput` for a duration in which the house never lends a room."""
        wanted, grid = timedelta(minutes=self.minutes), house.booking_grid_minutes
        if self.minutes % grid:
            raise BadInput("/minutes", "off_grid", minutes=grid)
        if wanted < house.shortest:
            raise BadInput("/minutes", "too_small", ge=house.shortest_minutes)
        if wanted > house.longest:
            raise BadInput("/minutes", "too_large", le=house.longest_minutes)
