"""SQLite as this program uses it: a file for its owner alone, transactions that are ours, and
letters as people write them."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import ExceptionContext, make_url

SQLITE_PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",  # a confirmed booking survives a power cut
    "foreign_keys=ON",
)
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
OWNER_ONLY = 0o600
"""What a file may be to others that holds names and addresses: nothing."""


def find_file(url: str) -> Path | None:
    """The file that an address names, or None if the database is not a file."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def keep_private(_dialect: object, _record: object, places: list[Any], _more: object) -> None:
    """Before SQLite opens a file, and makes it if need be."""
    if places and places[0] and not str(places[0]).startswith((":memory:", "file:")):
        make_private_file(places[0])


def make_private_file(path: Path | str) -> None:
    """Makes an empty file for its owner alone: there will be names, addresses and hashes in
    it. SQLite takes it for a new database, and gives the files beside it (-wal, -shm) the
    same mode. One that is there is not touched: to open and close it would end SQLite's
    locks on it. What cannot be made, SQLite complains of."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))


def make_folder(_dialect: object, _record: object, arguments: list[Any], _more: object) -> None:
    """The folder of an SQLite file comes into being when the file does: who only asks
    whether there is a database leaves no trace."""
    Path(arguments[0]).parent.mkdir(parents=True, exist_ok=True)


def prepare_sqlite(connection: Any, _record: object) -> None:
    """Every new SQLite connection: transactions are ours, not the driver's, and small
    letters are those of people: its own `lower` knows only A to Z."""
    connection.isolation_level = None
    connection.create_function("lower", 1, in_small_letters, deterministic=True)
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def give_up_damaged(context: ExceptionContext) -> None:
    """Who has met a damaged file remembers what it read, also once a good one is in its place:
    all connections are made anew."""
    if is_damaged(context.original_exception):
        context.is_disconnect = True


def is_damaged(error: BaseException | None) -> bool:
    """Whether SQLite has met a file that is damaged, or something else altogether."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in DAMAGED  # what lies above says more about it


def in_small_letters(text: str | None) -> str | None:
    """`lower` of SQL as PostgreSQL has it."""
    return text if text is None else text.lower()


def begin_sqlite(connection: Connection) -> None:
    """Begins as the engine was told; without a word, a reading transaction. That one waits
    for nobody and cannot fail, so it goes to the driver without a detour."""
    kind = connection.get_execution_options().get("sqlite_begin")
    if kind:
        connection.exec_driver_sql(f"BEGIN {kind}")
    elif kind is None:
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN")
