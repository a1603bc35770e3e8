"""The plan: all rooms side by side."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Reading days is tested on both databases, with the services."""
    return sqlite_url


def test_a_day_shows_every_public_room(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal", title="Winterfest", public_title=True)
    page = client.get("/plan?day=2027-01-12").text
    assert "Dienstag, 12. Januar 2027" in page
    assert page.count("Winterfest") == 6  # the hall and its halves, in the list and in the table
    assert "Beratungsbüro" not in page


def test_a_week_shows_seven_days_of_every_room(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, "kueche")
    page = client.get("/plan?day=2027-01-12&view=week").text
    assert page.count('class="brief"') == 9 * 7
    assert page.count("18:00–20:00</bdi> belegt</span>") == 1
    assert 'href="?day=2027-01-04&amp;view=week#when"' in page


def test_that_a_day_is_too_soon_is_told_once(client: Client) -> None:
    page = client.get("/plan").text
    assert page.count("Für diesen Tag können Sie nur telefonisch anfragen.") == 1


def test_staff_see_hidden_rooms_too(client: Client, books: Books, now: datetime) -> None:
    sign_in_as(client, books, now)
    assert "Beratungsbüro 1" in client.get("/plan").text


def test_a_closed_day_says_why(client: Client) -> None:
    assert "Geschlossen: Karfreitag" in client.get("/plan?day=2027-03-26").text


def test_a_day_that_does_not_exist_is_told(client: Client) -> None:
    answer = client.get("/plan?day-day=31&day-month=2&day-year=2027")
    assert answer.status_code == 422
    assert "Diesen Tag gibt es nicht." in answer.text
    assert 'value="31"' in answer.text
