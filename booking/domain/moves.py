"""Moving dates to another room, day or time: planned as a whole before it is made.

A series that shifts by a week collides with itself if it is moved date by date.
So all new places are worked out first. A date whose place cannot be had stays
where it is, and so does whoever needs the place of one that stays.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from booking.domain.bookings import Booking, Occurrence
from booking.domain.candidates import NO_TIME, Candidate, find_period
from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.domain.rooms import Room
from booking.domain.statuses import HOLDING, OPEN
from calendars.wallclock import ClockTime


class Scope(StrEnum):
    """Which dates go with the one that is moved."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Target:
    """Where one date shall be; what is None stays as it is."""

    room: str | None = None
    day: date | None = None
    begin: ClockTime | None = None
    end: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One date and its new place."""

    occurrence: Occurrence
    place: Candidate

    @property
    def goes_elsewhere(self) -> bool:
        """Whether the new place is another one at all."""
        one, place = self.occurrence, self.place
        here = (one.room, one.day, one.begin, one.end)
        return here != (place.room.slug, place.day, place.begin, place.end)


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much dates move: the same days and minutes for each, and perhaps a new room."""

    days: int
    begin: int
    end: int
    old_room: str
    new_room: Room | None

    def applied_to(self, one: Occurrence, house: House) -> Candidate:
        """The new place of a date. Raises `BadInput` if it would leave its day, `NotFound`
        if its room left the house and it gets no new one."""
        old = house.find_room(one.room)
        goes = self.new_room is not None and one.room == self.old_room
        room = self.new_room if self.new_room and goes else house.get_room(one.room)
        day = date.fromordinal(one.day.toordinal() + self.days)
        begin, end = one.begin.minutes + self.begin, one.end.minutes + self.end
        if not 0 <= begin < end <= 24 * 60:
            raise BadInput("/begin", "leaves_its_day", day=day)
        times = ClockTime(begin), ClockTime(end)
        return Candidate(
            position=one.position,
            room=room,
            day=day,
            begin=times[0],
            end=times[1],
            setup=extra(one.setup, old.setup if old else NO_TIME, room.setup),
            teardown=extra(one.teardown, old.teardown if old else NO_TIME, room.teardown),
            spaces=room.spaces,
            period=find_period(house, day, *times),
        )


def extra(had: timedelta, usual: timedelta, least: timedelta) -> timedelta:
    """The setup (or teardown) in a new room: what is usual there, unless the group had
    asked for more than was usual where it was."""
    return least if had <= usual else max(least, had)


def plan_moves(
    booking: Booking, occurrence_id: int, target: Target, scope: Scope, house: House, now: datetime
) -> tuple[Move, ...]:
    """The new place of every date in the scope that is still to come and still stands.

    All rooms of a date keep together in time; a new room is for those in the room of the
    date that is named. Raises `BadInput` for an id that is not there, a date that is over,
    or a time outside the day; `NotFound` for an unknown room.
    """
    named = next((one for one in booking.occurrences if one.id == occurrence_id), None)
    if named is None:
        raise BadInput("/occurrence", "unknown_occurrence", occurrence=occurrence_id)
    if not is_movable(named, now):
        raise BadInput("/occurrence", "cannot_move", occurrence=occurrence_id)
    shift = Shift(
        days=((target.day or named.day) - named.day).days,
        begin=(target.begin or named.begin).minutes - named.begin.minutes,
        end=(target.end or named.end).minutes - named.end.minutes,
        old_room=named.room,
        new_room=house.get_room(target.room) if target.room is not None else None,
    )
    moves = (
        Move(one, shift.applied_to(one, house))
        for one in booking.occurrences
        if is_movable(one, now) and is_in_scope(one, named, scope)
    )
    return tuple(one for one in moves if one.goes_elsewhere)


def is_movable(occurrence: Occurrence, now: datetime) -> bool:
    """Whether a date is still to come and still asked for or had."""
    return occurrence.status in HOLDING | OPEN and occurrence.period.begin > now


def is_in_scope(one: Occurrence, named: Occurrence, scope: Scope) -> bool:
    """Whether a date goes with the named one."""
    if one.position == named.position or scope is Scope.ALL:
        return True
    return scope is Scope.FOLLOWING and one.period.begin > named.period.begin
