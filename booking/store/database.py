"""The database: one engine, two kinds of session, one way to try again.

`reading()` sees one state of the data for as long as it lasts. `writing()` is
one transaction that can change something: on SQLite it takes the write lock at
its begin, because a transaction that starts with reading and writes later can
be refused half way. `run()` repeats a deed once if the guards or the database
broke it off, so that two people at once get an answer instead of an error.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, create_engine

from booking.domain.refusals import Busy
from booking.store.faults import DatabaseFault
from booking.store.guards import GUARD
from booking.store.sqlite import (
    begin_sqlite,
    give_up_damaged,
    keep_private,
    make_folder,
    prepare_sqlite,
)

T = TypeVar("T")
Transaction = Session
"""What a deed is given. Other floors hand it on and look no further."""

LOST_RACES = frozenset({"40001", "40P01", "55P03", "23505", "23P01"})
"""SQLSTATE of a serialization failure, a deadlock, a lock that could not be had, a key that
somebody else has just used, and of the guard."""
SHORT_REST = 5.0
"""In seconds."""
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
            self._asker = self.engine.execution_options(sqlite_begin="")
        else:
            self._writer = self.engine.execution_options(isolation_level="READ COMMITTED")
            self._reader = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._asker = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    def _create_engine(self) -> Engine:
        if not self.is_sqlite:
            engine = create_engine(self.url, pool_size=8, max_overflow=8)
            event.listen(engine, "checkout", partial(ask_after_a_rest, engine.dialect))
            event.listen(engine, "checkin", note_time)
            return engine
        if self.url.database in (None, "", ":memory:"):
            raise DatabaseFault(IN_MEMORY)
        engine = create_engine(self.url, pool_size=8, max_overflow=8)
        event.listen(engine, "do_connect", make_folder)
        event.listen(engine, "do_connect", keep_private)
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "begin", begin_sqlite)
        event.listen(engine, "handle_error", give_up_damaged)
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
    def asking(self) -> Iterator[Session]:
        """A session for one question, which is a transaction of its own: to begin and to end
        one takes a server longer than many an answer."""
        with refusing_when_busy(), self._asker.connect() as connection:
            yield Session(connection, expire_on_commit=False)

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


def connection_of(session: Session) -> Connection:
    """What a session speaks through. One for a single question has it at hand."""
    bind = session.bind
    return bind if isinstance(bind, Connection) else session.connection()


def normalised(url: str) -> URL:
    """The address with the driver this program uses."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def note_time(_connection: object, record: ConnectionPoolEntry) -> None:
    """When a connection was used last."""
    record.info["rests_since"] = monotonic()


def ask_after_a_rest(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object
) -> None:
    """A server may have gone away while nobody spoke to it. One that answered a moment ago
    is not asked again: that would take as long as many an answer."""
    if monotonic() - record.info.get("rests_since", 0.0) < SHORT_REST:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


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
