"""An address is lost, or in the wrong hands: staff put another one in its place.

Whatever the old one opened ends at once: links, feeds, devices, drafts, proofs under way. Mails
that have not left yet go to the new one.
"""

from datetime import datetime

from booking.domain.associations import known_in
from booking.domain.delegates import Delegate
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.mail import owe_link
from booking.store import access
from booking.store import delegates as kept
from booking.store.door import Door
from booking.store.handovers import withdraw_of


def look_at_delegate(books: Books, person: Person, delegate_id: int, now: datetime) -> Delegate:
    """Somebody who acts for an association. Raises `NotFound`, `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        found = kept.find_delegate(ledger.session, delegate_id)
    if found is None:
        raise NotFound(what="delegate")
    return found


def replace_address(
    books: Books, person: Person, delegate_id: int, name: str, email: str, now: datetime
) -> None:
    """The delegate is reached under another address, and under another name if it is another
    person. If there are dates to come, a mail with a new link goes there.

    Sent twice, it is done once. Raises `NotFound`, `BadInput` for an address that speaks for
    the association already, `SignInNeeded`, `NotAllowed`.
    """
    require_staff(person)

    def deed(door: Door) -> None:
        session = door.ledger.session
        before = get_delegate(door, delegate_id)
        if (before.email, before.name) == (email, name):
            return
        others = kept.find_delegates(session, [before.association_id])
        twin = known_in(email, others)
        if twin is not None and twin.id != delegate_id:
            raise BadInput("/email", "known_address")
        bookings = kept.bookings_of_delegate(session, delegate_id)
        # the mails first: one that is just being written would bring a link made after the end
        access.readdress(session, delegate_id, bookings, before.email, email, name)
        access.end_links_and_feeds(session, before.association_id, now)
        if before.email and before.email != email:
            access.forget_address(session, before.email)
        withdraw_of(session, delegate_id, now)
        for booking_id in bookings:
            door.note(booking_id, "address_replaced", delegate=delegate_id)
        send_link(door, books, bookings, email)

    books.change(person, now, deed)


def get_delegate(door: Door, delegate_id: int) -> Delegate:
    """Somebody who acts for an association, which nobody else changes now; raises `NotFound`."""
    found = kept.find_delegate(door.ledger.session, delegate_id)
    if found is None:
        raise NotFound(what="delegate")
    kept.lock_association(door.ledger.session, found.association_id)
    return found


def send_link(door: Door, books: Books, booking_ids: tuple[int, ...], email: str) -> None:
    """A link to the newest booking with dates to come; the others are found from there."""
    for booking in door.ledger.find_bookings_by_id(booking_ids[-1:]):
        if any(one.period.end > door.ledger.now for one in booking.occurrences):
            owe_link(door, books.house, booking, email)
