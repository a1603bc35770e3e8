"""Copies of an SQLite database, made and put back while others work with it.

A copy is one file and one moment. Putting it back is prepared on the side: whatever can
go wrong goes wrong there, and the change itself is a single transaction. What calendars
were told meanwhile cannot be untold, so their versions go on rising.
"""

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL
from sqlmodel import select

from booking.store.database import Database
from booking.store.migrating import migrate
from booking.store.sqlite import OWNER_ONLY, make_private_file
from booking.store.tables import RoomRow

APPLICATION_TABLES = frozenset({"booking", "occurrence", "occupancy", "alembic_version"})


class NotABackup(Exception):
    """The file is no copy of such a database, or a damaged one; the text says which."""


def back_up(database: Database, target: Path) -> None:
    """Writes a copy of the SQLite file to the target, replacing an older one in one step."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    try:
        with (
            closing(sqlite3.connect(file_of(database))) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def put_back(database: Database, source: Path, now: datetime) -> None:
    """Makes the database what the copy says, brought to the newest schema. Whoever has it
    open sees the old state or the new one. Raises `GuardsMissing`."""
    place = file_of(database).parent
    with tempfile.TemporaryDirectory(dir=place, prefix="restoring-") as folder:
        prepared = Path(folder) / "prepared.db"
        with closing(open_to_read(source)) as kept, closing(sqlite3.connect(prepared)) as copy:
            kept.backup(copy)  # with what stands in a journal beside it
        prepare(prepared, now)
        make_private_file(file_of(database))
        with (
            closing(sqlite3.connect(prepared)) as copy,
            closing(sqlite3.connect(file_of(database), timeout=30)) as live,
        ):
            copy.backup(live)


def prepare(copy: Path, now: datetime) -> None:
    """The newest schema, and calendars that look newer than any that were ever read.

    Versions rise by one with each change, so none has risen as high as the seconds since
    1970; the same version never stands for other dates.
    """
    database = Database(str(URL.create("sqlite", database=str(copy))))
    try:
        migrate(database)
        with database.writing() as session:
            for row in session.exec(select(RoomRow)):
                row.calendar_version = max(row.calendar_version + 1, int(now.timestamp()))
                row.calendar_changed_at = max(row.calendar_changed_at, now)
    finally:
        database.dispose()


def find_latest_change(file: Path) -> str | None:
    """When a booking in that file was last changed, as sortable text; None if never."""
    with closing(open_to_read(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'history'")
        if tables.fetchone() is None:
            return None
        latest: str | None = connection.execute("SELECT max(at) FROM history").fetchone()[0]
        return latest


def require_backup(source: Path) -> None:
    """Raises `NotABackup` unless the file is a whole database of this program."""
    try:
        with closing(open_to_read(source)) as connection:
            if not is_ours(connection):
                raise NotABackup(f"{source} is not a backup of this program.")
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise NotABackup(f"{source} is damaged.")
    except sqlite3.Error as error:
        raise NotABackup(f"{source} cannot be read as a backup: {error}.") from error


def is_replaceable(target: Path) -> bool:
    """Whether nothing but an older copy is lost if a new one takes this place. A database
    that a house works with is told by the journal that it keeps beside itself (WAL)."""
    if not target.exists():
        return True
    if not target.is_file():
        return False
    try:
        with closing(open_to_read(target)) as connection:
            (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
            return target.stat().st_size == 0 or (is_ours(connection) and journal != "wal")
    except sqlite3.Error:
        return False


def is_foreign(file: Path) -> bool:
    """Whether there is a database of another program in it."""
    with closing(open_to_read(file)) as connection:
        return bool(tables_of(connection)) and not is_ours(connection)


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether it is a database of this program."""
    return tables_of(connection) >= APPLICATION_TABLES


def tables_of(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of all tables."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(name for (name,) in found)


def open_to_read(file: Path) -> sqlite3.Connection:
    """A connection that changes nothing, whatever signs the name of the file has."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def file_of(database: Database) -> Path:
    """The file of an SQLite database."""
    return Path(database.url.database or "").absolute()
