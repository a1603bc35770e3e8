"""What a booking keeps of its dates, so that the inbox is sorted without reading them all:
the first day that is still open, and whether any date asks for an answer.

Written by the door with every step, and by nobody else.
"""

from collections.abc import Collection

from sqlalchemy import bindparam, func, select, update
from sqlmodel import Session, col

from booking.domain.bookings import Booking
from booking.domain.statuses import OPEN, Status
from booking.store.tables import BookingRow, OccurrenceRow

NOTE = update(BookingRow).where(
    col(BookingRow.id) == bindparam("booking"),
    col(BookingRow.version) == bindparam("before"),
)


def note_booking(session: Session, booking: Booking) -> None:
    """Writes down what a booking keeps of its dates, and the version that it now has. Raises
    `ValueError` if this is not the next one: whoever writes twice must go on from what the
    first time returned, or places would be given up that the dates no longer have."""
    noted = session.connection().execute(
        NOTE,
        {
            "booking": booking.id,
            "before": booking.version - 1,
            "version": booking.version,
            "first_open": booking.first_open_day,
            "asks": any(one.status is Status.REQUESTED for one in booking.occurrences),
        },
    )
    if noted.rowcount != 1:
        raise ValueError(f"{booking.reference} was written as it no longer is")


def note_open_dates(session: Session, booking_ids: Collection[int]) -> None:
    """Works out anew what these bookings keep; their dates must be written before."""
    own = col(OccurrenceRow.booking_id) == col(BookingRow.id)
    is_open = col(OccurrenceRow.status).in_([status.value for status in OPEN])
    asks = col(OccurrenceRow.status) == Status.REQUESTED.value
    first = select(func.min(col(OccurrenceRow.day))).where(own, is_open).scalar_subquery()
    session.connection().execute(
        update(BookingRow)
        .where(col(BookingRow.id).in_(sorted(booking_ids)))
        .values(first_open=first, asks=select(col(OccurrenceRow.id)).where(own, asks).exists())
    )
