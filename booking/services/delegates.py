"""Who speaks for an association: delegates add others, and end what somebody may do."""

from collections.abc import Collection
from datetime import datetime, timedelta

from booking.domain.delegates import (
    MOST_DELEGATES,
    Delegate,
    Successor,
    successor_of,
)
from booking.domain.people import Person, require_delegate
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.mail.to_delegates import owe_delegate_added, owe_delegate_ended
from booking.store import delegates as kept
from booking.store.access import end_links_and_feeds
from booking.store.database import Transaction
from booking.store.deeds import count_attempt
from booking.store.door import Door
from booking.store.handovers import withdraw_of
from booking.store.recipients import readdress

A_DAY = timedelta(days=1)
MOST_PER_DAY = 10
"""How many people one delegate may add in a day: each gets a mail."""


def add_delegate(
    books: Books, person: Person, association_id: int, named: Successor, now: datetime
) -> bool:
    """Somebody else speaks for the association as well, once they have proven their address;
    a mail tells them how. Whoever does so already is left as they are; then it is False.

    Raises `NotFound` for anybody but delegates, `BadInput`, `TooManyAttempts`.
    """
    require_delegate(person, association_id)

    def deed(door: Door) -> bool:
        session = door.ledger.session
        kept.lock_association(session, association_id)
        present = kept.find_delegates(session, [association_id])
        own = delegate_of(person, present)
        if any(one.email == named.email for one in present):
            return False
        if len(present) >= MOST_DELEGATES:
            raise BadInput("/email", "too_many_delegates", most=MOST_DELEGATES)
        count_attempt(session, f"delegates by {own.email}", MOST_PER_DAY, A_DAY, now)
        added = kept.add_delegate(session, association_id, named)
        note(door, association_id, "delegate_added", added)
        owe_delegate_added(door, books.house, added, own)
        return True

    return books.change(person, now, deed)


def end_delegate(books: Books, person: Person, delegate_id: int, now: datetime) -> None:
    """Somebody no longer speaks for the association, or says so themselves: their bookings go
    to whoever says so (or to the first of the others). All links and feeds of the association
    end, for any of them may be in their hands.

    Ended twice is ended. Raises `NotFound` for anybody but delegates of the same association,
    `LastDelegate` if nobody would be left.
    """

    def deed(door: Door) -> None:
        session = door.ledger.session
        leaving = kept.find_delegate(session, delegate_id)
        if leaving is None:
            return
        require_delegate(person, leaving.association_id)
        kept.lock_association(session, leaving.association_id)
        present = kept.find_delegates(session, [leaving.association_id])
        if all(one.id != delegate_id for one in present):
            return
        heir = successor_of(leaving, present, delegate_of(person, present))
        bookings = kept.bookings_of_delegate(session, leaving.id)
        give(session, bookings, leaving.email, heir)
        end_links_and_feeds(session, leaving.association_id, now)
        withdraw_of(session, leaving.id, now)
        kept.end_delegate(session, leaving.id, now)
        note(door, leaving.association_id, "delegate_ended", leaving)
        owe_delegate_ended(door, books.house, leaving)

    books.change(person, now, deed)


def give(session: Transaction, bookings: Collection[int], old: str, heir: Delegate) -> None:
    """Bookings go to somebody else, with the mails that were on their way to the `old` address."""
    kept.give_bookings(session, bookings, heir)
    readdress(session, bookings, old, heir.email)


def delegate_of(person: Person, present: tuple[Delegate, ...]) -> Delegate:
    """Who of them the acting person is; raises `NotFound` if they were removed meanwhile."""
    own = next((one for one in present if one.email == person.proven_email), None)
    if own is None:
        raise NotFound(what="association")
    return own


def note(door: Door, association_id: int, what: str, delegate: Delegate) -> None:
    """Writes it into the history of every booking that still matters, without a name."""
    session, now = door.ledger.session, door.ledger.now
    for booking_id in kept.current_bookings_of(session, association_id, now):
        door.note(booking_id, what, delegate=delegate.id)
