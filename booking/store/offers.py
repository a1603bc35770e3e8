"""Offers that ended and that no job has written down yet."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import col, select

from booking.store.ledger import Ledger
from booking.store.tables import OccurrenceRow


def find_ended_offers(ledger: Ledger, booking_id: int) -> Mapping[int, date]:
    """Until when dates of one booking were offered, by their ids: those whose day has gone by
    and that still stand as if it had not."""
    found = ledger.session.exec(
        select(OccurrenceRow).where(
            col(OccurrenceRow.booking_id) == booking_id,
            col(OccurrenceRow.offered),
            col(OccurrenceRow.hold_until) < ledger.today,
        )
    )
    return {one.id: one.hold_until for one in found if one.id and one.hold_until}
