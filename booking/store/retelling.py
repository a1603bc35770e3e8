"""A booking is told anew: how many come, how they sit, what they need. Its dates stay where
they are, and look different to whoever reads calendars."""

from collections.abc import Collection, Mapping

from sqlmodel import col, select

from booking.domain.bookings import Booking
from booking.store.door import OLDEST_SHOWN, Door
from booking.store.history import Line, note
from booking.store.locks import lock_bookings
from booking.store.steps import SECOND
from booking.store.tables import BookingRow, OccurrenceRow


def retell(
    door: Door, booking: Booking, told: Mapping[str, object], facts: Mapping[str, object]
) -> None:
    """Writes what is told anew into an open booking, which gets a new version; `facts` are
    for its history."""
    session, now = door.ledger.session, door.ledger.now
    row = session.get_one(BookingRow, booking.id)
    for name, value in told.items():
        setattr(row, name, value)
    row.version += 1
    look_different(door, [booking.id])
    note(session, now, door.by, [Line(booking.id, "particulars", facts, version=row.version)])


def look_different(door: Door, booking_ids: Collection[int]) -> None:
    """The dates of these bookings are told otherwise from now on, also those that are over, as
    far back as calendars look: readers notice by sequence and change. Whoever has one of them
    open comes first, for they write dates as they have read them."""
    session, now = door.ledger.session, door.ledger.now
    lock_bookings(session, booking_ids)
    dates = session.exec(
        select(OccurrenceRow)
        .where(
            col(OccurrenceRow.booking_id).in_(sorted(booking_ids)),
            col(OccurrenceRow.ends) > int((now - OLDEST_SHOWN).timestamp()),
        )
        .order_by(col(OccurrenceRow.id))
        .with_for_update()
    ).all()
    for one in dates:
        one.sequence += 1
        one.changed_at = max(now, one.changed_at + SECOND)
    session.flush()
    door.announce({one.room_id for one in dates})
