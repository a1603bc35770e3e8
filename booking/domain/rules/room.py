"""Rules about the room: is it to be had at all, does it fit, is it meant for this.

Whether people fit, and whether their activity does, is asked of all rooms of a date at
once, and told once: of hall and kitchen, one has to seat the guests and one to have the
stove.
"""

from collections.abc import Iterator

from booking.domain.rooms import Room
from booking.domain.rules.case import Case, Finding, Rule


def persons_and_seating(case: Case) -> Iterator[Finding]:
    """No more persons than the seating allows (fire safety); without a seating, than any does.
    One of the rooms of a date has to admit them all."""
    if not case.speaks_for_date:
        return
    seating = case.asking.seating
    fitting = [room for room in case.rooms if seating is None or seating in room.capacity]
    if not fitting:
        known = (name for room in case.rooms for name in room.capacity)
        yield case.block(Rule.SEATING_UNKNOWN, seatings=tuple(dict.fromkeys(known)))
        return
    largest = max(fitting, key=lambda room: _most(room, seating))
    most = _most(largest, seating)
    if case.asking.persons is not None and case.asking.persons > most:
        yield case.block_in(largest, Rule.TOO_MANY_PERSONS, most=most, seating=seating)


def _most(room: Room, seating: str | None) -> int:
    return room.largest_capacity if seating is None else room.capacity[seating]


def activity(case: Case) -> Iterator[Finding]:
    """A room with a list of activities is meant for these only; one of the rooms of a date
    has to be meant for this."""
    if case.asking.activity is None or not case.speaks_for_date:
        return
    if all(room.activities and case.asking.activity not in room.activities for room in case.rooms):
        allowed = (name for room in case.rooms for name in room.activities)
        yield case.block(Rule.ACTIVITY_NOT_ALLOWED, allowed=tuple(dict.fromkeys(allowed)))


def on_offer(case: Case) -> Iterator[Finding]:
    """A retired room is nobody's any more; a hidden one is for staff to give."""
    room = case.candidate.room
    if room.retired:
        yield case.block(Rule.ROOM_RETIRED)
    elif room.is_hidden and not case.asking.asker.is_staff:
        yield case.block(Rule.ROOM_HIDDEN)


ROOM_RULES = (on_offer, persons_and_seating, activity)
