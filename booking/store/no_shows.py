"""Dates to which nobody came."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from booking.domain.no_shows import NoShow
from booking.domain.people import Person
from booking.store.tables import BookingRow, DelegateRow, NoShowRow, OccurrenceRow


def add_no_show(session: Session, occurrence_id: int, by: Person, at: datetime) -> bool:
    """Notes it; False if it stands already."""
    if _standing(session, occurrence_id):
        return False
    session.add(
        NoShowRow(occurrence_id=occurrence_id, at=at, account_id=by.account_id, link_id=by.link_id)
    )
    session.flush()
    return True


def take_back_no_show(session: Session, occurrence_id: int, at: datetime) -> bool:
    """Somebody came after all; False if nothing else was said."""
    row = _standing(session, occurrence_id)
    if row is None:
        return False
    row.taken_back_at = at
    return True


def _standing(session: Session, occurrence_id: int) -> NoShowRow | None:
    return session.exec(
        select(NoShowRow).where(
            col(NoShowRow.occurrence_id) == occurrence_id, col(NoShowRow.taken_back_at).is_(None)
        )
    ).one_or_none()


def find_no_shows(session: Session, booking_id: int) -> tuple[NoShow, ...]:
    """Those of one booking that stand, the earliest date first."""
    rows = session.exec(
        select(NoShowRow)
        .join(OccurrenceRow, col(OccurrenceRow.id) == NoShowRow.occurrence_id)
        .where(col(OccurrenceRow.booking_id) == booking_id, col(NoShowRow.taken_back_at).is_(None))
        .order_by(col(OccurrenceRow.starts), col(OccurrenceRow.id))
    )
    return tuple(map(_value, rows))


def find_standing(session: Session, since: date) -> dict[int, tuple[NoShow, bool]]:
    """Those since a day that stand, by the date's id, the latest first; each with whether its
    booking has a mail address."""
    rows = session.exec(
        select(NoShowRow, DelegateRow.email)
        .join(OccurrenceRow, col(OccurrenceRow.id) == NoShowRow.occurrence_id)
        .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
        .join(DelegateRow, col(DelegateRow.id) == BookingRow.delegate_id)
        .where(col(NoShowRow.taken_back_at).is_(None), col(OccurrenceRow.day) >= since)
        .order_by(col(OccurrenceRow.starts).desc(), col(OccurrenceRow.id))
    )
    return {row.occurrence_id: (_value(row), bool(email)) for row, email in rows}


def note_mailed(session: Session, occurrence_id: int, at: datetime) -> bool:
    """The group is asked; False if nothing stands, or somebody has asked or answered before."""
    row = _standing(session, occurrence_id)
    if row is None or row.mailed_at is not None or row.disputed_at is not None:
        return False
    row.mailed_at = at
    return True


def dispute(session: Session, occurrence_id: int, at: datetime) -> bool:
    """The group says that it was there; False if it did before. What nobody asked about cannot
    be answered."""
    row = _standing(session, occurrence_id)
    if row is None or row.mailed_at is None or row.disputed_at is not None:
        return False
    row.disputed_at = at
    return True


def _value(row: NoShowRow) -> NoShow:
    return NoShow(row.occurrence_id, row.at, row.mailed_at, row.disputed_at)
