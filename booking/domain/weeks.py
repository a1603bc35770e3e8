"""A day of one room, cut into stretches: free, asked for, taken, closed.

What is free is told merged, so that a page offers one stretch from 14 to 18
and not sixteen quarters of an hour. Any part of a free stretch that the house's grid
and durations allow can be asked for: the setup and teardown of the room are left out
of it, and its ends lie on the grid.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from booking.domain.closures import Closure
from booking.domain.entries import Entry
from booking.domain.house import HolidayEffect, House
from booking.domain.rooms import Room
from calendars.holidays import Holiday, public_holidays, school_holidays
from calendars.period import Period
from calendars.wallclock import ImpossibleTime


class StretchKind(StrEnum):
    """What can be said of a stretch to anybody."""

    FREE = "free"
    ASKED_FOR = "asked_for"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class DayStretch:
    """One stretch of a day."""

    kind: StretchKind
    period: Period
    entries: tuple[Entry, ...] = ()
    """Whose it is, or who asks; for the page to show as much of it as its reader may see."""


@dataclass(frozen=True, slots=True)
class RoomDay:
    """One day of one room."""

    day: date
    room: Room
    closure: Closure | None
    holidays: tuple[Holiday, ...]
    """Those of the day, whatever they do to requests."""
    is_closed: bool
    """By a closure or by a holiday; nothing is free then."""
    stretches: tuple[DayStretch, ...]


def room_day(
    house: House, room: Room, day: date, held: Sequence[Entry], asked: Sequence[Entry]
) -> RoomDay:
    """The stretches of a day: what is taken or asked for (as used, without setup), and what
    is left of the opening hours between the setups and teardowns of all sides."""
    whole = house.wall_clock.day(day)
    taken = [_stretch(StretchKind.TAKEN, one) for one in held if _shares(room, one, whole)]
    wished = [_stretch(StretchKind.ASKED_FOR, one) for one in asked if _shares(room, one, whole)]
    closure = house.find_closure(day, room)
    is_closed = closure is not None or _is_closing_holiday(house, day)
    blocked = [
        one.occurrence.occupied.widened(room.teardown, room.setup)
        for one in held
        if not one.occurrence.spaces.isdisjoint(room.spaces)
    ]
    free = [] if is_closed or room.retired else subtract(_opening(house, room, day), blocked)
    on_grid = [inner for period in free if (inner := _rounded_inward(house, period))]
    long_enough = [period for period in on_grid if period.duration >= house.shortest]
    stretches = [*taken, *wished, *(DayStretch(StretchKind.FREE, one) for one in long_enough)]
    stretches.sort(key=lambda one: (one.period.begin, one.kind))
    return RoomDay(day, room, closure, find_holidays(day), is_closed, tuple(stretches))


def subtract(periods: Iterable[Period], taken: Iterable[Period]) -> list[Period]:
    """What others leave of some periods, in order."""
    left = list(periods)
    for other in taken:
        left = [piece for period in left for piece in period.minus(other)]
    return sorted(left)


def _rounded_inward(house: House, period: Period) -> Period | None:
    """What of a period begins and ends on the grid of the house; None if nothing does. The
    grid is that of the wall clock."""
    minutes = house.booking_grid_minutes
    begin, end = (house.wall_clock.local(at).minute % minutes for at in (period.begin, period.end))
    first = period.begin + timedelta(minutes=-begin % minutes)
    last = period.end - timedelta(minutes=end)
    return Period(first, last) if first < last else None


def find_holidays(day: date) -> tuple[Holiday, ...]:
    """The public and the school holiday of a day, where it has them."""
    return (*public_holidays(day, day).values(), *school_holidays(day, day).values())


def _is_closing_holiday(house: House, day: date) -> bool:
    return bool(
        (house.public_holidays is HolidayEffect.CLOSED and public_holidays(day, day))
        or (house.school_holidays is HolidayEffect.CLOSED and school_holidays(day, day))
    )


def _shares(room: Room, entry: Entry, whole: Period) -> bool:
    occurrence = entry.occurrence
    return not occurrence.spaces.isdisjoint(room.spaces) and occurrence.period.overlaps(whole)


def _stretch(kind: StretchKind, entry: Entry) -> DayStretch:
    return DayStretch(kind, entry.occurrence.period, (entry,))


def _opening(house: House, room: Room, day: date) -> list[Period]:
    found = []
    for begin, end in house.open_on(day, room):
        try:
            found.append(house.wall_clock.period(day, begin, end))
        except (ImpossibleTime, ValueError):
            continue  # open only in the hour that the clocks leave out
    return found
