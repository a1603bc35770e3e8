"""A full house for decades: every guard lets the rows in, `booking doctor --deep` finds
nothing, and finds the one row that a hand has broken.

100,000 occupancies on each database; `PROOF_OCCUPANCIES=1000000` makes it a million.
"""

import os
from datetime import datetime

import pytest
from sqlalchemy import text

from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.store.guards import GUARD
from booking.store.sweep import sweep
from tests.commands.conftest import Command
from tests.proofs.random_occupancies import pour_in

OCCUPANCIES = int(os.environ.get("PROOF_OCCUPANCIES", "100000"))
NEIGHBOURS = """
SELECT earlier.id AS row_id, earlier.occurrence_id AS earlier, later.occurrence_id AS later,
       later.starts AS starts
FROM occupancy AS earlier JOIN occupancy AS later
  ON later.space_id = earlier.space_id AND later.starts = earlier.ends
ORDER BY earlier.id LIMIT 1"""
"""Two dates of which one ends as the other begins."""


@pytest.mark.timeout(0 if OCCUPANCIES > 100_000 else 300)
def test_a_full_house_is_in_order_until_a_hand_breaks_one_row(
    books: Books, now: datetime, anywhere: Command
) -> None:
    pour_in(books, now, OCCUPANCIES)
    assert count_occupancies(books) >= OCCUPANCIES
    told = anywhere("doctor", "--deep")
    assert (told.status, told.out.splitlines()[-1]) == (
        0,
        "OK: everything that was looked at is in order.",
    )
    earlier, later = make_one_end_a_second_late(books)
    with books.database.reading() as session:
        assert sweep(session) == {
            "occupancies_overlap": (later,),
            "occupancy_of_other_period": (earlier,),
        }
    told_by_doctor = {complaint.wrong for complaint in examine_every_row(books.database)}
    assert told_by_doctor == {
        f"Two bookings hold the same space at the same time (occurrences {later}).",
        f"Rooms are kept free at other times than those of their dates (occurrences {earlier}).",
    }


def count_occupancies(books: Books) -> int:
    """How many rows there are."""
    with books.database.reading() as session:
        return int(
            session.connection().execute(text("SELECT count(*) FROM occupancy")).scalar_one()
        )


def make_one_end_a_second_late(books: Books) -> tuple[int, int]:
    """With the guard out of the way: the occurrences of the broken row and of the next."""
    down = (
        f"DROP TRIGGER {GUARD}_update"
        if books.database.is_sqlite
        else f"ALTER TABLE occupancy DROP CONSTRAINT {GUARD}"
    )
    with books.database.engine.begin() as connection:
        connection.execute(text(down))
        found = connection.execute(text(NEIGHBOURS)).one()
        connection.execute(
            text("UPDATE occupancy SET ends = :ends WHERE id = :id"),
            {"ends": found.starts + 1, "id": found.row_id},
        )
    return found.earlier, found.later
