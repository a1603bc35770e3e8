"""Locks, always taken in the same order, so that no two deeds wait for each other.

On PostgreSQL rows are locked with FOR NO KEY UPDATE, which lets others still point at
them. SQLite has one writer at a time and needs none of this.
"""

from collections.abc import Collection, Sequence

from sqlmodel import Session, col, select

from booking.store.tables import BookingRow, OccurrenceRow, SpaceRow


def lock_bookings(session: Session, references: Collection[str]) -> frozenset[int]:
    """Locks bookings in the order of their ids; returns the ids of all their spaces."""
    numbers = session.exec(
        select(BookingRow.id)
        .where(col(BookingRow.reference).in_(references))
        .order_by(col(BookingRow.id))
        .with_for_update(key_share=True)
    ).all()
    frozen = session.exec(
        select(OccurrenceRow.space_ids).where(col(OccurrenceRow.booking_id).in_(numbers))
    )
    return frozenset(number for spaces in frozen for number in spaces)


def lock_spaces(session: Session, ordered: Sequence[int]) -> None:
    """Locks spaces in ascending order."""
    session.exec(
        select(SpaceRow.id)
        .where(col(SpaceRow.id).in_(ordered))
        .order_by(col(SpaceRow.id))
        .with_for_update(key_share=True)
    ).all()


def lock_dates(session: Session, occurrence_ids: Collection[int]) -> dict[int, OccurrenceRow]:
    """Locks dates in the order of their ids and reads them as they are then."""
    rows = session.exec(
        select(OccurrenceRow)
        .where(col(OccurrenceRow.id).in_(sorted(occurrence_ids)))
        .order_by(col(OccurrenceRow.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows if row.id is not None}
