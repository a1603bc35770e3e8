"""The dates of an enquiry, room by room, as they would be if they were stored.

A candidate becomes an occurrence when it is requested. Stored occurrences turn
into candidates again when they are decided, so that the rules see one shape.
"""

from dataclasses import dataclass
from datetime import date, timedelta

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


@dataclass(frozen=True, slots=True)
class Candidate:
    """One date in one room."""

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
    try:
        return house.wall_clock.period(day, begin, end)
    except (ImpossibleTime, ValueError):
        return None  # 01:30 to 02:30 in March: the end is missing, or comes before the begin


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
    candidates = tuple(
        plan_candidate(
            house,
            room,
            day,
            enquiry.begin,
            enquiry.end,
            setup=enquiry.setup,
            teardown=enquiry.teardown,
            position=position,
        )
        for position, day in enumerate(enquiry.dates(is_holiday))
        for room in rooms
    )
    refuse_own_clash(candidates)
    return candidates


def get_room_for(house: House, person: Person, slug: str) -> Room:
    """A room that this person may know; raises `NotFound` for hidden rooms, too, unless it
    is staff who ask: to everybody else they are not there."""
    room = house.get_room(slug)
    if room.is_hidden and not person.is_staff:
        raise NotFound(what="room", slug=slug)
    return room


def refuse_own_clash(candidates: tuple[Candidate, ...]) -> None:
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
