"""`booking backup` and `booking restore`."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from booking.config import Config
from booking.domain.filters import Filter
from booking.opening import open_books, utc_now
from booking.services.books import Books
from booking.services.feeds import Known, publish_room
from booking.services.kept_feeds import KeptFeeds
from tests.builders import TUESDAY, a_request
from tests.commands.conftest import Command
from tests.conftest import NOW


@pytest.fixture
def open_house(place: Path) -> Books:
    """The books in `booking.db`, held open as by a server."""
    return open_books(Config(_env_file=None))


def ask(books: Books, number: int) -> None:
    """One more booking, on a Tuesday of its own."""
    day = TUESDAY + number * timedelta(weeks=1)
    a_request(books, NOW + timedelta(minutes=number), day=day)


def count(books: Books) -> int:
    """How many bookings there are."""
    with books.reading(NOW) as ledger:
        return ledger.count_bookings(Filter())


def test_a_backup_is_one_file_for_its_owner(
    booking: Command, open_house: Books, place: Path
) -> None:
    ask(open_house, 1)
    assert booking("backup", "copy.db").status == 0
    copy = place / "copy.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM booking").fetchone() == (1,)
    assert not list(place.glob("copy.db?*"))


def test_restore_brings_the_bookings_back_while_others_have_them_open(
    booking: Command, open_house: Books
) -> None:
    ask(open_house, 1)
    booking("backup", "copy.db")
    ask(open_house, 2)
    told = booking("restore", "copy.db", "--force")
    assert (told.status, told.err) == (0, "")
    assert count(open_house) == 1
    ask(open_house, 2)
    assert count(open_house) == 2
    assert booking("doctor", "--deep").status == 0


def test_restore_refuses_to_lose_newer_changes(booking: Command, open_house: Books) -> None:
    booking("backup", "copy.db")
    ask(open_house, 1)
    told = booking("restore", "copy.db")
    assert told.status == 1
    assert "With --force those changes are lost." in told.err
    assert count(open_house) == 1


def test_restore_needs_no_force_if_nothing_is_lost(
    booking: Command, open_house: Books, place: Path
) -> None:
    ask(open_house, 1)
    booking("backup", "copy.db")
    assert booking("restore", "copy.db").status == 0
    open_house.database.dispose()
    for file in place.glob("booking.db*"):
        file.unlink()
    assert booking("restore", "copy.db").status == 0
    assert count(open_house) == 1


def test_calendars_look_newer_after_a_restore(booking: Command, open_house: Books) -> None:
    booking("backup", "copy.db")
    before = publish_room(open_house, KeptFeeds(), "saal-b", Known(), utc_now())
    booking("restore", "copy.db")
    after = publish_room(open_house, KeptFeeds(), "saal-b", Known(), utc_now())
    assert after.etag != before.etag
    assert after.last_modified >= before.last_modified


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be one" * 30])
def test_restore_refuses_what_is_no_backup(
    booking: Command, open_house: Books, place: Path, content: bytes
) -> None:
    ask(open_house, 1)
    (place / "strange.db").write_bytes(content)
    for force in ([], ["--force"]):
        told = booking("restore", "strange.db", *force)
        assert told.status == 1
        assert told.err.startswith("booking: strange.db ")
        assert told.err.count("\n") == 1
    assert count(open_house) == 1


@pytest.mark.parametrize("words", [["backup"], ["restore"], ["restore", "--force"]])
def test_who_has_a_damaged_database_is_told_how_to_get_it_back(
    booking: Command, open_house: Books, place: Path, words: list[str]
) -> None:
    ask(open_house, 1)
    booking("backup", "copy.db")
    open_house.database.dispose()
    (place / "booking.db").write_bytes(b"damaged" * 1000)
    told = booking(*words[:1], "copy.db", *words[1:])
    assert told.status == 1
    assert told.err.startswith("booking: The database cannot be used: file is not a database. If")
    (place / "booking.db").unlink()
    assert booking("restore", "copy.db").status == 0
    assert count(open_house) == 1


def test_who_may_not_open_the_database_is_not_told_that_it_is_damaged(
    booking: Command, open_house: Books, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking("backup", "copy.db")
    (place / "folder.db").mkdir()
    monkeypatch.setenv("BOOKING_DATABASE_URL", "sqlite:///folder.db")
    told = booking("restore", "copy.db")
    assert told.status == 1
    assert told.err == "booking: The database cannot be used: unable to open database file.\n"


def test_restore_asks_before_it_replaces_the_database_of_another_program(
    booking: Command, open_house: Books, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking("backup", "copy.db")
    monkeypatch.setenv("BOOKING_DATABASE_URL", "sqlite:///other.db")
    with closing(sqlite3.connect(place / "other.db")) as connection:
        connection.execute("CREATE TABLE diary (text)")
    told = booking("restore", "copy.db")
    assert told.status == 1
    assert told.err.endswith("is a database of another program. With --force it is lost.\n")
    with closing(sqlite3.connect(place / "other.db")) as connection:
        assert connection.execute("SELECT count(*) FROM diary").fetchone() == (0,)
    assert booking("restore", "copy.db", "--force").status == 0


def test_restore_refuses_a_file_that_is_not_there(booking: Command, place: Path) -> None:
    assert booking("restore", "copy.db").err == "booking: There is no file copy.db.\n"


@pytest.mark.parametrize("target", ["booking.db", "."])
def test_backup_refuses_a_place_that_is_taken(
    booking: Command, open_house: Books, target: str
) -> None:
    assert booking("backup", target).status == 1
    assert count(open_house) == 0


@pytest.mark.parametrize("content", [b"rooms: []", b"no database, but as long as one" * 200])
def test_backup_leaves_what_is_no_older_copy(
    booking: Command, open_house: Books, place: Path, content: bytes
) -> None:
    (place / "mine").write_bytes(content)
    told = booking("backup", "mine")
    assert (told.status, told.err) == (
        1,
        "booking: mine is there already and is no older copy. Name another file.\n",
    )
    assert (place / "mine").read_bytes() == content


def test_backup_leaves_the_database_of_another_house(
    booking: Command, open_house: Books, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", "sqlite:///other.db")
    assert booking("migrate").status == 0
    assert booking("backup", "booking.db").status == 1
    ask(open_house, 1)
    assert count(open_house) == 1


def test_backup_takes_the_place_of_an_older_copy_and_of_an_empty_file(
    booking: Command, open_house: Books, place: Path
) -> None:
    (place / "copy.db").touch()
    assert booking("backup", "copy.db").status == 0
    ask(open_house, 1)
    assert booking("backup", "copy.db").status == 0
    ask(open_house, 2)
    assert booking("restore", "copy.db", "--force").status == 0
    assert count(open_house) == 1


def test_a_folder_and_a_copy_may_have_any_name(
    booking: Command, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = place / "Wann? 100%20 #1"
    folder.mkdir()
    monkeypatch.chdir(folder)
    books = open_books(Config(_env_file=None))
    ask(books, 1)
    assert booking("backup", "a#b?c%20.db").status == 0
    ask(books, 2)
    assert booking("restore", "a#b?c%20.db").status == 1
    assert booking("restore", "a#b?c%20.db", "--force").status == 0
    assert count(books) == 1


def test_restore_takes_a_database_with_the_journal_beside_it(
    booking: Command, open_house: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(open_house, 1)
    monkeypatch.setenv("BOOKING_DATABASE_URL", "sqlite:///other.db")
    assert booking("restore", "booking.db").status == 0
    assert count(open_books(Config(_env_file=None))) == 1


def test_backup_makes_no_database_to_copy(booking: Command, place: Path) -> None:
    assert booking("backup", "copy.db").status == 1
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(("deed", "program"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_postgresql_is_left_to_its_own_programs(
    booking: Command, monkeypatch: pytest.MonkeyPatch, deed: str, program: str
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", "postgresql://west@db/west")
    told = booking(deed, "copy.dump")
    assert told.status == 1
    assert program in told.err
