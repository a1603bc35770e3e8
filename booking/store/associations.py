"""Associations in the database: as staff know them, and the notes about them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_
from sqlmodel import Session, col, select

from booking.domain.associations import (
    Association,
    AssociationFacts,
    AssociationNote,
    ListedAssociation,
)
from booking.domain.people import Person
from booking.domain.refusals import NotFound
from booking.store.handovers import LARGEST_ID
from booking.store.tables import (
    AccountRow,
    AssociationNoteRow,
    AssociationRow,
    BookingRow,
    DelegateRow,
)


def is_trusted(session: Session, association_id: int) -> bool:
    """Whether staff trust this association."""
    row = session.get(AssociationRow, association_id)
    return row is not None and row.trusted


def get_association(session: Session, association_id: int) -> Association:
    """The association of that id, also one that was merged into another; raises `NotFound`."""
    row = session.get(AssociationRow, association_id) if association_id <= LARGEST_ID else None
    if row is None:
        raise NotFound(what="association")
    return association_value(row)


def lock_associations(session: Session, ids: Iterable[int]) -> None:
    """Nobody else changes these, or points at them, until the transaction ends; in the order of
    their ids."""
    session.exec(
        select(AssociationRow.id)
        .where(col(AssociationRow.id).in_(sorted(ids)))
        .order_by(col(AssociationRow.id))
        .with_for_update()
    ).all()


def find_listed(session: Session, text: str, most: int, offset: int) -> list[ListedAssociation]:
    """A page of those that are not merged, by name; with a text, only those that have it in a
    name, also a former one, or in an address."""
    bookings = _count(BookingRow, col(BookingRow.proven_at).is_not(None))
    delegates = _count(DelegateRow, col(DelegateRow.ended_at).is_(None))
    rows = session.exec(
        select(AssociationRow, bookings, delegates)
        .where(_listed(text))
        .order_by(func.lower(AssociationRow.name), col(AssociationRow.id))
        .limit(most)
        .offset(offset)
    )
    return [ListedAssociation(association_value(row), many, few) for row, many, few in rows]


def count_listed(session: Session, text: str) -> int:
    """How many there are on all pages."""
    return session.exec(select(func.count()).select_from(AssociationRow).where(_listed(text))).one()


def find_merged_into(session: Session, association_id: int) -> tuple[Association, ...]:
    """Those that turned out to be this one."""
    rows = session.exec(
        select(AssociationRow)
        .where(col(AssociationRow.merged_into) == association_id)
        .order_by(col(AssociationRow.merged_at))
    )
    return tuple(map(association_value, rows))


def write_facts(session: Session, association_id: int, facts: AssociationFacts) -> None:
    """Writes what staff say."""
    row = session.get_one(AssociationRow, association_id)
    row.name, row.user_group = facts.name, facts.user_group
    row.trusted, row.proof_until = facts.trusted, facts.proof_until
    session.flush()


def add_association_note(
    session: Session, association_id: int, nonce: str, by: Person, text: str, at: datetime
) -> None:
    """Keeps a note, once for each form it came by."""
    known = session.exec(
        select(AssociationNoteRow.id).where(col(AssociationNoteRow.nonce) == nonce)
    ).first()
    if known is None:
        session.add(
            AssociationNoteRow(
                association_id=association_id,
                nonce=nonce,
                at=at,
                account_id=by.account_id,
                text=text,
            )
        )
        session.flush()


def find_association_notes(session: Session, association_id: int) -> tuple[AssociationNote, ...]:
    """All notes about one, the newest first."""
    rows = session.exec(
        select(AssociationNoteRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == AssociationNoteRow.account_id, isouter=True)
        .where(col(AssociationNoteRow.association_id) == association_id)
        .order_by(col(AssociationNoteRow.id).desc())
    )
    return tuple(AssociationNote(row.at, name or "", row.text) for row, name in rows)


def association_value(row: AssociationRow) -> Association:
    """The row as a value."""
    facts = AssociationFacts(row.name, row.user_group, row.trusted, row.proof_until)
    return Association(row.id or 0, facts, row.created_at, row.merged_into, row.merged_at)


def has_had_name(name: str) -> ColumnElement[bool]:
    """Whether an association has this name, capitals aside, or one that was merged into it."""
    wanted = name.strip().lower()
    former = select(AssociationRow.merged_into).where(
        func.lower(AssociationRow.name) == wanted, col(AssociationRow.merged_into).is_not(None)
    )
    return or_(func.lower(AssociationRow.name) == wanted, col(AssociationRow.id).in_(former))


def _count(
    table: type[BookingRow] | type[DelegateRow], wanted: ColumnElement[bool]
) -> ScalarSelect[int]:
    """A column with the number of rows of an association."""
    return (
        select(func.count())
        .select_from(table)
        .where(col(table.association_id) == col(AssociationRow.id), wanted)
        .correlate(AssociationRow)
        .scalar_subquery()
    )


def _listed(text: str) -> ColumnElement[bool]:
    is_one = col(AssociationRow.merged_into).is_(None)
    if not text.strip():
        return is_one
    told = text.strip().lower()
    former = select(AssociationRow.merged_into).where(
        func.lower(AssociationRow.name).contains(told, autoescape=True),
        col(AssociationRow.merged_into).is_not(None),
    )
    reached = exists().where(
        col(DelegateRow.association_id) == col(AssociationRow.id),
        col(DelegateRow.email).contains(told, autoescape=True),
    )
    named = func.lower(AssociationRow.name).contains(told, autoescape=True)
    return is_one & or_(named, reached, col(AssociationRow.id).in_(former))
