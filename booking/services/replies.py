"""Answering what the other side has proposed for a date, or taking back what the own side has."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from booking.domain.bookings import Booking, Occurrence
from booking.domain.candidates import Candidate
from booking.domain.decisions import candidate_of, together
from booking.domain.house import House
from booking.domain.occupancy import Occupancy, find_late
from booking.domain.people import Person, require_business
from booking.domain.proposals import Proposal, ProposalStatus, Side, of_date
from booking.domain.refusals import NotFound, NotMovable
from booking.domain.statuses import Status
from booking.services import mail
from booking.services.books import Books
from booking.services.mail.urgent import owe_short_notice
from booking.services.weighing import require_free, weigh_places
from booking.store.door import Door
from booking.store.proposals import end_proposals, find_open_proposals, proposed_space_ids
from booking.store.steps import Step


class Reply(StrEnum):
    """What the other side says."""

    ACCEPT = "accept"
    REFUSE = "refuse"


def reply(
    books: Books,
    person: Person,
    reference: str,
    occurrence: int,
    said: Reply,
    now: datetime,
    seen: int | None = None,
) -> Booking:
    """Accepts or refuses the proposal for a date and its rooms; only that which was `seen`.

    An accepted date is confirmed at its new place and stays itself; its rooms that were not
    to move are confirmed where they are. Raises `NotFound` if
    the other side has nothing open there, `NotMovable` if it cannot be had any more.
    """

    def deed(door: Door) -> Booking:
        also = proposed_space_ids(door.ledger, reference)
        booking = require_business(person, door.open(reference, also))
        answered = proposals_for(door, booking, occurrence, Side.of(person))
        ids = [one.id for one in answered]
        if seen is not None and seen not in ids:
            raise NotFound(what="proposal", occurrence=occurrence)
        if said is Reply.REFUSE:
            end_proposals(door.ledger.session, ids, ProposalStatus.REFUSED, now)
            door.note_dates(booking, "refused_proposal", [occurrence])
            return booking
        steps = accepted_steps(books, door, booking, answered)
        end_proposals(door.ledger.session, ids, ProposalStatus.ACCEPTED, now)
        after = door.write(booking, steps)
        mail.owe_decision(door, books.house, after, [step.occurrence.id for step in steps])
        owe_short_notice(door, books.house, booking, after)
        return after

    return books.change(person, now, deed)


def withdraw(
    books: Books, person: Person, reference: str, occurrence: int, now: datetime
) -> Booking:
    """Takes back what the own side has open for a date, and for the rooms that go with it.
    Where nothing is open, nothing changes. Raises `NotFound` to people whose business the
    booking is not."""

    def deed(door: Door) -> Booking:
        also = proposed_space_ids(door.ledger, reference)
        booking = require_business(person, door.open(reference, also))
        own = open_proposals(door, booking, occurrence, Side.of(person))
        if own:
            ids = [one.id for one in own]
            end_proposals(door.ledger.session, ids, ProposalStatus.WITHDRAWN, now)
            door.note_dates(booking, "withdrew_proposal", [occurrence])
        return booking

    return books.change(person, now, deed)


def proposals_for(
    door: Door, booking: Booking, occurrence: int, answering: Side
) -> tuple[Proposal, ...]:
    """What the other side has open for a date and its rooms; raises `NotFound` if nothing."""
    other = Side.HOUSE if answering is Side.ASSOCIATION else Side.ASSOCIATION
    found = open_proposals(door, booking, occurrence, other)
    if not found:
        raise NotFound(what="proposal", occurrence=occurrence)
    return found


def open_proposals(
    door: Door, booking: Booking, occurrence: int, side: Side
) -> tuple[Proposal, ...]:
    """What one side has open for a date and its rooms."""
    found = of_date(booking, find_open_proposals(door.ledger, booking.id), occurrence)
    return tuple(one for one in found if one.side is side)


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
