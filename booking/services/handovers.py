"""Handing bookings over to another address, which must be proven before anything changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.domain.delegates import (
    Delegate,
    Handover,
    HandoverStatus,
    Successor,
    require_another,
)
from booking.domain.people import Person, require_delegate
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.services.delegates import delegate_of, give
from booking.services.mail.to_delegates import owe_handed_over, owe_handover
from booking.store import delegates as kept
from booking.store.access import end_links_and_feeds, end_links_and_feeds_of
from booking.store.deeds import count_attempt
from booking.store.door import Door
from booking.store.handovers import (
    add_handover,
    find_handover,
    settle_handover,
    withdraw_of,
    withdraw_same,
)

A_DAY = timedelta(days=1)
MOST_PER_DAY = 10


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What is handed over, and to whom."""

    association_id: int
    to: Successor
    reference: str | None = None
    """One booking; without it, all that this delegate speaks for."""
    ends_access: bool = False


def hand_over(books: Books, person: Person, wanted: HandingOver, now: datetime) -> None:
    """Asks an address to take over; until it agrees, everything stays. A new handover of the
    same takes the place of the old.

    Raises `NotFound` for anybody but delegates, `BadInput`, `TooManyAttempts`.
    """
    require_delegate(person, wanted.association_id)

    def deed(door: Door) -> None:
        session = door.ledger.session
        kept.lock_association(session, wanted.association_id)
        own = delegate_of(person, kept.find_delegates(session, [wanted.association_id]))
        require_another(wanted.to.email, own)
        booking_id = booking_of(door, wanted)
        count_attempt(session, f"handovers by {own.email}", MOST_PER_DAY, A_DAY, now)
        withdraw_same(session, own, booking_id, now)
        number = add_handover(session, own, booking_id, wanted.to, wanted.ends_access, now)
        owe_handover(door, books.house, get_handover(door, number))

    books.change(person, now, deed)


def take_back_handover(books: Books, person: Person, handover_id: int, now: datetime) -> None:
    """A delegate of the association no longer wants it. Raises `NotFound`; what is settled
    stays settled."""

    def deed(door: Door) -> None:
        handover = get_handover(door, handover_id)
        require_delegate(person, handover.association_id)
        settle_handover(door.ledger.session, handover.id, HandoverStatus.WITHDRAWN, now)

    books.change(person, now, deed)


def refuse_handover(books: Books, person: Person, handover_id: int, now: datetime) -> None:
    """Whoever was asked does not want it: everything stays. Raises `NotFound`, also for what
    others were asked."""

    def deed(door: Door) -> None:
        handover = asked_of(door, person, handover_id)
        settle_handover(door.ledger.session, handover.id, HandoverStatus.REFUSED, now)

    books.change(person, now, deed)


def accept_handover(books: Books, person: Person, handover_id: int, now: datetime) -> None:
    """Whoever was asked, and has proven the address, takes over. Accepted twice is accepted
    once. Raises `NotFound`, also for what others were asked or what is no longer open."""

    def deed(door: Door) -> None:
        handover = asked_of(door, person, handover_id)
        session = door.ledger.session
        kept.lock_association(session, handover.association_id)
        if not settle_handover(session, handover.id, HandoverStatus.ACCEPTED, now):
            return
        heir = heir_of(door, handover)
        bookings = bookings_of(door, handover)
        give(session, bookings, handover.from_email, heir)
        if handover.ends_access:
            end_links_and_feeds_of(session, bookings, now)
            end_giver(door, handover, heir)
        for booking_id in bookings:
            door.note(booking_id, "handed_over", delegate=heir.id)
        owe_handed_over(door, books.house, handover)

    books.change(person, now, deed)


def booking_of(door: Door, wanted: HandingOver) -> int | None:
    """The id of the one booking; raises `NotFound` for one of others."""
    if wanted.reference is None:
        return None
    booking = door.ledger.get_booking(wanted.reference)
    if booking.association_id != wanted.association_id:
        raise NotFound(what="booking", reference=wanted.reference)
    return booking.id


def get_handover(door: Door, handover_id: int) -> Handover:
    """The handover of that id; raises `NotFound`."""
    found = find_handover(door.ledger.session, handover_id)
    if found is None:
        raise NotFound(what="handover")
    return found


def asked_of(door: Door, person: Person, handover_id: int) -> Handover:
    """What this person was asked to take over and can still answer, or has accepted."""
    handover = get_handover(door, handover_id)
    is_theirs = handover.email == person.proven_email
    is_done = handover.status is HandoverStatus.ACCEPTED
    if not is_theirs or not (handover.is_open(door.ledger.now) or is_done):
        raise NotFound(what="handover")
    return handover


def heir_of(door: Door, handover: Handover) -> Delegate:
    """Who takes over, as a delegate of the association from now on."""
    session = door.ledger.session
    present = kept.find_delegates(session, [handover.association_id])
    found = next((one for one in present if one.email == handover.email), None)
    if found is not None:
        return found
    named = Successor(handover.name, handover.email, handover.language)
    return kept.add_delegate(session, handover.association_id, named)


def bookings_of(door: Door, handover: Handover) -> Sequence[int]:
    """The ids of the bookings that are handed over."""
    if handover.booking_id is not None:
        return (handover.booking_id,)
    return kept.bookings_of_delegate(door.ledger.session, handover.from_id)


def end_giver(door: Door, handover: Handover, heir: Delegate) -> None:
    """Whoever handed all over no longer acts, if they wished so, and has nothing more to give:
    no link or feed of the association that they may have had shows anything."""
    session, now = door.ledger.session, door.ledger.now
    if handover.booking_id is None and handover.from_id != heir.id:
        withdraw_of(session, handover.from_id, now)
        end_links_and_feeds(session, handover.association_id, now)
        kept.end_delegate(session, handover.from_id, now)
