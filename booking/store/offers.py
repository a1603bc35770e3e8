"""Holds and offers that have ended and that no job has written down yet."""

from collections.abc import Mapping

from sqlmodel import col, select

from booking.domain.offers import Lapsed
from booking.store.ledger import Ledger
from booking.store.tables import OccurrenceRow


def find_ended_holds(ledger: Ledger, booking_id: int) -> Mapping[int, Lapsed]:
    """What dates of one booking were kept for, by their ids: those whose day has gone by and
    that still stand as if it had not."""
    found = ledger.session.exec(
        select(OccurrenceRow).where(
            col(OccurrenceRow.booking_id) == booking_id,
            col(OccurrenceRow.hold_until) < ledger.today,
        )
    )
    return {
        one.id: Lapsed(one.hold_until, was_offered=one.offered)
        for one in found
        if one.id and one.hold_until
    }
