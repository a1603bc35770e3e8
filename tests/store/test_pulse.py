"""Whether the database answers."""

import sqlite3
from contextlib import closing
from pathlib import Path

from booking.store.database import Database
from booking.store.pulse import is_answering


def test_a_database_of_this_house_answers(database: Database) -> None:
    assert is_answering(database)


def test_a_file_without_the_tables_of_the_house_does_not_answer(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'another.db'}")
    assert not is_answering(database)
    database.dispose()


def test_a_file_that_was_damaged_answers_once_it_is_put_back(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    file = Path(database.url.database or "")
    assert is_answering(database)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    good = file.read_bytes()
    file.write_bytes(b"x" * len(good))
    assert not is_answering(database)
    file.write_bytes(good)
    assert is_answering(database)
    database.dispose()
