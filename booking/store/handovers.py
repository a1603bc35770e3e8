"""Handovers in the database."""

from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from booking.domain.delegates import Delegate, Handover, HandoverStatus, Successor
from booking.store.tables import AssociationRow, BookingRow, DelegateRow, HandoverRow

LARGEST_ID = 2**31 - 1
"""PostgreSQL has no larger ones, and fails if it is asked for one."""


def add_handover(
    session: Session,
    giver: Delegate,
    booking_id: int | None,
    named: Successor,
    ends_access: bool,
    now: datetime,
) -> int:
    """A handover that waits for its answer; returns its id."""
    row = HandoverRow(
        association_id=giver.association_id,
        booking_id=booking_id,
        from_delegate_id=giver.id,
        name=named.name,
        email=named.email,
        language=named.language,
        ends_access=ends_access,
        status=HandoverStatus.OPEN.value,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def withdraw_same(session: Session, giver: Delegate, booking_id: int | None, now: datetime) -> None:
    """A new handover takes the place of an open one of the same things."""
    same = col(HandoverRow.booking_id) == booking_id
    if booking_id is None:
        same = col(HandoverRow.booking_id).is_(None)
    session.execute(
        update(HandoverRow)
        .where(
            col(HandoverRow.from_delegate_id) == giver.id,
            col(HandoverRow.status) == HandoverStatus.OPEN.value,
            same,
        )
        .values(status=HandoverStatus.WITHDRAWN.value, answered_at=now)
    )


def withdraw_of(session: Session, delegate_id: int, now: datetime) -> None:
    """Whoever no longer acts has nothing to hand over."""
    session.execute(
        update(HandoverRow)
        .where(
            col(HandoverRow.from_delegate_id) == delegate_id,
            col(HandoverRow.status) == HandoverStatus.OPEN.value,
        )
        .values(status=HandoverStatus.WITHDRAWN.value, answered_at=now)
    )


def settle_handover(
    session: Session, handover_id: int, status: HandoverStatus, now: datetime
) -> bool:
    """Notes what became of an open handover; False if it is settled already."""
    done = session.execute(
        update(HandoverRow)
        .where(
            col(HandoverRow.id) == handover_id,
            col(HandoverRow.status) == HandoverStatus.OPEN.value,
        )
        .values(status=status.value, answered_at=now)
        .returning(col(HandoverRow.id))
    )
    return done.first() is not None


def find_handover(session: Session, handover_id: int) -> Handover | None:
    """The handover of that id; of one that no database can have given, none."""
    if handover_id > LARGEST_ID:
        return None
    found = _found(session, col(HandoverRow.id) == handover_id)
    return found[0] if found else None


def find_open_for(session: Session, email: str, now: datetime) -> tuple[Handover, ...]:
    """What this address is asked to take over."""
    found = _found(session, _is_open() & (col(HandoverRow.email) == email))
    return tuple(one for one in found if one.is_open(now))


def find_open_of(session: Session, association_id: int, now: datetime) -> tuple[Handover, ...]:
    """What delegates of this association want to hand over."""
    found = _found(session, _is_open() & (col(HandoverRow.association_id) == association_id))
    return tuple(one for one in found if one.is_open(now))


def _is_open() -> ColumnElement[bool]:
    return col(HandoverRow.status) == HandoverStatus.OPEN.value


def _found(session: Session, condition: ColumnElement[bool]) -> tuple[Handover, ...]:
    rows = session.exec(
        select(HandoverRow, AssociationRow, DelegateRow, BookingRow)
        .join(AssociationRow, col(AssociationRow.id) == HandoverRow.association_id)
        .join(DelegateRow, col(DelegateRow.id) == HandoverRow.from_delegate_id)
        .join(BookingRow, col(BookingRow.id) == HandoverRow.booking_id, isouter=True)
        .where(condition)
        .order_by(col(HandoverRow.id))
    )
    return tuple(_value(*row) for row in rows)


def _value(
    row: HandoverRow, association: AssociationRow, giver: DelegateRow, booking: BookingRow | None
) -> Handover:
    return Handover(
        id=row.id or 0,
        association_id=row.association_id,
        association=association.name,
        booking_id=row.booking_id,
        reference=booking.reference if booking else "",
        title=booking.title if booking else "",
        from_id=row.from_delegate_id,
        from_name=giver.name,
        from_email=giver.email,
        name=row.name,
        email=row.email,
        language=row.language,
        ends_access=row.ends_access,
        status=HandoverStatus(row.status),
        created_at=row.created_at,
    )
