"""The database: one engine, two kinds of session, one way to try again.

`reading()` sees one state of the data for as long as it lasts. `writing()` is
one transaction that can change something: on SQLite it takes the write lock at
its begin, because a transaction that starts with reading and writes later can
be refused half way. `run()` repeats a deed once if the guards or the database
broke it off, so that two people at once get an answer instead of an error.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, create_engine

from booking.domain.refusals import Busy
from booking.store.faults import DatabaseFault
from booking.store.guards import GUARD

T = TypeVar("T")
Transaction = Session
"""What a deed is given. Other floors hand it on and look no further."""

SQLITE_PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",  # a confirmed booking survives a power cut
    "foreign_keys=ON",
)
OWNER_ONLY = 0o600
"""What a file may be to others that holds names and addresses: nothing."""
LOST_RACES = frozenset({"40001", "40P01", "55P03", "23505", "23P01"})
"""SQLSTATE of a serialization failure, a deadlock, a lock that could not be had, a key that
somebody else has just used, and of the guard."""


IN_MEMORY = (
    "BOOKING_DATABASE_URL names a database in memory, which would be lost at the end."
    " Write one with a file, such as sqlite:///booking.db."
)


class Database:
    """Where everything is kept: an SQLite file or a PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.url = normalised(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._one_writer = threading.Lock() if self.is_sqlite else nullcontext()
        self.engine = self._create_engine()
        if self.is_sqlite:
            self._writer = self.engine.execution_options(sqlite_begin="IMMEDIATE")
            self._reader = self.engine
        else:
            self._writer = self.engine.execution_options(isolation_level="READ COMMITTED")
            self._reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    def _create_engine(self) -> Engine:
        if not self.is_sqlite:
            return create_engine(self.url, pool_pre_ping=True, pool_size=8, max_overflow=8)
        if self.url.database in (None, "", ":memory:"):
            raise DatabaseFault(IN_MEMORY)
        engine = create_engine(self.url, pool_size=8, max_overflow=8)
        event.listen(engine, "do_connect", make_folder)
        event.listen(engine, "do_connect", keep_private)
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
        return engine

    def exists(self) -> bool:
        """Whether there is something to open: an SQLite file comes into being by opening it."""
        return not self.is_sqlite or Path(self.url.database or "").is_file()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the data and changes nothing."""
        with refusing_when_busy(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: committed at the end, undone if anything is raised.

        Raises `Busy` if the database could not be had in time. Writers of one
        process queue here, not in SQLite's busy loop, which knows no order.
        """
        with (
            refusing_when_busy(),
            self._one_writer,
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def run(self, deed: Callable[[Session], T]) -> T:
        """Does a deed in one transaction; if the guard fired or the database broke it
        off, once more from the start, seeing what the other one did. Then `Busy`."""
        try:
            with self.writing() as session:
                return deed(session)
        except DBAPIError as error:
            if not is_lost_race(error):
                raise
        try:
            with self.writing() as session:
                return deed(session)
        except DBAPIError as error:
            if is_lost_race(error):
                raise Busy from error
            raise

    def dispose(self) -> None:
        """Closes all connections."""
        self.engine.dispose()


def normalised(url: str) -> URL:
    """The address with the driver this program uses."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


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


def in_small_letters(text: str | None) -> str | None:
    """`lower` of SQL as PostgreSQL has it."""
    return text if text is None else text.lower()


def begin_sqlite(connection: Connection) -> None:
    """Begins as the engine was told; without a word, a reading transaction."""
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


def is_lost_race(error: DBAPIError) -> bool:
    """Whether another transaction was faster, so that trying again makes sense."""
    return getattr(error.orig, "sqlstate", None) in LOST_RACES or GUARD in str(error.orig)


@contextmanager
def refusing_when_busy() -> Iterator[None]:
    """Turns a database that cannot be had into a refusal."""
    try:
        yield
    except PoolTimeout as error:
        raise Busy from error
    except OperationalError as error:
        text = str(error.orig)
        if "database is locked" in text or error.connection_invalidated or "connect" in text:
            raise Busy from error
        raise
