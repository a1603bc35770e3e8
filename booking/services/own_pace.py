"""How often a group may do something about its booking: each time costs somebody work, or a
line in the books. Whoever has the link of one booking has no more than this."""

from datetime import timedelta

from booking.domain.bookings import Booking
from booking.store.deeds import count_attempt
from booking.store.door import Door

HOUR = timedelta(hours=1)
MOST_PER_HOUR = 20
"""Of each kind, for each booking. Staff do as much as they like."""


def keep_pace(door: Door, booking: Booking, what: str) -> None:
    """Counts one deed of a group; raises `TooManyAttempts`. What is refused leaves the count
    full, and so the next is refused as well until the hour is over."""
    if not door.by.is_staff:
        session, now = door.ledger.session, door.ledger.now
        count_attempt(session, f"{what} {booking.id}", MOST_PER_HOUR, HOUR, now)
