"""Which booking comes next when several are worked through one after the other."""

from sqlmodel import col, select

from booking.domain.bookings import Booking
from booking.domain.filters import Filter
from booking.store.filters import Sieve
from booking.store.ledger import Ledger
from booking.store.tables import BookingRow


def find_next_reference(ledger: Ledger, wanted: Filter, booking: Booking) -> str | None:
    """The reference of the next such booking after this one, then from the beginning again;
    None if there is no other."""
    number = col(BookingRow.id)
    return ledger.session.exec(
        select(BookingRow.reference)
        .where(Sieve(ledger.ids, ledger.zone, ledger.now).meets(wanted), number != booking.id)
        .order_by(number < booking.id, number)
        .limit(1)
    ).first()
