"""The dates of an enquiry, room by room, as they would be if they were stored.

A candidate becomes an occurrence when it is requested. Stored occurrences turn
into candidates again when they are decided, so that the rules see one shape.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

from booking.domain.enquiries import Enquiry, Skip
from booking.domain.house import House
from booking.domain.occupancy import Occupancy, find_clash
from booking.domain.people import Person
from booking.domain.refusals import BadInput, NotFound
from booking.domain.rooms import Room
from calendars.holidays import find_public_holiday, find_school_holiday
from calendars.period import Period
from calendars.wallclock import ClockTime, ImpossibleTime

NO_TIME = timedelta(0)


class Candidate(NamedTuple):
    """One date in one room. A series has hundreds, so they are made as lightly as can be."""

    position: int
    """Counts the dates of the enquiry; rooms wanted together share it."""
    room: Room
    day: date
    begin: ClockTime
    end: ClockTime
    setup: timedelta
    teardown: timedelta
    spaces: frozenset[str]
    period: Period | None
    """None if the clocks change in between and such a time does not exist."""

    @property
    def occupied(self) -> Period | None:
        """The period with setup and teardown."""
        return self.period and self.period.widened(self.setup, self.teardown)


def find_period(house: House, day: date, begin: ClockTime, end: ClockTime) -> Period | None:
    """The period of a wish on the wall clock, or None if that night leaves it out."""
    return find_periods(house, [day], begin, end)[0]


def find_periods(
    house: House, days: Iterable[date], begin: ClockTime, end: ClockTime
) -> list[Period | None]:
    """The same for each of some days."""
    clock = house.wall_clock
    found: list[Period | None] = []
    for day in days:
        try:
            found.append(clock.period(day, begin, end))
        except (ImpossibleTime, ValueError):
            found.append(None)  # 01:30 to 02:30 in March: the end is missing, or comes too soon
    return found


def plan_candidate(
    house: House,
    room: Room,
    day: date,
    begin: ClockTime,
    end: ClockTime,
    setup: timedelta = NO_TIME,
    teardown: timedelta = NO_TIME,
    position: int = 0,
) -> Candidate:
    """One date in one room; the room's own setup and teardown are the least."""
    return Candidate(
        position=position,
        room=room,
        day=day,
        begin=begin,
        end=end,
        setup=max(room.setup, setup),
        teardown=max(room.teardown, teardown),
        spaces=room.spaces,
        period=find_period(house, day, begin, end),
    )


def is_holiday(skip: Skip, day: date) -> bool:
    """Whether the official table names this day."""
    find = find_public_holiday if skip is Skip.PUBLIC_HOLIDAYS else find_school_holiday
    return find(day) is not None


def plan_candidates(enquiry: Enquiry, house: House) -> tuple[Candidate, ...]:
    """Every date in every room of the enquiry; raises `NotFound` for an unknown room and
    `BadInput` for a rule that cannot be followed or a series that gets in its own way."""
    rooms = [house.get_room(slug) for slug in enquiry.rooms]
    parts = [(room, *extras_of(enquiry, room), room.spaces) for room in rooms]
    begin, end = enquiry.begin, enquiry.end
    days = enquiry.dates(is_holiday)
    periods = find_periods(house, days, begin, end)
    candidates = [
        Candidate(position, room, day, begin, end, setup, teardown, spaces, period)
        for position, (day, period) in enumerate(zip(days, periods, strict=True))
        for room, setup, teardown, spaces in parts
    ]
    if enquiry.own_places:
        candidates = [in_own_place(one, enquiry, house) for one in candidates]
    margin = max(part[1] for part in parts) + max(part[2] for part in parts)
    if enquiry.own_places or have_common_space(rooms) or not keep_apart(periods, margin):
        refuse_own_clash(candidates)
    return tuple(candidates)


def extras_of(enquiry: Enquiry, room: Room) -> tuple[timedelta, timedelta]:
    """Setup and teardown of a wish in a room, whose own are the least."""
    return max(room.setup, enquiry.setup), max(room.teardown, enquiry.teardown)


def in_room(candidates: Iterable[Candidate], enquiry: Enquiry, room: Room) -> tuple[Candidate, ...]:
    """The same dates in another room; their times need not be worked out again."""
    setup, teardown = extras_of(enquiry, room)
    return tuple(
        one._replace(room=room, spaces=room.spaces, setup=setup, teardown=teardown)
        for one in candidates
    )


def in_own_place(usual: Candidate, enquiry: Enquiry, house: House) -> Candidate:
    """A date where and when it is wanted, if elsewhere than the others."""
    own = enquiry.find_own_place(usual.day)
    if own is None:
        return usual
    return plan_candidate(
        house,
        house.get_room(own.room),
        own.day,
        own.begin,
        own.end,
        setup=enquiry.setup,
        teardown=enquiry.teardown,
        position=usual.position,
    )


def have_common_space(rooms: Iterable[Room]) -> bool:
    """Whether two of these rooms cannot be had together."""
    return any(one.shares_space_with(other) for one, other in combinations(rooms, 2))


def keep_apart(periods: Iterable[Period | None], margin: timedelta) -> bool:
    """Whether so much time lies between each of the periods, which are in order, and the next."""
    there = [period for period in periods if period is not None]
    pauses = [later.begin - earlier.end for earlier, later in pairwise(there)]
    return not pauses or min(pauses) >= margin


def get_room_for(house: House, person: Person, slug: str) -> Room:
    """A room that this person may know; raises `NotFound` for hidden rooms, too, unless it
    is staff who ask: to everybody else they are not there."""
    room = house.get_room(slug)
    if room.is_hidden and not person.is_staff:
        raise NotFound(what="room", slug=slug)
    return room


def refuse_own_clash(candidates: Sequence[Candidate]) -> None:
    """Raise `BadInput` if two of the candidates cannot both be had."""
    clash = find_clash(
        [
            Occupancy(index, candidate.spaces, occupied)
            for index, candidate in enumerate(candidates)
            if (occupied := candidate.occupied) is not None
        ]
    )
    if clash is None:
        return
    first, second = (candidates[claim.holder] for claim in clash)
    if first.room != second.room:
        raise BadInput("/rooms", "rooms_overlap", first=first.room.slug, second=second.room.slug)
    raise BadInput("/recurrence", "series_overlaps_itself", first=first.day, second=second.day)
