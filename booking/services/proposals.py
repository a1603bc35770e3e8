"""Proposing another room or time for a date."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking
from booking.domain.candidates import get_room_for
from booking.domain.moves import Scope, Target, plan_moves
from booking.domain.people import Person, require_business
from booking.domain.proposals import (
    Proposal,
    Side,
    is_asked_for,
    new_pieces,
    of_date,
)
from booking.domain.refusals import BadInput, NotMovable
from booking.domain.rules import Rule
from booking.domain.settling import crowding
from booking.services import mail
from booking.services.books import Books
from booking.services.own_pace import keep_pace
from booking.services.weighing import require_free, space_ids_of, weigh_places
from booking.store.door import Door
from booking.store.proposals import (
    add_proposal,
    find_open_proposals,
)


@dataclass(frozen=True, slots=True)
class Proposing:
    """Another place for one date, with the rooms that go with it."""

    occurrence: int
    target: Target
    open_until: date | None = None
    """The last day on which it can be accepted; without it the house's usual time."""
    seen: frozenset[int] | None = None
    """What was open for the date when this was asked for, by id, if the sender cares."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A booking with the proposals that are open for it."""

    booking: Booking
    proposals: tuple[Proposal, ...]


def propose(
    books: Books, person: Person, reference: str, proposing: Proposing, now: datetime
) -> Proposed:
    """Names another place for a date. What staff propose is kept free until its last day,
    as far as the booking does not hold it already; what a group proposes holds nothing.

    A new proposal takes the place of what is open for the same date; a group that asks for the
    same again has asked for it once. Raises `NotFound`, `BadInput`, `NotMovable` if staff
    propose what cannot be had, `TooManyAttempts`.
    """
    wanted = proposing.target.room
    if wanted is not None:
        get_room_for(books.house, person, wanted)
    also = space_ids_of(books, [wanted]) if wanted else ()
    until = last_day(books, proposing, now)

    def deed(door: Door) -> Proposed:
        booking = require_business(person, door.open(reference, also))
        before = find_open_proposals(door.ledger, booking.id)
        number, target = proposing.occurrence, proposing.target
        if not person.is_staff and is_asked_for(booking, before, number, target):
            return Proposed(booking, before)
        seen = {one.id for one in of_date(booking, before, number)}
        if proposing.seen not in (None, seen):
            raise BadInput("/occurrence", "asked_meanwhile")
        keep_pace(door, booking, "wishes")
        places = put(books, door, booking, proposing, until)
        found = find_open_proposals(door.ledger, booking.id)
        ours = [one for one in found if one.side is Side.HOUSE and one.occurrence_id in places]
        mail.owe_proposal(door, books.house, booking, ours)
        return Proposed(booking, found)

    return books.change(person, now, deed)


def put(
    books: Books, door: Door, booking: Booking, proposing: Proposing, until: date
) -> frozenset[int]:
    """Puts a proposal for one date of an open booking in the place of an older one; returns the
    ids of the date's rooms. What is refused leaves everything as it was."""
    ledger, by_staff = door.ledger, door.by.is_staff
    number, target = proposing.occurrence, proposing.target
    plan = plan_moves(booking, number, target, Scope.ONE, books.house, ledger.now)
    if not plan:
        raise BadInput("/occurrence", "same_place")
    places = {one.occurrence.id: one.place for one in plan}
    weighed = weigh_places(books, ledger, booking, places, leaving=places)
    require_free(weighed, overrule=() if by_staff else (Rule.TAKEN,))
    if crowding(plan):
        raise NotMovable(occurrence=number, findings=())
    door.withdraw_proposals(places)
    for one in plan:
        held = new_pieces(one.place, booking.occurrences) if by_staff else {}
        add_proposal(ledger, one.occurrence.id, one.place, Side.of(door.by), until, held)
    door.note_proposed(booking, places)
    return frozenset(places)


def last_day(books: Books, proposing: Proposing, now: datetime) -> date:
    """The last day of a proposal; raises `BadInput` for a day that is over, or farther
    away than any date could be."""
    today = books.house.wall_clock.date_of(now)
    farthest = today + books.house.horizon
    if proposing.open_until is not None and proposing.open_until > farthest:
        raise BadInput("/open_until", "too_far", last=farthest)
    if proposing.open_until is not None and proposing.open_until < today:
        raise BadInput("/open_until", "in_the_past", day=proposing.open_until)
    return proposing.open_until or today + books.house.hold
