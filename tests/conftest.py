"""What tests share: a real database of each kind, the house, the books, a fixed now.

Every test that asks for `database` (or `books`) runs on SQLite and on PostgreSQL.
PostgreSQL is TEST_DATABASE_URL, or a throw-away cluster from the installed programs;
without either those tests are skipped and say what is missing.
"""

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, RowMapping, Table, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from booking.domain.house import House
from booking.services.books import Books
from booking.services.planting import plant
from booking.store.database import Database
from booking.store.guards import missing_guards
from booking.store.history_guard import is_history_guarded
from booking.store.house_file import read_house
from booking.store.migrating import migrate
from booking.store.rooms import HouseIds
from booking.store.tables import Base
from tests.postgresql import temporary_cluster

logging.getLogger("httpx").setLevel(logging.WARNING)  # what our own client asks is no news
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning. Every test that needs a now gets this one."""
END_THE_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
EMPTY = "; ".join(
    [
        "SET session_replication_role = replica",  # nobody asks who refers to what, or guards it
        *(str(table.delete()) for table in Base.metadata.tables.values()),
        "SELECT setval(quote_ident(sequencename)::regclass, start_value, false)"
        " FROM pg_sequences WHERE last_value IS NOT NULL",
    ]
)
"""Most tables have few rows, if any: TRUNCATE, which makes new files, takes twenty times longer."""
ROOMS = Path(__file__).parent.parent / "seed_rooms.yaml"


@pytest.fixture
def now() -> datetime:
    """The moment at which the tests take place."""
    return NOW


@pytest.fixture(scope="session")
def house() -> House:
    """The house as shipped."""
    return read_house(ROOMS)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server whose databases may be made and dropped."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    with temporary_cluster() as url:
        if url is None:
            pytest.skip("PostgreSQL is missing: apt install postgresql, or set TEST_DATABASE_URL")
        yield url


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without rows, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return path


class Databases:
    """Migrated, empty databases of one server. One that was used is emptied and used again,
    which is ten times quicker than a new one; one whose guards a test took down is dropped."""

    def __init__(self, server: str, template: str) -> None:
        self.server = make_url(server).set(drivername="postgresql+psycopg")
        self.template = template
        self._free: list[str] = []
        self._made = 0

    @contextmanager
    def connected(self, url: URL) -> Iterator[Connection]:
        """A connection without transactions."""
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            yield connection

    def command(self, statement: str) -> None:
        """One statement to the server itself."""
        with self.connected(self.server) as connection:
            connection.execute(text(statement))

    def lend(self) -> str:
        """The address of an empty database."""
        if self._free:
            return self._free.pop()
        self._made += 1
        name = f"{self.template}_{self._made}"
        self.command(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
        return self.address(name)

    def take_back(self, url: str) -> None:
        """Empties a database, whoever is still connected."""
        with self.connected(make_url(url).set(drivername="postgresql+psycopg")) as connection:
            connection.execute(text(END_THE_OTHERS))
            is_sound = is_history_guarded(connection) and not missing_guards(connection)
            if is_sound:
                connection.execute(text(EMPTY))
        if is_sound:
            self._free.append(url)
        else:
            self.command(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def address(self, name: str) -> str:
        """The address of a database of this server."""
        return self.server.set(database=name).render_as_string(hide_password=False)

    def drop_all(self) -> None:
        """Leaves the server as it was."""
        for number in range(1, self._made + 1):
            self.command(f'DROP DATABASE IF EXISTS "{self.template}_{number}" WITH (FORCE)')
        self.command(f'DROP DATABASE "{self.template}" WITH (FORCE)')


@pytest.fixture(scope="session")
def postgresql_databases(postgresql_url: str) -> Iterator[Databases]:
    """Copies of one migrated PostgreSQL database."""
    databases = Databases(postgresql_url, f"west_test_{os.getpid()}")
    databases.command(f'CREATE DATABASE "{databases.template}"')
    template = Database(databases.address(databases.template))
    migrate(template)
    template.dispose()
    yield databases
    databases.drop_all()


@pytest.fixture
def sqlite_url(empty_sqlite: Path) -> str:
    """The address of a migrated SQLite file without rows. It is the same for every test, but
    the file is not."""
    path = empty_sqlite.with_name("booking.db")
    for left in path.parent.glob("booking.db*"):
        left.unlink()
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty database of each kind in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    databases: Databases = request.getfixturevalue("postgresql_databases")
    url = databases.lend()
    yield url
    databases.take_back(url)


@pytest.fixture(scope="session")
def known_databases() -> dict[str, Database]:
    """By their addresses. One that is asked again knows its statements by heart; to compile
    them anew takes longer than most tests do."""
    return {}


@pytest.fixture
def database(database_url: str, known_databases: dict[str, Database]) -> Iterator[Database]:
    """A database of each kind in turn."""
    if database_url not in known_databases:
        known_databases[database_url] = Database(database_url)
    database = known_databases[database_url]
    yield database
    database.dispose()


PLANTED = [Base.metadata.tables[name] for name in ("space", "room", "planted")]
END_OF_NUMBERS = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), max(id)) FROM {0}"


@dataclass(frozen=True)
class Planted:
    """The rows of a house that was planted once."""

    ids: HouseIds
    rows: dict[Table, Sequence[RowMapping]]

    def put_into(self, database: Database) -> None:
        """Writes them into an empty database."""
        with database.writing() as session:
            for table, rows in self.rows.items():
                session.execute(table.insert(), [dict(row) for row in rows])
                if not database.is_sqlite:  # which takes the next number by itself
                    session.execute(text(END_OF_NUMBERS.format(table.name)))


@pytest.fixture(scope="session")
def planted(empty_sqlite: Path, house: House) -> Planted:
    """What planting the shipped house leaves in an empty database."""
    path = empty_sqlite.with_name("planted.db")
    shutil.copy(empty_sqlite, path)
    database = Database(f"sqlite:///{path}")
    ids = plant(database, house, NOW).ids
    with database.reading() as session:
        rows = {table: session.execute(table.select()).mappings().all() for table in PLANTED}
    database.dispose()
    return Planted(ids, rows)


@pytest.fixture
def books(database: Database, house: House, planted: Planted) -> Books:
    """The books of the shipped house, still empty: as `plant` would leave them, but quicker."""
    planted.put_into(database)
    return Books(database, house, planted.ids)
