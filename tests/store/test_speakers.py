"""Associations and their delegates."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session, col, select

from booking.domain.enquiries import Group
from booking.services.books import Books
from booking.store.speakers import find_or_add_delegate, find_or_add_own_delegate
from booking.store.tables import AssociationRow, DelegateRow
from tests.builders import CHOIR


def names(session: Session) -> list[str]:
    """The associations there are."""
    return list(session.exec(select(AssociationRow.name).order_by(col(AssociationRow.id))))


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("Chor ohne Grenzen", " chor OHNE grenzen "),
        ("Ökumenischer Chor", "ökumenischer CHOR"),
        ("Хор Сонце", "хор СОНЦЕ"),
    ],
)
def test_a_group_is_known_again_however_it_writes_itself(
    books: Books, now: datetime, name: str, again: str
) -> None:
    with books.database.writing() as session:
        first = find_or_add_delegate(session, replace(CHOIR, name=name), now)
        same = replace(CHOIR, name=again, email=f" {CHOIR.email.upper()} ")
        assert find_or_add_delegate(session, same, now).id == first.id
        assert names(session) == [name]


def test_the_name_of_a_group_alone_proves_nothing(books: Books, now: datetime) -> None:
    with books.database.writing() as session:
        first = find_or_add_delegate(session, CHOIR, now)
        stranger = find_or_add_delegate(session, replace(CHOIR, email="x@verein.example"), now)
        assert stranger.association_id != first.association_id


def test_one_person_may_speak_for_two_groups(books: Books, now: datetime) -> None:
    with books.database.writing() as session:
        first = find_or_add_delegate(session, CHOIR, now)
        second = find_or_add_delegate(session, replace(CHOIR, name="Kinderchor"), now)
        assert second.association_id != first.association_id
        assert names(session) == [CHOIR.name, "Kinderchor"]


def test_writing_a_known_address_changes_nothing_about_its_owner(
    books: Books, now: datetime
) -> None:
    with books.database.writing() as session:
        known = find_or_add_delegate(session, CHOIR, now)
        renewed = replace(CHOIR, contact="C. Neu", phone="05361 2", language="it")
        row = find_or_add_delegate(session, renewed, now)
        assert row.id == known.id
        assert (row.name, row.phone, row.language) == (CHOIR.contact, "", "de")


def test_a_known_association_speaks_through_its_first_or_a_further_delegate(
    books: Books, now: datetime
) -> None:
    with books.database.writing() as session:
        first = find_or_add_delegate(session, CHOIR, now)
        own = first.association_id
        assert find_or_add_own_delegate(session, own, None).id == first.id
        other = Group("Ein anderer Name", "D. Zwei", "zwei@verein.example")
        second = find_or_add_own_delegate(session, own, other)
        assert (second.association_id, second.id != first.id) == (own, True)
        assert names(session) == [CHOIR.name]
        assert len(session.exec(select(DelegateRow)).all()) == 2
