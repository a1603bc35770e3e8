"""Other rooms for a date that is taken: those that fit, the nearest in size first.

An alternative is offered at the very time that was asked for. It must be free without
an "if": nobody holds it, nobody else asks for it, no rule is against it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from booking.domain.candidates import Candidate
from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.rules import Claims
from booking.domain.verdicts import EnquiryVerdict, Verdict, judge_enquiry

MOST_DATES = 60
"""Only so many taken dates get alternatives: of more, nobody reads them."""
MOST_ROOMS = 3
"""So many are offered for one date."""


def plan_alternatives(
    enquiry: Enquiry, verdict: EnquiryVerdict, house: House
) -> tuple[Candidate, ...]:
    """Every taken date in every other public room. Rooms wanted together have none: who
    needs hall and kitchen is not helped by half of it."""
    if len(enquiry.rooms) != 1:
        return ()
    wanted = house.get_room(enquiry.rooms[0])
    others = sorted(
        (room for room in house.public_rooms if room != wanted),
        key=lambda room: _distance(room, wanted, enquiry.seating),
    )
    taken = [one for one in verdict.dates if one.verdict is Verdict.TAKEN][:MOST_DATES]
    return tuple(
        Candidate(
            position=number * len(others) + index,
            room=room,
            day=one.day,
            begin=enquiry.begin,
            end=enquiry.end,
            setup=max(room.setup, enquiry.setup),
            teardown=max(room.teardown, enquiry.teardown),
            spaces=room.spaces,
            period=one.candidates[0].period,
        )
        for number, one in enumerate(taken)
        for index, room in enumerate(others)
    )


def choose_alternatives(
    enquiry: Enquiry,
    candidates: Sequence[Candidate],
    claims: Mapping[int, Claims],
    house: House,
    asker: Person,
    now: datetime,
) -> Mapping[date, tuple[Candidate, ...]]:
    """Those that are free, at most three for a day; `claims` go by the candidates' index."""
    offered: dict[date, list[Candidate]] = {}
    for one in judge_enquiry(enquiry, candidates, claims, house, asker, now).dates:
        found = offered.setdefault(one.day, [])
        if one.verdict is Verdict.FREE and len(found) < MOST_ROOMS:
            found.extend(one.candidates)
    return {day: tuple(found) for day, found in offered.items() if found}


def _distance(room: Room, wanted: Room, seating: str | None) -> tuple[int, str]:
    """How far apart two rooms are in size; by name where that is the same."""
    return abs(_size(room, seating) - _size(wanted, seating)), room.slug


def _size(room: Room, seating: str | None) -> int:
    return room.capacity.get(seating or "", room.largest_capacity)
