"""The history of bookings: written with each change, never changed itself."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from booking.domain.changes import Change, LoggedChange
from booking.domain.people import Person
from booking.store.tables import AccountRow, BookingRow, HistoryRow, OccurrenceRow

WRITE = insert(HistoryRow)


class Line(NamedTuple):
    """What one line says besides when and by whom: ids and facts, no names."""

    booking_id: int
    what: str
    facts: Mapping[str, object]
    occurrence_id: int | None = None
    version: int | None = None


def note(session: Session, at: datetime, by: Person, lines: Sequence[Line]) -> None:
    """Writes some lines at once. The dates they name must be written before."""
    who = {"at": at, "standing": by.standing.value, "account_id": by.account_id}
    if lines:
        written = [who | line._asdict() for line in lines]
        session.connection().execute(WRITE, written)


def find_all_changes(session: Session, begin: datetime, end: datetime) -> Iterator[LoggedChange]:
    """Every line that was written from one moment until before another, the oldest first."""
    rows = session.execute(
        select_columns(
            HistoryRow,
            col(AccountRow.name),
            col(BookingRow.reference),
            col(OccurrenceRow.day),
        )
        .join(BookingRow, col(BookingRow.id) == HistoryRow.booking_id)
        .join(AccountRow, col(AccountRow.id) == HistoryRow.account_id, isouter=True)
        .join(OccurrenceRow, col(OccurrenceRow.id) == HistoryRow.occurrence_id, isouter=True)
        .where(col(HistoryRow.at) >= begin, col(HistoryRow.at) < end)
        .order_by(col(HistoryRow.id))
    )
    for row, name, reference, day in rows:
        yield LoggedChange(change_of(row, name), reference, day)


def find_changes(session: Session, booking_id: int, since: int = 0) -> tuple[Change, ...]:
    """The history of one booking, the oldest first; with `since`, only what made a
    version newer than that."""
    rows = session.exec(
        select(HistoryRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == HistoryRow.account_id, isouter=True)
        .where(col(HistoryRow.booking_id) == booking_id)
        .where(True if not since else col(HistoryRow.version) > since)
        .order_by(col(HistoryRow.id))
    )
    return tuple(change_of(row, name) for row, name in rows)


def change_of(row: HistoryRow, name: str | None) -> Change:
    """One row as the rest of the house knows it."""
    return Change(
        at=row.at,
        occurrence_id=row.occurrence_id,
        what=row.what,
        standing=row.standing,
        who=name or "",
        facts=row.facts,
        version=row.version,
    )
