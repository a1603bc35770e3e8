"""In which hours rooms can be booked, and in which they are taken."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from booking.domain.house import HolidayEffect, House
from booking.domain.report.figures import PARTS, Daypart, Use
from booking.domain.rooms import Room
from calendars.holidays import find_public_holiday, find_school_holiday

Stretches: TypeAlias = Iterable[tuple[int, int]]
"""Begins and ends in minutes of a day."""
Hours: TypeAlias = Mapping[tuple[str, int, Daypart], tuple[int, int]]
"""Bookable and taken minutes, by room, weekday and part of the day."""


def hours_of(house: House, first: date, last: date, uses: Iterable[Use]) -> Hours:
    """The hours of all rooms on all days, the last one included."""
    found: dict[tuple[str, int, Daypart], tuple[int, int]] = {}
    taken = taken_in(house, uses)
    for room in house.rooms:
        for day in days_of(first, last):
            can_be = [] if room.retired else bookable_on(house, day, room)
            for part, minutes in by_daypart(can_be):
                add(found, (room.slug, day.weekday(), part), minutes, 0)
            for part, minutes in by_daypart(taken[room.slug].get(day, [])):
                add(found, (room.slug, day.weekday(), part), 0, minutes)
    return found


def add(
    found: dict[tuple[str, int, Daypart], tuple[int, int]],
    key: tuple[str, int, Daypart],
    bookable: int,
    taken: int,
) -> None:
    """Adds minutes to those of a room, weekday and part of the day."""
    before = found.get(key, (0, 0))
    found[key] = (before[0] + bookable, before[1] + taken)


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day, the last one included."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(number)


def bookable_on(house: House, day: date, room: Room) -> list[tuple[int, int]]:
    """When a room can be booked on a day: open, not closed, no holiday that closes it."""
    closes = HolidayEffect.CLOSED
    if house.public_holidays is closes and find_public_holiday(day):
        return []
    if house.school_holidays is closes and find_school_holiday(day):
        return []
    if house.find_closure(day, room):
        return []
    return [(one.begin.minutes, one.end.minutes) for one in house.open_on(day, room)]


def by_daypart(stretches: Stretches) -> Iterator[tuple[Daypart, int]]:
    """How many minutes of the stretches lie in each part of the day."""
    for begin, end in stretches:
        for part, (opens, closes) in PARTS.items():
            minutes = min(end, closes) - max(begin, opens)
            if minutes > 0:
                yield part, minutes


def merged(stretches: Stretches) -> list[tuple[int, int]]:
    """The same minutes, each counted once: two halves in use at once take the hall once."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def taken_in(
    house: House, uses: Iterable[Use]
) -> Mapping[str, Mapping[date, list[tuple[int, int]]]]:
    """When each room is taken, by its slug and day, by whatever happens in its spaces."""
    near: dict[frozenset[str], list[str]] = {}
    taken: dict[str, dict[date, list[tuple[int, int]]]] = {room.slug: {} for room in house.rooms}
    for use in uses:
        if use.spaces not in near:
            near[use.spaces] = [r.slug for r in house.rooms if not use.spaces.isdisjoint(r.spaces)]
        for slug in near[use.spaces]:
            stretch = (use.begin.minutes, use.end.minutes)
            taken[slug].setdefault(use.day, []).append(stretch)
    return {
        slug: {day: merged(stretches) for day, stretches in days.items()}
        for slug, days in taken.items()
    }


def whole_years_back(today: date) -> tuple[date, date]:
    """What is reported unless somebody says otherwise: the last twelve months until yesterday."""
    last = today - timedelta(days=1)
    return last - timedelta(days=364), last
