"""What tests share: a real database of each kind, the house, the books, a fixed now.

Every test that asks for `database` (or `books`) runs on SQLite and on PostgreSQL.
PostgreSQL is TEST_DATABASE_URL, or a throw-away cluster from the installed programs;
without either those tests are skipped and say what is missing.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from booking.domain.house import House
from booking.services.books import Books
from booking.services.planting import plant
from booking.store.database import Database
from booking.store.house_file import read_house
from booking.store.migrating import migrate
from tests.postgresql import temporary_cluster

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning. Every test that needs a now gets this one."""
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
    """Makes databases of one kind; each is new, migrated and dropped afterwards."""

    def __init__(self, server: str, template: str) -> None:
        self.server = make_url(server)
        self.template = template
        self._made = 0

    def command(self, statement: str) -> None:
        """One statement outside any transaction, sent to the server."""
        engine = create_engine(
            self.server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def make(self) -> str:
        """The address of a new copy of the template."""
        self._made += 1
        name = f"{self.template}_{self._made}"
        self.command(f'CREATE DATABASE "{name}" TEMPLATE "{self.template}"')
        return self.address(name)

    def drop(self, url: str) -> None:
        """Takes a copy away, whoever is still connected."""
        self.command(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def address(self, name: str) -> str:
        """The address of a database of this server."""
        return self.server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgresql_databases(postgresql_url: str) -> Iterator[Databases]:
    """Copies of one migrated PostgreSQL database."""
    databases = Databases(postgresql_url, f"west_test_{os.getpid()}")
    databases.command(f'CREATE DATABASE "{databases.template}"')
    template = Database(databases.address(databases.template))
    migrate(template)
    template.dispose()
    yield databases
    databases.command(f'DROP DATABASE "{databases.template}" WITH (FORCE)')


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite file of this test's own."""
    path = tmp_path / "booking.db"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty database of each kind in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    databases: Databases = request.getfixturevalue("postgresql_databases")
    url = databases.make()
    yield url
    databases.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of each kind in turn."""
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def books(database: Database, house: House, now: datetime) -> Books:
    """The books of the shipped house, still empty."""
    return plant(database, house, now)
