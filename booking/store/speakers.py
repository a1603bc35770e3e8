"""Who speaks for the association that asks: found by name and address, or added.

Whoever is found here speaks until the transaction ends: nobody can end their part, give
their bookings to others or merge their association meanwhile, for all of these lock the
association first. So does every enquiry, before bookings and spaces.
"""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from booking.domain.enquiries import Group
from booking.domain.refusals import NotFound
from booking.store.associations import has_had_name
from booking.store.delegates import lock_association
from booking.store.tables import AssociationRow, DelegateRow


def find_or_add_delegate(session: Session, group: Group, now: datetime) -> DelegateRow:
    """The delegate with this address in a group of this name; a new one if there is none.

    Groups are told apart by name *and* address: a name alone proves nothing, and
    nobody may enter somebody else's group by writing its name. A delegate who is known
    stays as they are: writing a known address does not prove that it is one's own.
    """
    email = group.email.strip().lower()
    found = _lock_first(session, col(DelegateRow.email) == email, has_had_name(group.name))
    if found is None:
        association = AssociationRow(name=group.name.strip(), created_at=now)
        session.add(association)
        session.flush()
        found = _new_delegate(session, association.id or 0, email, group)
    return found


def find_or_add_own_delegate(
    session: Session, association_id: int, group: Group | None
) -> DelegateRow:
    """Who speaks for an association that is known already: the person named, as a further
    delegate if need be, or else its first. The association's name stays as it is. Raises
    `NotFound` if nobody speaks for it any more, for it was merged into another."""
    lock_association(session, association_id)
    own = col(DelegateRow.association_id) == association_id
    first = _find_first(session, own)
    if first is None:
        raise NotFound(what="association")
    if group is None:
        return first
    email = group.email.strip().lower()
    named = _find_first(session, own, col(DelegateRow.email) == email)
    return named or _new_delegate(session, association_id, email, group)


def _lock_first(session: Session, *conditions: ColumnElement[bool]) -> DelegateRow | None:
    """The first who acts, asked for again once their association is locked: while somebody
    else had it, they may have ceased to act, or begun to act for another one."""
    locked = None
    while (found := _find_first(session, *conditions)) and found.association_id != locked:
        locked = found.association_id
        lock_association(session, locked)
    return found


def _find_first(session: Session, *conditions: ColumnElement[bool]) -> DelegateRow | None:
    return session.exec(
        select(DelegateRow)
        .join(AssociationRow, col(AssociationRow.id) == DelegateRow.association_id)
        .where(col(DelegateRow.ended_at).is_(None), *conditions)
        .order_by(col(DelegateRow.id))
        .limit(1)
        .execution_options(populate_existing=True)
    ).first()


def _new_delegate(session: Session, association_id: int, email: str, group: Group) -> DelegateRow:
    row = DelegateRow(
        association_id=association_id,
        email=email,
        name=group.contact,
        phone=group.phone,
        language=group.language,
    )
    session.add(row)
    session.flush()
    return row
