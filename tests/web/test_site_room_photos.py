"""The photo of a room is shown where there is one, to whoever may see the room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from booking.app import create_app
from booking.config import Config
from booking.services.planting import plant
from booking.store.database import Database
from booking.store.house_file import read_house
from tests.conftest import NOW, ROOMS
from tests.store.house_file.test_photos import a_photo
from tests.web.conftest import HOST
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]


@pytest.fixture
def visitor(
    sqlite_url: str, config: Config, hasher: PasswordHasher, tmp_path: Path
) -> Iterator[Client]:
    """A visitor of a house with two photos, one of them of a hidden room."""
    text = ROOMS.read_text(encoding="utf-8")
    for slug, alt in (("kueche", "{de: Herd, en: Stove}"), ("beratung-1", "Tisch")):
        photo = f"    photo: {{file: {slug}.jpg, alt: {alt}}}"
        text = text.replace(f"  - slug: {slug}\n", f"  - slug: {slug}\n{photo}\n")
    path = tmp_path / "rooms.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "photos").mkdir()
    for slug in ("kueche", "beratung-1"):
        (tmp_path / "photos" / f"{slug}.jpg").write_bytes(a_photo())
    database = Database(sqlite_url)
    books = plant(database, read_house(path), NOW)
    config = config.model_copy(update={"rooms": path})
    app = create_app(books, config, clock=lambda: NOW, hasher=hasher)
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield client
    database.dispose()


def address_of(client: Client, room: str) -> str:
    """Where the page of a room says its photo is."""
    return client.get(f"/rooms/{room}").text.split('class="room-photo" src="')[1].split('"')[0]


def test_a_photo_is_shown_with_its_words(visitor: Client) -> None:
    assert 'alt="Herd" loading' in visitor.get("/rooms/kueche").text
    assert 'alt="Stove" loading' in visitor.get("/rooms/kueche?lang=en").text
    assert 'alt="Herd" lang="de"' in visitor.get("/rooms/kueche?lang=uk").text


def test_a_room_without_a_photo_shows_nothing_in_its_place(visitor: Client) -> None:
    assert "<img class=" not in visitor.get("/rooms/saal").text
    assert visitor.get("/rooms").text.count('class="room-photo"') == 1
    assert visitor.get("/rooms/saal/photo/1").status_code == 404


def test_a_photo_may_be_kept_for_a_year(visitor: Client) -> None:
    address = address_of(visitor, "kueche")
    answer = visitor.get(address)
    assert (answer.content, answer.headers["content-type"]) == (a_photo(), "image/jpeg")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = visitor.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert visitor.get("/rooms/kueche/photo/old").headers["cache-control"] == "no-cache"


def test_a_path_in_the_address_leads_nowhere(visitor: Client) -> None:
    for path in ("..%2f..%2frooms.yaml/photo/1", "kueche/photo/..%2f..%2frooms.yaml"):
        answer = visitor.get(f"/rooms/{path}")
        assert answer.status_code == 404 or answer.content == a_photo()


def test_a_photo_of_a_hidden_room_is_for_staff_alone(visitor: Client) -> None:
    version = address_of(visitor, "kueche").rsplit("/", 1)[1]
    assert visitor.get(f"/rooms/beratung-1/photo/{version}").status_code == 404
    sign_in_as(visitor, visitor.app.state.books, NOW)
    address = address_of(visitor, "beratung-1")
    assert visitor.get(address).headers["cache-control"].startswith("private, ")
