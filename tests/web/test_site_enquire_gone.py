"""A room leaves the house while somebody is on the way to ask for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from booking.app import create_app
from booking.config import Config
from booking.services.books import Books
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.enquiries import CHECK, ROOM, errors_of, fill_in

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE
GONE = "wird nicht mehr vergeben. Bitte wählen Sie einen anderen Raum."


@pytest.fixture
def later(books: Books, config: Config, now: datetime) -> Iterator[Client]:
    """The same house after Saal B has left it."""
    rooms = tuple(
        room.model_copy(update={"retired": room.slug == "saal-b"}) for room in books.house.rooms
    )
    changed = replace(books, house=books.house.model_copy(update={"rooms": rooms}))
    with TestClient(create_app(changed, config, lambda: now, PasswordHasher(1, 8, 1))) as client:
        yield client


def test_who_chose_it_is_told_and_chooses_again(client: Client, later: Client) -> None:
    fill_in(client, room="saal-b")
    for name, value in client.cookies.items():
        later.cookies.set(name, value, domain="testserver.local")
    page = later.get(CHECK)
    assert page.url.path == ROOM
    assert errors_of(page.text)["room"].endswith(GONE)
    assert 'value="saal-b"' not in page.text


def test_of_a_hidden_room_no_name_is_told(client: Client, books: Books) -> None:
    fill_in(client, room="beratung-1")
    page = client.get(ROOM).text
    assert "aus der Liste" in errors_of(page)["room"]
    assert books.house.get_room("beratung-1").name_in("de") not in page
