"""Proposing another room or time for a date, and answering."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from booking.domain.bookings import Booking, Occurrence
from booking.domain.candidates import Candidate, get_room_for
from booking.domain.decisions import candidate_of, together
from booking.domain.house import House
from booking.domain.moves import Scope, Target, plan_moves
from booking.domain.occupancy import Occupancy, find_late
from booking.domain.people import Person
from booking.domain.proposals import Proposal, ProposalStatus, Side, new_pieces
from booking.domain.refusals import BadInput, NotFound, NotMovable
from booking.domain.rules import Rule
from booking.domain.settling import crowding
from booking.domain.statuses import Status
from booking.services import mail
from booking.services.books import Books
from booking.services.weighing import require_free, space_ids_of, weigh_places
from booking.store.door import Door
from booking.store.proposals import (
    add_proposal,
    end_proposals,
    find_open_proposals,
    proposed_space_ids,
)
from booking.store.steps import Step


class Reply(StrEnum):
    """What the other side says."""

    ACCEPT = "accept"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Proposing:
    """Another place for one date, with the rooms that go with it."""

    occurrence: int
    target: Target
    open_until: date | None = None
    """The last day on which it can be accepted; without it the house's usual time."""


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

    A new proposal takes the place of an older one for the same date. Raises `NotFound`,
    `BadInput`, `NotMovable` if staff propose what cannot be had.
    """
    wanted = proposing.target.room
    if wanted is not None:
        get_room_for(books.house, person, wanted)
    also = space_ids_of(books, [wanted]) if wanted else ()
    until = last_day(books, proposing, now)

    def deed(door: Door) -> Proposed:
        booking = open_for(door, person, reference, also)
        plan = plan_moves(
            booking, proposing.occurrence, proposing.target, Scope.ONE, books.house, now
        )
        if not plan:
            raise BadInput("/occurrence", "same_place")
        places = {one.occurrence.id: one.place for one in plan}
        weighed = weigh_places(books, door.ledger, booking, places, leaving=places)
        require_free(weighed, overrule=() if person.is_staff else (Rule.TAKEN,))
        if crowding(plan):
            raise NotMovable(occurrence=proposing.occurrence, findings=())
        door.withdraw_proposals(places)
        for one in plan:
            held = new_pieces(one.place, booking.occurrences) if person.is_staff else {}
            add_proposal(door.ledger, one.occurrence.id, one.place, Side.of(person), until, held)
        door.note_proposal(booking, "proposed", places)
        found = find_open_proposals(door.ledger, booking.id)
        mail.owe_proposal(
            door,
            books.house,
            booking,
            [one for one in found if one.side is Side.HOUSE and one.occurrence_id in places],
        )
        return Proposed(booking, found)

    return books.change(person, now, deed)


def reply(
    books: Books, person: Person, reference: str, occurrence: int, said: Reply, now: datetime
) -> Booking:
    """Accepts or refuses the open proposal for a date, and for the rooms that go with it.

    An accepted date is confirmed at its new place and stays itself; its rooms that were not
    to move are confirmed where they are. Raises `NotFound` if
    the other side has nothing open there, `NotMovable` if it cannot be had any more.
    """

    def deed(door: Door) -> Booking:
        booking = open_for(door, person, reference, proposed_space_ids(door.ledger, reference))
        answered = proposals_for(door, booking, occurrence, Side.of(person))
        ids = [one.id for one in answered]
        if said is Reply.REFUSE:
            end_proposals(door.ledger.session, ids, ProposalStatus.REFUSED, now)
            door.note_proposal(booking, "refused_proposal", [occurrence])
            return booking
        steps = accepted_steps(books, door, booking, answered)
        end_proposals(door.ledger.session, ids, ProposalStatus.ACCEPTED, now)
        door.write(booking, steps)
        after = door.ledger.get_booking(reference)
        mail.owe_decision(door, books.house, after, [step.occurrence.id for step in steps])
        return after

    return books.change(person, now, deed)


def open_for(door: Door, person: Person, reference: str, also: Collection[int]) -> Booking:
    """The booking, locked; to people whose business it is not, there is none."""
    booking = door.open(reference, also)
    if not person.may_see_booking(booking.id, booking.association_id):
        raise NotFound(what="booking", reference=reference)
    return booking


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


def proposals_for(
    door: Door, booking: Booking, occurrence: int, answering: Side
) -> tuple[Proposal, ...]:
    """What the other side has open for a date and its rooms; raises `NotFound` if nothing."""
    positions = {one.position for one in booking.occurrences if one.id == occurrence}
    together = {one.id for one in booking.occurrences if one.position in positions}
    found = tuple(
        one
        for one in find_open_proposals(door.ledger, booking.id)
        if one.occurrence_id in together and one.side is not answering
    )
    if not found:
        raise NotFound(what="proposal", occurrence=occurrence)
    return found


def accepted_steps(
    books: Books, door: Door, booking: Booking, answered: Sequence[Proposal]
) -> list[Step]:
    """The steps that confirm a date in all its rooms, each at its proposed place or, if it
    has none, where it is. Raises `NotMovable` unless all can be had."""
    proposed = {one.occurrence_id: one for one in answered}
    dates = together(booking, proposed)
    places = {
        one.id: place
        for one in dates
        if (place := place_of(one, proposed.get(one.id), books.house))
    }
    weighed = weigh_places(books, door.ledger, booking, places, leaving=places)
    require_free(weighed)
    late = find_late(
        Occupancy(number, place.spaces, occupied)
        for number, place in places.items()
        if (occupied := place.occupied)
    )
    for number in late:
        raise NotMovable(occurrence=number, findings=())
    return [
        Step(
            one,
            Status.CONFIRMED,
            place=places[one.id] if one.id in proposed else None,
            facts={"why": "proposal_accepted"},
        )
        for one in dates
        if one.id in places
    ]


def place_of(one: Occurrence, proposal: Proposal | None, house: House) -> Candidate | None:
    """Where a date would be confirmed; None if that room is gone."""
    return proposal.place(one, house) if proposal else candidate_of(one, house)
