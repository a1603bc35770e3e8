"""The people who speak for associations, in the database."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from booking.domain.delegates import Delegate, Successor
from booking.store.tables import AssociationRow, BookingRow, DelegateRow, OccurrenceRow


def find_associations_of(session: Session, email: str) -> frozenset[int]:
    """The ids of the associations that this address acts for."""
    found = session.exec(
        select(DelegateRow.association_id).where(
            col(DelegateRow.email) == email, col(DelegateRow.ended_at).is_(None)
        )
    )
    return frozenset(found)


def find_delegates(session: Session, association_ids: Collection[int]) -> tuple[Delegate, ...]:
    """Everybody who acts for these associations, the first of each first."""
    return _found(session, col(DelegateRow.association_id).in_(sorted(association_ids)))


def find_delegate(session: Session, delegate_id: int) -> Delegate | None:
    """The delegate of that id, as long as they act."""
    found = _found(session, col(DelegateRow.id) == delegate_id)
    return found[0] if found else None


def lock_association(session: Session, association_id: int) -> None:
    """Nobody else changes this association, nor who acts for it, until the transaction ends.
    Others can still point at it: they may have a booking open that is to be locked next."""
    session.exec(
        select(AssociationRow.id)
        .where(col(AssociationRow.id) == association_id)
        .with_for_update(key_share=True)
    ).all()


def add_delegate(session: Session, association_id: int, named: Successor) -> Delegate:
    """Somebody who acts for the association from now on."""
    row = DelegateRow(
        association_id=association_id, name=named.name, email=named.email, language=named.language
    )
    session.add(row)
    session.flush()
    return _found(session, col(DelegateRow.id) == row.id)[0]


def end_delegate(session: Session, delegate_id: int, now: datetime) -> None:
    """Somebody who no longer acts."""
    session.get_one(DelegateRow, delegate_id).ended_at = now
    session.flush()


def bookings_of_delegate(session: Session, delegate_id: int) -> tuple[int, ...]:
    """The ids of the bookings that a delegate speaks for."""
    found = session.exec(
        select(BookingRow.id)
        .where(col(BookingRow.delegate_id) == delegate_id)
        .order_by(col(BookingRow.id))
    )
    return tuple(number for number in found if number is not None)


def bookings_of(session: Session, association_ids: Collection[int], most: int) -> tuple[int, ...]:
    """The ids of the bookings of some associations, the newest first."""
    found = session.exec(
        select(BookingRow.id)
        .where(
            col(BookingRow.association_id).in_(sorted(association_ids)),
            col(BookingRow.proven_at).is_not(None),
        )
        .order_by(col(BookingRow.id).desc())
        .limit(most)
    )
    return tuple(number for number in found if number is not None)


def current_bookings_of(session: Session, association_id: int, now: datetime) -> tuple[int, ...]:
    """The ids of an association's bookings that have dates to come."""
    found = session.exec(
        select(OccurrenceRow.booking_id)
        .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
        .where(
            col(BookingRow.association_id) == association_id,
            col(OccurrenceRow.ends) > int(now.timestamp()),
        )
        .distinct()
        .order_by(col(OccurrenceRow.booking_id))
    )
    return tuple(found)


def give_bookings(session: Session, booking_ids: Collection[int], delegate: Delegate) -> None:
    """Bookings that somebody else speaks for from now on."""
    session.execute(
        update(BookingRow)
        .where(col(BookingRow.id).in_(sorted(booking_ids)))
        .values(
            delegate_id=delegate.id,
            contact=delegate.name,
            phone=delegate.phone,
            language=delegate.language,
        )
    )


def _found(session: Session, condition: ColumnElement[bool]) -> tuple[Delegate, ...]:
    rows = session.exec(
        select(DelegateRow, AssociationRow.name)
        .join(AssociationRow, col(AssociationRow.id) == DelegateRow.association_id)
        .where(condition, col(DelegateRow.ended_at).is_(None))
        .order_by(col(DelegateRow.association_id), col(DelegateRow.id))
    )
    return tuple(
        Delegate(
            id=row.id or 0,
            association_id=row.association_id,
            association=association,
            name=row.name,
            email=row.email,
            phone=row.phone,
            language=row.language,
        )
        for row, association in rows
    )


def want_month_list(session: Session, booking_id: int, is_wanted: bool) -> bool:
    """Whether a series wants its monthly mail from now on; False if nothing changes by that."""
    changed = session.execute(
        update(BookingRow)
        .where(col(BookingRow.id) == booking_id, col(BookingRow.month_list).is_(not is_wanted))
        .values(month_list=is_wanted)
        .returning(col(BookingRow.id))
    )
    return changed.first() is not None


def find_association_name(session: Session, association_id: int) -> str | None:
    """What an association is called."""
    row = session.get(AssociationRow, association_id)
    return row.name if row else None
