"""What is read of bookings and dates: statements that are made once and asked often.

To make a statement takes SQLAlchemy longer than SQLite to answer it.
"""

from typing import Any

from sqlalchemy import Label, Select, bindparam, inspect, select
from sqlmodel import col

from booking.store.tables import AssociationRow, BookingRow, DelegateRow, OccurrenceRow

DATE_COLUMNS = tuple(inspect(OccurrenceRow).columns)
BOOKING_COLUMNS = tuple(inspect(BookingRow).columns)
ENTRY_COLUMNS = (
    col(BookingRow.reference),
    col(BookingRow.association_id),
    col(BookingRow.title),
    col(BookingRow.public_title),
    col(BookingRow.activity),
    col(BookingRow.persons),
    col(BookingRow.seating),
    col(BookingRow.notes),
    col(BookingRow.kind),
)
"""Bare columns: values are made of them anyway, rows of objects take three times as long, and
a session would hand out the object that it read first, whatever was written since."""
ASSOCIATION: Label[str] = col(AssociationRow.name).label("association")

BOOKINGS: Select[Any] = (
    select(*BOOKING_COLUMNS, ASSOCIATION, col(DelegateRow.email).label("email"))
    .join(AssociationRow, col(AssociationRow.id) == BookingRow.association_id)
    .join(DelegateRow, col(DelegateRow.id) == BookingRow.delegate_id)
)
OF_REFERENCE = BOOKINGS.where(col(BookingRow.reference) == bindparam("reference"))
DATES_OF = (
    select(*DATE_COLUMNS)
    .where(col(OccurrenceRow.booking_id).in_(bindparam("bookings", expanding=True)))
    .order_by(col(OccurrenceRow.starts), col(OccurrenceRow.id))
)
ENTRIES: Select[Any] = (
    select(
        *DATE_COLUMNS,
        *ENTRY_COLUMNS,
        ASSOCIATION,
        col(AssociationRow.user_group),
    )
    .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
    .join(AssociationRow, col(AssociationRow.id) == BookingRow.association_id)
    .where(col(BookingRow.proven_at).is_not(None))
    .order_by(col(OccurrenceRow.starts), col(OccurrenceRow.id))
)
