"""Who comes to a page of an association: by the secret link of a booking, or on a device on
which an address was proven."""

from datetime import datetime

from booking.domain.people import VISITOR, Person, Standing
from booking.services.books import Books
from booking.store import proofs, tokens
from booking.store.delegates import find_associations_of


def find_holder(books: Books, key: str, device: str, now: datetime) -> Person:
    """The person with this link and this device; a visitor if neither opens anything."""
    with books.reading(now) as ledger:
        session = ledger.session
        link = tokens.find_link_holder(session, key, now) if key else None
        email = proofs.find_device_email(session, device, now) if device else None
        associations = find_associations_of(session, email) if email else frozenset()
    if link is None and email is None:
        return VISITOR
    return Person(
        Standing.ASSOCIATION,
        booking_id=link.booking_id if link else None,
        proven_email=email or "",
        associations=associations,
    )


def find_renewal_holder(books: Books, key: str, device: str, now: datetime) -> Person:
    """Who may say whether a series goes on: by the link of that mail, or as in `find_holder`."""
    return _asked_for(books, key, device, now, tokens.Purpose.RENEWAL)


def find_no_show_holder(books: Books, key: str, device: str, now: datetime) -> Person:
    """Who may say that the group was there: by the link of that mail, or as in `find_holder`."""
    return _asked_for(books, key, device, now, tokens.Purpose.NO_SHOW)


def _asked_for(
    books: Books, key: str, device: str, now: datetime, purpose: tokens.Purpose
) -> Person:
    with books.reading(now) as ledger:
        link = tokens.find_link_holder(ledger.session, key, now, purpose) if key else None
    return link or find_holder(books, key, device, now)
