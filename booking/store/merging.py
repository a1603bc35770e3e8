"""Moving all that an association has to another one, in the database."""

from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from booking.domain.delegates import Delegate
from booking.store.delegates import end_delegate
from booking.store.tables import (
    AssociationNoteRow,
    AssociationRow,
    BookingRow,
    DelegateRow,
    HandoverRow,
    SubscriptionRow,
    TokenRow,
)

Owned = type[BookingRow] | type[TokenRow] | type[SubscriptionRow]
MOVING = (BookingRow, DelegateRow, TokenRow, HandoverRow, AssociationNoteRow)
"""What belongs to an association and goes with it; subscriptions besides, which look different
afterwards."""


def count_of(session: Session, table: Owned, association_id: int) -> int:
    """How many rows of a table belong to an association."""
    return session.exec(
        select(func.count()).select_from(table).where(col(table.association_id) == association_id)
    ).one()


def bookings_of_association(session: Session, association_id: int) -> tuple[int, ...]:
    """The ids of all its bookings."""
    found = session.exec(
        select(BookingRow.id)
        .where(col(BookingRow.association_id) == association_id)
        .order_by(col(BookingRow.id))
    )
    return tuple(number for number in found if number is not None)


def join_delegates(session: Session, leaving: Delegate, staying: Delegate, now: datetime) -> None:
    """Two rows of one person become one: bookings and handovers of the first go to the second."""
    session.execute(
        update(BookingRow)
        .where(col(BookingRow.delegate_id) == leaving.id)
        .values(delegate_id=staying.id)
    )
    session.execute(
        update(HandoverRow)
        .where(col(HandoverRow.from_delegate_id) == leaving.id)
        .values(from_delegate_id=staying.id)
    )
    end_delegate(session, leaving.id, now)


def learn_from(row: AssociationRow, leaving: AssociationRow) -> None:
    """What staff knew only of the one that leaves, its kind and its proof, is known of the other
    from now on. Trust is not: that is given by hand."""
    if not row.user_group:
        row.user_group = leaving.user_group
    if row.proof_until is None and row.user_group == leaving.user_group:
        row.proof_until = leaving.proof_until


def move_all(session: Session, leaving: int, staying: int, now: datetime) -> None:
    """All that the first one has is the second one's from now on."""
    for table in MOVING:
        session.execute(
            update(table).where(col(table.association_id) == leaving).values(association_id=staying)
        )
    session.execute(
        update(SubscriptionRow)
        .where(col(SubscriptionRow.association_id).in_([leaving, staying]))
        .values(association_id=staying, version=SubscriptionRow.version + 1)
    )
    row = session.get_one(AssociationRow, leaving)
    learn_from(session.get_one(AssociationRow, staying), row)
    row.merged_into, row.merged_at, row.trusted = staying, now, False
    session.execute(
        update(AssociationRow)
        .where(col(AssociationRow.merged_into) == leaving)
        .values(merged_into=staying)
    )
    session.flush()
