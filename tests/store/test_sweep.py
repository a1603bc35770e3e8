"""The sweep names every promise that a hand in the database can break."""

from datetime import datetime

import pytest
from sqlalchemy import text

from booking.services.books import Books
from booking.services.doctor import BROKEN_PROMISES, examine_every_row
from booking.store.guards import GUARD
from booking.store.sweep import SWEEPS, sweep
from tests.builders import DANCERS, a_confirmed, a_request

HANDS = {
    "occupancies_overlap": "UPDATE occupancy SET starts = (SELECT MIN(starts) FROM occupancy)",
    "holding_without_occupancy": "DELETE FROM occupancy WHERE id = (SELECT MIN(id) FROM occupancy)",
    "occupancy_without_holding": "UPDATE occurrence SET status = 'cancelled' WHERE holds",
    "occupancy_of_other_period": "UPDATE occupancy SET ends = ends - 60",
    "asking_without_wish": "DELETE FROM wish WHERE id = (SELECT MIN(id) FROM wish)",
    "wish_without_asking": "UPDATE occurrence SET status = 'declined' WHERE status = 'requested'",
    "misplaced_in_inbox": "UPDATE booking SET first_open = NULL",
    "occupancy_without_proposal": "UPDATE occupancy SET holds = NULL, proposal_id = 99,"
    " proposed = true",
}
"""One statement for each promise, on books where the hall is confirmed twice and asked for."""


def broken(books: Books) -> set[str]:
    """The names of broken promises."""
    with books.database.reading() as session:
        return set(sweep(session))


@pytest.fixture
def full_books(books: Books, now: datetime) -> Books:
    """The large hall on two evenings, and a request for a third."""
    a_confirmed(books, now, "saal", begin="12:00", end="14:00")
    a_confirmed(books, now, "saal", begin="16:00", end="18:00")
    a_request(books, now, "saal", begin="20:00", end="22:00", group=DANCERS)
    return books


def test_books_in_order_break_no_promise(full_books: Books) -> None:
    assert broken(full_books) == set()
    assert list(examine_every_row(full_books.database)) == []


@pytest.mark.parametrize("promise", HANDS)
def test_a_broken_promise_is_named(full_books: Books, promise: str) -> None:
    database = full_books.database
    take_guards_down(full_books)
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        with connection.begin():
            assert connection.execute(text(HANDS[promise])).rowcount > 0
        if database.is_sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
    assert promise in broken(full_books)
    assert any(BROKEN_PROMISES[promise] in one.wrong for one in examine_every_row(database))


def take_guards_down(books: Books) -> None:
    """Nothing holds the tables any more, as after a careless restore."""
    database = books.database
    with database.engine.begin() as connection:
        if database.is_sqlite:
            for suffix in ("insert", "update"):
                connection.execute(text(f"DROP TRIGGER {GUARD}_{suffix}"))
            return
        for name in (
            GUARD,
            "fk_occupancy_holding_occurrence",
            "fk_occupancy_holding_proposal",
        ):
            connection.execute(text(f"ALTER TABLE occupancy DROP CONSTRAINT {name}"))


def test_every_promise_has_a_hand_that_breaks_it_and_a_sentence() -> None:
    assert set(SWEEPS) == set(HANDS) == set(BROKEN_PROMISES)
