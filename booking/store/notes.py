"""Notes of staff about bookings."""

from datetime import datetime

from sqlmodel import Session, col, select

from booking.domain.notes import Note
from booking.domain.people import Person
from booking.store.tables import AccountRow, NoteRow


def add_note(session: Session, booking_id: int, by: Person, text: str, at: datetime) -> None:
    """Keeps a note."""
    session.add(NoteRow(booking_id=booking_id, at=at, account_id=by.account_id, text=text))
    session.flush()


def find_notes(session: Session, booking_id: int) -> tuple[Note, ...]:
    """All notes about one booking, the oldest first."""
    rows = session.exec(
        select(NoteRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == NoteRow.account_id, isouter=True)
        .where(col(NoteRow.booking_id) == booking_id)
        .order_by(col(NoteRow.at), col(NoteRow.id))
    )
    return tuple(Note(row.at, name or "", row.text) for row, name in rows)
