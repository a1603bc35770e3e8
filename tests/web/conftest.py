"""The whole application for tests that come in by HTTP: real books, cheap passwords, one clock.

`client` runs on SQLite and on PostgreSQL. Whoever needs time to pass moves `house_clock`.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from booking.app import create_app, state_of
from booking.config import Config
from booking.domain.house import House
from booking.services import tokens
from booking.services.books import Books
from booking.services.planting import plant
from booking.store.database import Database
from booking.store.rooms import HouseIds
from tests.builders import CHOIR
from tests.conftest import NOW

HOST = "http://testserver.local"
ON_ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For tests of words and shapes, to which the kind of database is nothing."""


def settings(path: Path) -> Config:
    """Settings that come neither from the environment nor from a file."""
    return Config(
        _env_file=None,
        database_url=f"sqlite:///{path}",
        base_url=HOST,
        secret="a secret of the tests, long enough",
    )


@dataclass
class HouseClock:
    """A clock that stands still until a test moves it: `house_clock.now += timedelta(days=1)`."""

    now: datetime

    def __call__(self) -> datetime:
        """The present, for the application."""
        return self.now


@pytest.fixture
def house_clock(now: datetime) -> HouseClock:
    """The clock that the application goes by."""
    return HouseClock(now)


@pytest.fixture
def hasher() -> PasswordHasher:
    """Hashes passwords as quickly as argon2 can; good enough for tests only."""
    return PasswordHasher(1, 8, 1)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """The settings of a house that nobody else knows."""
    return settings(tmp_path / "unused.db")


@pytest.fixture(scope="session")
def routed() -> list[Litestar]:
    """The one application that all tests of `app` share, once there is one: to put the routes
    together takes longer than most tests do."""
    return []


@pytest.fixture
def app(
    routed: list[Litestar],
    books: Books,
    config: Config,
    house_clock: HouseClock,
    hasher: PasswordHasher,
) -> Litestar:
    """The application as it is served, with a state of this test's own."""
    if not routed:
        routed.append(create_app(books, config, house_clock, hasher))
    [app] = routed
    app.state = state_of(books, config, house_clock, hasher)
    return app


@pytest.fixture
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    """A visitor, who keeps cookies as a browser does."""
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def empty_house(
    house: House, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient[Litestar]]:
    """A visitor of a house in which nothing is ever stored. All tests share it, so it is for
    those that only look, or are turned away before the database matters."""
    path = tmp_path_factory.mktemp("empty-house") / "booking.db"
    shutil.copy(empty_sqlite, path)
    database = Database(f"sqlite:///{path}")
    books = plant(database, house, NOW)
    app = create_app(books, settings(path), clock=lambda: NOW)
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield client
    database.dispose()


@pytest.fixture
def cut_off(house: House, config: Config) -> Iterator[TestClient[Litestar]]:
    """A visitor of a house whose database cannot be reached."""
    database = Database("postgresql+psycopg://nobody@/nothing?host=/nowhere")
    rooms = {room.slug: number for number, room in enumerate(house.rooms, 1)}
    spaces = {slug: number for number, slug in enumerate(house.spaces, 1)}
    books = Books(database, house, HouseIds(rooms, spaces))
    app = create_app(books, config)
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield client
    database.dispose()


@pytest.fixture
def staff_token(books: Books, now: datetime) -> dict[str, str]:
    """The headers of a program that acts as staff."""
    return {"authorization": f"Bearer {tokens.add_staff_token(books, 'Belegungsplan', now)}"}


@pytest.fixture
def association_token(books: Books, now: datetime) -> dict[str, str]:
    """The headers of a program that acts for the choir of `tests.builders`."""
    secret = tokens.add_association_token(books, CHOIR.name, CHOIR.email, now)
    return {"authorization": f"Bearer {secret}"}
