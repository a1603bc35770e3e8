"""Looking at rooms: what is free, and what takes place where."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.candidates import get_room_for
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.domain.rooms import Room
from booking.domain.weeks import RoomDay, room_day
from booking.services.books import Books
from booking.store.ledger import Ledger
from booking.store.proposals import find_proposed_entries
from calendars.period import Period
from calendars.wallclock import ImpossibleTime

ONE_DAY = timedelta(days=1)
LONGEST_LOOK = timedelta(days=400)
"""The longest range that is read at once."""


@dataclass(frozen=True, slots=True)
class RoomOccupancy:
    """What is taken and what is asked for in a room's spaces."""

    room: Room
    taken: tuple[Entry, ...]
    asked_for: tuple[Entry, ...]


def rooms_for(books: Books, person: Person) -> tuple[Room, ...]:
    """The rooms that this person may know and ask for, in the order of the file."""
    if person.is_staff:
        return books.house.lent_rooms
    return books.house.public_rooms


def look_at_occupancy(
    books: Books, person: Person, slug: str, first: date, until: date, now: datetime
) -> RoomOccupancy:
    """What is taken and asked for in a room from one day until another (exclusive), also
    through rooms that share its spaces. Raises `NotFound`, `BadInput`."""
    room = get_room_for(books.house, person, slug)
    if until <= first:
        raise BadInput("/end", "end_before_begin", begin=first, end=until)
    if until - first > LONGEST_LOOK:
        raise BadInput("/end", "range_too_long", days=LONGEST_LOOK.days)
    period = period_of(books.house, first, until - first)
    with books.reading(now) as ledger:
        taken = find_taken(ledger, room.spaces, period)
        asked = ledger.find_asked_entries(room.spaces, period)
    return RoomOccupancy(room, taken, asked)


def find_taken(ledger: Ledger, spaces: Collection[str], period: Period) -> tuple[Entry, ...]:
    """What cannot be had: the dates that hold a place, and those kept free by proposals."""
    held = ledger.find_held_entries(spaces, period)
    proposed = find_proposed_entries(ledger, spaces, period)
    return tuple(sorted((*held, *proposed), key=lambda entry: entry.occurrence.period))


def period_of(house: House, first: date, lasts: timedelta) -> Period:
    """Some days as a period; raises `BadInput` at the ends of the calendar."""
    try:
        return house.wall_clock.days(first, first + lasts)
    except (ImpossibleTime, OverflowError) as error:
        raise BadInput("/start", "no_such_day", day=first) from error


def look_at_days(
    books: Books, rooms: Sequence[Room], first: date, days: int, now: datetime
) -> tuple[tuple[RoomDay, ...], ...]:
    """Some rooms on some days, room by room; as many questions for a year as for a day.
    Raises `BadInput`."""
    period = period_of(books.house, first, timedelta(days=days))
    spaces = frozenset().union(*(room.spaces for room in rooms))
    with books.reading(now) as ledger:
        held = find_taken(ledger, spaces, period)
        asked = ledger.find_asked_entries(spaces, period)
        house = ledger.house
    wanted = [first + timedelta(days=number) for number in range(days)]
    near_held, near_asked = near(held, wanted), near(asked, wanted)
    return tuple(
        tuple(room_day(house, room, day, near_held[day], near_asked[day]) for day in wanted)
        for room in rooms
    )


def near(entries: Sequence[Entry], days: Sequence[date]) -> Mapping[date, list[Entry]]:
    """For each day the entries that can matter to it: with all setup and teardown, no date
    reaches further than the days before and after."""
    of_day: dict[date, list[Entry]] = {}
    for entry in entries:
        of_day.setdefault(entry.occurrence.day, []).append(entry)
    around = (-ONE_DAY, timedelta(0), ONE_DAY)
    return {day: [one for step in around for one in of_day.get(day + step, ())] for day in days}
