"""The mail about dates that were given up: news if the house did it, a receipt if the association
did.

Who has not read yet that a date was moved would not know which one is meant: they read where it
was as well.
"""

from collections.abc import Collection, Mapping

from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.domain.mails import Kind
from booking.services.mail import deed_key, owe_delegate
from booking.services.mail.moved import places_in
from booking.store.door import Door
from booking.store.mails import find_unsent


def owe_cancellation(
    door: Door, house: House, booking: Booking, cancelled: Collection[int], reason: str
) -> None:
    """Dates were given up; if there were none, nothing is owed."""
    if not cancelled:
        return
    kind = Kind.CANCELLED_BY_HOUSE if door.by.is_staff else Kind.CANCELLED_BY_YOU
    read: dict[int, Mapping[str, object]] = {}
    for waiting in find_unsent(door.ledger.session, booking.id, Kind.MOVED):
        read |= places_in(waiting)
    given_up = sorted(cancelled)
    facts = {
        "occurrences": given_up,
        "old": [read.get(number) for number in given_up],
        "reason": reason,
    }
    owe_delegate(door, house, booking, kind, deed_key(booking), facts)
