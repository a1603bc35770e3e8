"""Rules about the room: is it to be had at all, does it fit, is it meant for this."""

from collections.abc import Iterator

from booking.domain.rules.case import Case, Finding, Rule


def persons_and_seating(case: Case) -> Iterator[Finding]:
    """No more persons than the seating allows (fire safety); without a seating, than any does."""
    room = case.candidate.room
    if case.seating is not None and case.seating not in room.capacity:
        yield case.block(Rule.SEATING_UNKNOWN, seatings=tuple(room.capacity))
        return
    most = room.capacity[case.seating] if case.seating else room.largest_capacity
    if case.persons is not None and case.persons > most:
        yield case.block(Rule.TOO_MANY_PERSONS, most=most, seating=case.seating)


def activity(case: Case) -> Iterator[Finding]:
    """A room with a list of activities is meant for these only."""
    allowed = case.candidate.room.activities
    if case.activity is not None and allowed and case.activity not in allowed:
        yield case.block(Rule.ACTIVITY_NOT_ALLOWED, allowed=tuple(allowed))


def on_offer(case: Case) -> Iterator[Finding]:
    """A retired room is nobody's any more; a hidden one is for staff to give."""
    room = case.candidate.room
    if room.retired:
        yield case.block(Rule.ROOM_RETIRED)
    elif room.is_hidden and not case.asker.is_staff:
        yield case.block(Rule.ROOM_HIDDEN)


ROOM_RULES = (on_offer, persons_and_seating, activity)
