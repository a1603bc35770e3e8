"""What was proposed for a date comes back with it when the deed that ended it is taken back.

A group that was asked finds its question where the mail says, and what a group wished for is
not lost because somebody pressed the wrong button.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate
from booking.domain.changes import Change
from booking.domain.decisions import still_blocking
from booking.domain.proposals import Proposal, ProposalStatus, Side, new_pieces
from booking.services.books import Books
from booking.services.weighing import weigh_places
from booking.store.door import Door
from booking.store.proposals import find_open_proposals
from booking.store.reopening import find_ended, open_again

MAY_RETURN = frozenset({ProposalStatus.OPEN, ProposalStatus.WITHDRAWN})


def find_returning(
    door: Door, booking: Booking, last: Mapping[int, Change], going: Collection[int]
) -> frozenset[int]:
    """The ids of what shall be open for dates once they are back: what is open for them now
    (their way back ends it), or else what the last deed has ended."""
    now = {
        one.occurrence_id: [one.id]
        for one in find_open_proposals(door.ledger, booking.id)
        if one.occurrence_id in going
    }
    before = {number: ended_by(change) for number, change in last.items() if number in going}
    return frozenset(one for ids in (before | now).values() for one in ids)


def ended_by(change: Change) -> list[int]:
    """The proposals that a step has ended."""
    noted = change.facts.get("ended_proposals")
    return [int(one) for one in noted] if isinstance(noted, list) else []


def reopen(books: Books, door: Door, booking: Booking, returning: Collection[int]) -> None:
    """Opens proposals again for dates that are back. What the house proposed is kept free anew,
    all rooms of a date or none; where somebody else has the place by now, it stays ended."""
    position_of = {one.id: one.position for one in booking.occurrences}
    ended = find_ended(door.ledger, returning) if returning else ()
    for wish in ended:
        if wish.side is Side.ASSOCIATION:
            open_again(door.ledger, wish, {})
    ours = [one for one in ended if one.side is Side.HOUSE]
    ours.sort(key=lambda one: position_of[one.occurrence_id])
    for _, rooms in groupby(ours, key=lambda one: position_of[one.occurrence_id]):
        keep_free_again(books, door, booking, tuple(rooms))


def keep_free_again(
    books: Books, door: Door, booking: Booking, rooms: tuple[Proposal, ...]
) -> None:
    """What the house proposed for the rooms of one date, if it can still be had."""
    places = places_of(books, booking, rooms)
    if len(places) < len(rooms):
        return
    weighed = weigh_places(books, door.ledger, booking, places, leaving=places)
    if any(still_blocking(one.findings, ()) for one in weighed.values()):
        return
    for one in rooms:
        held = new_pieces(places[one.occurrence_id], booking.occurrences)
        open_again(door.ledger, one, held)


def places_of(
    books: Books, booking: Booking, proposals: Iterable[Proposal]
) -> dict[int, Candidate]:
    """Where the dates would be, by their ids; without those whose room is gone."""
    dates = {one.id: one for one in booking.occurrences}
    return {
        one.occurrence_id: place
        for one in proposals
        if (place := one.place(dates[one.occurrence_id], books.house))
    }
