"""Associations by name: those that staff may mean when they write one down."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from booking.domain.enquiries import KnownGroup
from booking.store.associations import has_had_name
from booking.store.tables import AssociationRow, BookingRow, DelegateRow

MOST_NAMES = 1000
"""So many names a form suggests; who has more associations types the rest."""


def list_names(session: Session) -> tuple[str, ...]:
    """The names of all associations, each once, in their order."""
    rows = session.exec(
        select(AssociationRow.name)
        .where(col(AssociationRow.merged_into).is_(None))
        .distinct()
        .order_by(col(AssociationRow.name))
        .limit(MOST_NAMES)
    )
    return tuple(rows)


def find_by_name(session: Session, name: str) -> KnownGroup | None:
    """The association of this name, capitals aside: of several the one that booked last;
    it is reached through a delegate who has a mail address, if one has."""
    latest = (
        select(func.max(BookingRow.id))
        .where(col(BookingRow.association_id) == col(AssociationRow.id))
        .scalar_subquery()
    )
    found = session.exec(
        select(AssociationRow, DelegateRow)
        .join(DelegateRow, col(DelegateRow.association_id) == col(AssociationRow.id))
        .where(
            has_had_name(name),
            col(DelegateRow.ended_at).is_(None),
        )
        .order_by(
            func.coalesce(latest, 0).desc(), col(DelegateRow.email) == "", col(DelegateRow.id)
        )
        .limit(1)
    ).first()
    if found is None:
        return None
    association, delegate = found
    return KnownGroup(
        association.id or 0, association.name, delegate.name, delegate.email, delegate.phone
    )
