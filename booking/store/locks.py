"""Locks, always taken in the same order, so that no two deeds wait for each other: an
association, its bookings, their spaces.

On PostgreSQL rows are locked with FOR NO KEY UPDATE, which lets others still point at
them. SQLite has one writer at a time and needs none of this.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Integer, Row, Select, bindparam, cast, func, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from booking.store.selections import DATE_COLUMNS
from booking.store.tables import BookingRow, OccupancyRow, OccurrenceRow, SpaceRow
from booking.store.values import begun_quarter

EVERYTHING = range(1, 2**31)
"""All ids there can be: what a single writer has locked without a word."""


def spaces_of(bookings: Select[Any]) -> Select[Any]:
    """The ids of all spaces of the dates of some bookings."""
    each = cast(func.json_array_elements_text(col(OccurrenceRow.space_ids)), Integer)
    return select(each).where(col(OccurrenceRow.booking_id).in_(bookings))


NAMED = select(col(BookingRow.id)).where(
    col(BookingRow.reference).in_(bindparam("references", expanding=True))
)
ALSO: BindParameter[int] = bindparam("also", expanding=True)
ENDED = (
    select(col(OccurrenceRow.booking_id))
    .join(OccupancyRow, col(OccupancyRow.occurrence_id) == col(OccurrenceRow.id))
    .where(
        col(OccupancyRow.expires) <= bindparam("now", literal_execute=True),
        col(OccupancyRow.space_id).in_(spaces_of(NAMED)) | col(OccupancyRow.space_id).in_(ALSO),
    )
)
# One list of ids, made of two: with an OR between them PostgreSQL would read all bookings.
LOCK_BOOKINGS = (
    select(col(BookingRow.id))
    .where(col(BookingRow.id).in_(NAMED.union_all(ENDED)))
    .order_by(col(BookingRow.id))
    .with_for_update(key_share=True)
)
LOCK_SPACES = (
    select(col(SpaceRow.id))
    .where(col(SpaceRow.id).in_(spaces_of(NAMED)) | col(SpaceRow.id).in_(ALSO))
    .order_by(col(SpaceRow.id))
    .with_for_update(key_share=True)
)


class Locked(NamedTuple):
    """What nobody else changes until the transaction ends."""

    bookings: Collection[int]
    spaces: Collection[int]


def lock_in_order(
    session: Session, references: Collection[str], also: Collection[int], now: datetime
) -> Locked:
    """Locks bookings, then their spaces and those in `also`, each in the order of their ids.

    A hold that has ended in one of these spaces is written down as ended by whoever has the
    space next, and that is a change of its booking: so that is locked with the others.
    """
    if has_one_writer(session):
        return Locked(EVERYTHING, EVERYTHING)
    run = session.connection().execute
    wanted = {"references": list(references), "also": list(also)}
    moment = {"now": begun_quarter(now)}
    bookings = [row.id for row in run(LOCK_BOOKINGS, wanted | moment)]
    return Locked(bookings, [row.id for row in run(LOCK_SPACES, wanted)])


def lock_bookings(session: Session, booking_ids: Collection[int]) -> None:
    """Locks bookings in the order of their ids, for a deed that takes and leaves no space."""
    session.connection().execute(
        select(col(BookingRow.id))
        .where(col(BookingRow.id).in_(sorted(booking_ids)))
        .order_by(col(BookingRow.id))
        .with_for_update(key_share=True)
    ).all()


def has_one_writer(session: Session) -> bool:
    """Whether nobody else can write anyway until this transaction ends."""
    return session.get_bind().dialect.name == "sqlite"


def lock_dates(session: Session, occurrence_ids: Collection[int]) -> Sequence[Row[Any]]:
    """Locks dates in the order of their ids and reads them as they are then."""
    return (
        session.connection()
        .execute(
            select(*DATE_COLUMNS)
            .where(col(OccurrenceRow.id).in_(sorted(occurrence_ids)))
            .order_by(col(OccurrenceRow.id))
            .with_for_update()
        )
        .all()
    )


def lock_dates_in(
    session: Session, room_ids: Collection[int], since: datetime
) -> Sequence[OccurrenceRow]:
    """Locks the dates in these rooms that end after a moment, in the order of their ids."""
    return session.exec(
        select_rows(OccurrenceRow)
        .where(
            col(OccurrenceRow.room_id).in_(sorted(room_ids)),
            col(OccurrenceRow.ends) > int(since.timestamp()),
        )
        .order_by(col(OccurrenceRow.id))
        .with_for_update()
    ).all()
