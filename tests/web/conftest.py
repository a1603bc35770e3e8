"""The whole application for tests that come in by HTTP: real books, cheap passwords, one clock.

`client` runs on SQLite and on PostgreSQL. Whoever needs time to pass moves `house_clock`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from booking.app import create_app
from booking.config import Config
from booking.services import tokens
from booking.services.books import Books
from tests.builders import CHOIR

HOST = "http://testserver.local"


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
    return Config(
        _env_file=None,
        database_url=f"sqlite:///{tmp_path}/unused.db",
        base_url=HOST,
        secret="a secret of the tests, long enough",
    )


@pytest.fixture
def app(books: Books, config: Config, house_clock: HouseClock, hasher: PasswordHasher) -> Litestar:
    """The application as it is served."""
    return create_app(books, config, clock=house_clock, hasher=hasher)


@pytest.fixture
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    """A visitor, who keeps cookies as a browser does."""
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def staff_token(books: Books, now: datetime) -> dict[str, str]:
    """The headers of a program that acts as staff."""
    return {"authorization": f"Bearer {tokens.add_staff_token(books, 'Belegungsplan', now)}"}


@pytest.fixture
def association_token(books: Books, now: datetime) -> dict[str, str]:
    """The headers of a program that acts for the choir of `tests.builders`."""
    secret = tokens.add_association_token(books, CHOIR.name, CHOIR.email, now)
    return {"authorization": f"Bearer {secret}"}
