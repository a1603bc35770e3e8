"""What waits for an answer, and which booking comes next when several are worked through."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import col, select

from booking.domain.bookings import Booking
from booking.domain.filters import Filter
from booking.domain.statuses import OPEN
from booking.store.filters import Sieve
from booking.store.ledger import Ledger
from booking.store.tables import BookingRow, OccurrenceRow


class Waiting(NamedTuple):
    """A booking with open dates, in as little as says how urgent it is."""

    booking_id: int
    received_at: datetime
    first_open: date


def find_waiting(ledger: Ledger, wanted: Filter) -> Sequence[Waiting]:
    """All bookings with open dates that meet the filter, the oldest request first."""
    rows = ledger.session.exec(
        select(BookingRow.id, BookingRow.received_at, func.min(OccurrenceRow.day))
        .join(OccurrenceRow, col(OccurrenceRow.booking_id) == col(BookingRow.id))
        .where(
            Sieve(ledger.ids, ledger.zone, ledger.now).meets(wanted),
            col(OccurrenceRow.status).in_([status.value for status in OPEN]),
        )
        .group_by(col(BookingRow.id), col(BookingRow.received_at))
        .order_by(col(BookingRow.received_at), col(BookingRow.id))
    )
    return [Waiting(number or 0, at, first) for number, at, first in rows]


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
