"""A new link for whoever has lost theirs."""

from datetime import datetime, timedelta
from functools import partial

from booking.domain.delegates import LINK_OUTLASTS
from booking.domain.people import VISITOR
from booking.services.books import Books
from booking.services.mail import owe_link
from booking.store.deeds import count_attempt
from booking.store.delegates import find_delegates
from booking.store.door import Door

HOUR = timedelta(hours=1)
MOST_PER_ORIGIN = 20
MOST_PER_ADDRESS = 5


def send_new_link(books: Books, reference: str, email: str, origin: str, now: datetime) -> None:
    """Owes a mail with a new link to this booking, if the address is that of somebody who
    speaks for its association. Whoever asks learns nothing of that.

    Asked twice within ten minutes is asked once. Raises `TooManyAttempts`.
    """
    address = email.strip().lower()

    limits = ((f"links from {origin}", MOST_PER_ORIGIN), (f"links for {address}", MOST_PER_ADDRESS))
    for key, most in limits:  # each by itself, so that what is refused by one counts for the other
        books.database.run(partial(count_attempt, key=key, most=most, stretch=HOUR, now=now))

    def deed(door: Door) -> None:
        booking = door.ledger.find_booking(reference)
        if (
            booking is None
            or max(one.period.end for one in booking.occurrences) < now - LINK_OUTLASTS
        ):
            return
        known = find_delegates(door.ledger.session, [booking.association_id])
        if any(one.email == address for one in known):
            owe_link(door, books.house, booking, address)
            door.note(booking.id, "link_sent")

    books.change(VISITOR, now, deed)
