"""How many statements a deed sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from booking.store.database import Database


@contextmanager
def counted_statements(database: Database) -> Iterator[list[str]]:
    """The statements sent meanwhile, but for those that begin or end a transaction."""
    sent: list[str] = []

    def note(*told: object) -> None:
        statement = str(told[2])
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
