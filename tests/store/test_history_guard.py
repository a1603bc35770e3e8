"""Nobody edits the history, whatever is sent to the database as plain SQL."""

from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from booking.domain.bookings import Booking
from booking.domain.decisions import Decision
from booking.services import decisions
from booking.services.books import Books
from booking.store.forgetting import forget_reasons
from booking.store.history import find_changes
from booking.store.history_guard import HISTORY_GUARD, is_history_guarded
from tests.builders import STAFF, a_request


def a_declined(books: Books, now: datetime) -> Booking:
    """A request that was declined, with a reason."""
    booking = a_request(books, now)
    no = Decision(decline=frozenset({booking.occurrences[0].id}), reason="A. Beispiel ist krank")
    return decisions.decide(books, STAFF, booking.reference, no, now).booking


def tell(books: Books, statement: str) -> None:
    with books.database.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM history",
        "UPDATE history SET standing = 'staff'",
        "UPDATE history SET what = 'nothing'",
        "UPDATE history SET version = 99",
        "UPDATE history SET facts = '{}'",
        """UPDATE history SET facts = '{"reason"\\:"nice"}'""",
        "UPDATE history SET occurrence_id = NULL WHERE occurrence_id IS NOT NULL",
    ],
)
def test_no_line_is_changed_or_deleted(books: Books, now: datetime, statement: str) -> None:
    a_declined(books, now)
    with pytest.raises(DatabaseError, match=HISTORY_GUARD):
        tell(books, statement)


def test_only_a_reason_can_be_forgotten(books: Books, now: datetime) -> None:
    booking = a_declined(books, now)
    with books.reading(now) as ledger:
        before = find_changes(ledger.session, booking.id)
    with books.database.writing() as session:
        forget_reasons(session, [booking.id])
    with books.reading(now) as ledger:
        after = find_changes(ledger.session, booking.id)
    assert any("reason" in one.facts for one in before)
    assert [one.facts for one in after] == [
        {name: fact for name, fact in one.facts.items() if name != "reason"} for one in before
    ]


def test_a_missing_guard_is_noticed(books: Books, now: datetime) -> None:
    with books.database.engine.connect() as connection:
        assert is_history_guarded(connection)
        sqlite = connection.dialect.name == "sqlite"
        name = f"{HISTORY_GUARD}_update" if sqlite else f"{HISTORY_GUARD} ON history"
        connection.execute(text(f"DROP TRIGGER {name}"))
        assert not is_history_guarded(connection)
        connection.rollback()
