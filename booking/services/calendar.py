"""The calendar of staff beyond single weeks: a month, and the year of the standing series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.closures import Closure
from booking.domain.entries import Entry
from booking.domain.people import Person, require_staff
from booking.domain.rooms import Room
from booking.domain.weeks import find_holidays
from booking.domain.year_plan import WEEKS, YearLine, plan_year
from booking.services.books import Books
from booking.services.plans import find_taken, period_of
from booking.store.series import find_series, find_series_dates
from calendars.holidays import Holiday

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a month: what takes place, and what is asked for."""

    day: date
    closure: Closure | None
    """One of the whole house, or of the one room that is looked at."""
    holidays: tuple[Holiday, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The year of the standing series, from a Monday on."""

    monday: date
    lines: tuple[YearLine, ...]

    def of(self, room: Room) -> tuple[YearLine, ...]:
        """The lines of one room, by weekday and time."""
        return tuple(line for line in self.lines if line.room == room.slug)


def look_at_month(
    books: Books, person: Person, rooms: Sequence[Room], first: date, days: int, now: datetime
) -> tuple[CalendarDay, ...]:
    """What takes place in these rooms on some days; as many questions for six weeks as for
    one. Raises `BadInput` at the ends of the calendar."""
    require_staff(person)
    period = period_of(books.house, first, timedelta(days=days))
    spaces = frozenset().union(*(room.spaces for room in rooms))
    with books.reading(now) as ledger:
        found = (*find_taken(ledger, spaces, period), *ledger.find_asked_entries(spaces, period))
        house = ledger.house
    by_day: dict[date, list[Entry]] = {}
    for entry in sorted(found, key=lambda entry: entry.occurrence.period):
        by_day.setdefault(entry.occurrence.day, []).append(entry)
    return tuple(
        CalendarDay(
            day,
            next((c for c in house.closures if c.covers(day) and concerns(c, rooms)), None),
            find_holidays(day),
            tuple(by_day.get(day, ())),
        )
        for day in (first + number * ONE_DAY for number in range(days))
    )


def concerns(closure: Closure, rooms: Sequence[Room]) -> bool:
    """Whether there is nothing to be had in any of these rooms."""
    return closure.concerns_house or {room.slug for room in rooms} <= set(closure.rooms)


def look_at_year(books: Books, person: Person, monday: date, now: datetime) -> Year:
    """The standing series of the year that begins on that Monday; two questions, however many
    dates there are. Raises `BadInput` at the ends of the calendar."""
    require_staff(person)
    period = period_of(books.house, monday, timedelta(weeks=WEEKS))
    with books.reading(now) as ledger:
        series, dates = find_series(ledger, period), find_series_dates(ledger, period)
    return Year(monday, plan_year(dates, series, monday))
