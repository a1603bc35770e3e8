"""One engine, two kinds of session, one way to try again."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, select

from booking.domain.refusals import Busy
from booking.services.books import Books
from booking.store.database import Database, is_lost_race, normalised
from booking.store.sqlite import find_file
from booking.store.tables import SpaceRow
from tests.store.dates import Date, place_dates

TEN = 1_800_000_000


def slugs(database: Database) -> set[str]:
    """The spaces there are."""
    with database.reading() as session:
        return set(session.exec(select(SpaceRow.slug)))


def test_what_is_written_is_there_and_what_breaks_off_is_not(database: Database) -> None:
    with database.writing() as session:
        session.add(SpaceRow(slug="kept"))

    def deed(session: Session) -> None:
        session.add(SpaceRow(slug="lost"))
        session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        database.run(deed)
    assert slugs(database) == {"kept"}


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    try:
        assert not database.exists()  # asking makes nothing
        with database.writing() as session:
            session.execute(text("CREATE TABLE thing (id INTEGER)"))
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        database.dispose()
        os.umask(before)
    assert modes == {"new.db": 0o600, "new.db-wal": 0o600, "new.db-shm": 0o600}


def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    path.touch()
    path.chmod(0o660)
    database = Database(f"sqlite:///{path}")
    assert table_names(database) == []
    database.dispose()
    assert path.stat().st_mode & 0o777 == 0o660


def table_names(database: Database) -> list[str]:
    """The tables there are."""
    with database.reading() as session:
        return list(session.scalars(text("SELECT name FROM sqlite_master")))


def test_a_reading_session_changes_nothing(database: Database) -> None:
    with database.reading() as session:
        try:
            session.add(SpaceRow(slug="lost"))
            session.flush()
        except DBAPIError:
            session.rollback()  # PostgreSQL says so at once
    assert slugs(database) == set()


def test_a_reading_session_sees_one_state(database: Database) -> None:
    with database.reading() as session:
        assert session.exec(select(SpaceRow.slug)).all() == []
        with database.writing() as other:
            other.add(SpaceRow(slug="later"))
        assert session.exec(select(SpaceRow.slug)).all() == []
    assert slugs(database) == {"later"}


def test_a_deed_that_lost_a_race_is_done_once_more(books: Books) -> None:
    attempts: list[int] = []

    def deed(session: Session) -> str:
        attempts.append(1)
        begin = TEN if len(attempts) == 1 else TEN + 3600
        place_dates(session, books, [Date((1,), TEN, TEN + 3600)] if len(attempts) == 1 else [])
        place_dates(session, books, [Date((1,), begin, begin + 3600)])
        return "done"

    assert books.database.run(deed) == "done"
    assert len(attempts) == 2


def test_a_deed_that_keeps_losing_is_refused_as_busy(books: Books) -> None:
    attempts: list[int] = []

    def deed(session: Session) -> None:
        attempts.append(1)
        place_dates(session, books, [Date((1,), TEN, TEN + 3600)] * 2)

    with pytest.raises(Busy):
        books.database.run(deed)
    assert len(attempts) == 2


def test_a_fault_that_is_no_race_is_not_tried_again(books: Books) -> None:
    attempts: list[int] = []

    def deed(session: Session) -> None:
        attempts.append(1)
        session.connection().execute(text("UPDATE space SET slug = NULL"))

    with pytest.raises(IntegrityError) as fault:
        books.database.run(deed)
    assert (len(attempts), is_lost_race(fault.value)) == (1, False)


@pytest.fixture
def impatient(sqlite_url: str) -> Iterator[Database]:
    """A second program on the same file that does not wait long."""
    database = Database(sqlite_url)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        connection.connection.driver_connection.rollback()  # type: ignore[union-attr]
    yield database
    database.dispose()


def test_sqlite_that_is_locked_for_too_long_is_busy(sqlite_url: str, impatient: Database) -> None:
    holder, held, over = Database(sqlite_url), Event(), Event()

    def hold() -> None:
        with holder.writing() as session:
            session.connection()
            held.set()
            over.wait(10)

    thread = Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(Busy), impatient.writing() as session:
            session.connection()
        assert slugs(impatient) == set()  # readers do not wait
    finally:
        over.set()
        thread.join()
        holder.dispose()


def test_a_database_that_is_not_there_is_refused() -> None:
    database = Database("postgresql:///west?host=/nowhere")
    with pytest.raises(Busy), database.reading() as session:
        session.connection()
    database.dispose()


def test_addresses_name_the_driver_and_the_file() -> None:
    assert normalised("postgresql://a@b/c").drivername == "postgresql+psycopg"
    assert find_file("sqlite:///var/booking.db") == Path("var/booking.db")
    assert find_file("sqlite://") is None
    assert find_file("postgresql://a@b/c") is None


def test_moments_come_back_as_they_went_in(books: Books, now: datetime) -> None:
    with books.database.writing() as session:
        (row,) = place_dates(session, books, [Date((1,), TEN, TEN + 60)])
        number = row.id
    with books.database.reading() as session:
        found = session.get_one(type(row), number)
        assert (found.changed_at, found.changed_at.tzinfo) == (now, now.tzinfo)
        assert (found.day, found.space_ids, found.holds) == (date(2027, 1, 12), [1], True)
