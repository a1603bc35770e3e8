"""Never twice, whatever people do: thousands of random steps on both databases, each
compared with a brute-force model (`model`, `model_decisions`, `model_moves`).

The steps are the same in every run. `PROOF_EXAMPLES=2000` makes that many lives of the
house on each database, each time others; a failure prints how to see it again.
"""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import text

from booking.services.books import Books
from booking.services.planting import plant
from booking.store.database import Database
from booking.store.history_guard import HISTORY_GUARD
from booking.store.tables import Base
from tests.proofs.machine import Life
from tests.proofs.small_house import small_house
from tests.proofs.wishes import START

LIVES = {"sqlite": 40, "postgresql": 20}
STEPS = 50
LONG_RUN = int(os.environ.get("PROOF_EXAMPLES", "0"))
KEPT = {"room", "space", "planted"}


@pytest.mark.timeout(0 if LONG_RUN else 300)
def test_the_house_and_its_model_agree_after_every_step(database: Database) -> None:
    books = plant(database, small_house(), START)
    kind = database.engine.dialect.name
    let_history_be_emptied(database)
    run_state_machine_as_test(new_life(books), settings=profile(LONG_RUN or LIVES[kind]))


def let_history_be_emptied(database: Database) -> None:
    """Each life begins in an empty house; nothing here is about who may change the history."""
    name, table = (HISTORY_GUARD, " ON history")
    if database.is_sqlite:
        name, table = (f"{HISTORY_GUARD}_delete", "")
    with database.writing() as session:
        session.execute(text(f"DROP TRIGGER {name}{table}"))


def new_life(books: Books) -> Callable[[], Life]:
    """Makes lives that begin in an empty house; planting again would take longer."""

    def start() -> Life:
        with books.database.writing() as session:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name not in KEPT:
                    session.execute(table.delete())
        return Life(books)

    return start


def profile(lives: int) -> settings:
    """How hypothesis looks; a long run keeps what it finds."""
    return settings(
        max_examples=lives,
        stateful_step_count=STEPS,
        derandomize=not LONG_RUN,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=bool(LONG_RUN),
        phases=[Phase.generate, *([Phase.shrink] if LONG_RUN else [])],
        suppress_health_check=list(HealthCheck),
    )
