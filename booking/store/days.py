"""The dates of some days, whatever became of them."""

from sqlmodel import col, select

from booking.domain.entries import Entry
from booking.store.ledger import Ledger
from booking.store.tables import OccurrenceRow
from calendars.period import Period


def find_entries_within(ledger: Ledger, period: Period) -> tuple[Entry, ...]:
    """Every date that begins in a period, in order of time; also what was declined, withdrawn
    or cancelled."""
    numbers = ledger.session.exec(
        select(OccurrenceRow.id).where(
            col(OccurrenceRow.starts) >= period.starts, col(OccurrenceRow.starts) < period.ends
        )
    )
    return ledger.find_entries([number for number in numbers if number is not None])
