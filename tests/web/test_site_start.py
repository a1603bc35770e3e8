"""The first page."""

from datetime import date, datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed
from tests.web.enquiries import errors_of, post_page

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Reading days is tested on both databases, with the services."""
    return sqlite_url


def test_the_first_page_leads_to_the_form(client: Client) -> None:
    page = client.get("/").text
    assert '<a class="kern-btn kern-btn--primary" href="/enquire">' in page
    assert '<form class="form welcome__form" method="post" action="/enquire"' in page


def test_what_is_chosen_there_is_filled_in(client: Client) -> None:
    chosen = {
        "day-day": "14",
        "day-month": "1",
        "day-year": "2027",
        "begin": "18:00",
        "end": "20:00",
        "persons": "24",
        "activity": "gesang",
        "rhythm": "weekly",
    }
    page = client.get("/enquire", params=chosen).text
    assert 'maxlength="4" value="2027"' in page
    assert '<option value="gesang" selected>' in page
    assert 'name="rhythm" value="weekly" checked' in page
    assert 'value="24"' in page


WISH = {
    "day-day": "12",
    "day-month": "1",
    "day-year": "27",
    "begin": "18:00",
    "end": "20:00",
    "persons": "24",
    "activity": "gesang",
    "rhythm": "weekly",
}


def test_when_how_many_and_what_for_lead_straight_to_the_rooms_that_fit(client: Client) -> None:
    answer = post_page(client, "/enquire", **WISH)
    assert answer.headers["location"] == "/enquire/room"
    page = client.get("/enquire/room").text
    assert "Jeden Dienstag, 18:00–20:00 Uhr, vom 12. Januar 2027 bis 7. Juli 2027" in page
    assert "frei an allen " in page


def test_a_time_that_cannot_be_is_told_on_the_first_page_of_the_enquiry(client: Client) -> None:
    answer = post_page(client, "/enquire", **{**WISH, "day-day": "31", "day-month": "2"})
    assert answer.status_code == 422
    assert errors_of(answer.text) == {
        "day": "Diesen Tag gibt es nicht. Bitte prüfen Sie das Datum."
    }
    assert 'value="27"' in answer.text


def test_another_language_is_no_wish(client: Client) -> None:
    assert client.get("/?lang=en").status_code == 200


def test_what_is_free_soon_is_told_of_each_room(
    client: Client, books: Books, now: datetime
) -> None:
    first = date(2026, 11, 26)
    a_confirmed(books, now, day=first, begin="12:00", end="14:00")
    page = client.get("/").text
    assert page.count('class="kern-card"') == 9
    assert "/enquire?room=saal-b&amp;day=2026-11-26&amp;begin=08:00&amp;end=10:00" in page
    assert "beratung-1" not in page


def test_whom_to_ask_stands_on_it(client: Client, books: Books) -> None:
    assert books.house.contact.phone in client.get("/").text
