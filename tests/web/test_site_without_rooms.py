"""A house that offers no room, before it opens or after it has closed: its pages are empty."""

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.house import House
from booking.domain.mails import Kind
from booking.services.books import Books
from booking.services.planting import plant
from booking.store.database import Database
from tests.conftest import NOW
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """How it looks does not depend on the database."""
    return sqlite_url


@pytest.fixture
def books(database: Database, house: House) -> Books:
    """The shipped house after its last day."""
    rooms = tuple(room.model_copy(update={"retired": True}) for room in house.rooms)
    return plant(database, house.model_copy(update={"rooms": rooms}), NOW)


@pytest.mark.parametrize("view", ["day", "week"])
def test_the_plan_of_no_rooms_is_empty(client: Client, view: str) -> None:
    assert client.get(f"/plan?view={view}").status_code == 200


@pytest.mark.parametrize("view", ["day", "week", "month", "year"])
def test_the_calendar_of_no_rooms_is_empty(client: Client, books: Books, view: str) -> None:
    sign_in_as(client, books, NOW)
    assert client.get(f"/staff/calendar?view={view}").status_code == 200


def test_sample_mails_need_no_room_on_offer(client: Client, books: Books) -> None:
    sign_in_as(client, books, NOW)
    assert client.get(f"/staff/mail-samples?kind={Kind.DECIDED}").status_code == 200
