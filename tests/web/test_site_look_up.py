"""Staff look up days in the browser, and a complaint becomes a note."""

import re
from datetime import date, datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed
from tests.web.desks import desk_of, send
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is found is tested on both kinds of database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def test_a_complaint_becomes_a_note_that_the_association_never_reads(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    found = client.get("/staff/find?day=2027-01-12&room=saal-b").text
    note = f"{desk_of(booking)}/note?day=2027-01-12"
    assert f'href="{note}"' in found
    assert ">\nDi. 12.01.2027: </textarea>" in client.get(note).text
    assert ">\n</textarea>" in client.get(f"{desk_of(booking)}/note").text
    for _ in range(2):
        said = send(client, booking, "/note", text="Fenster offen <gelassen>", nonce="once")
        assert said.status_code == 303
    assert client.get(desk_of(booking)).text.count("Fenster offen &lt;gelassen&gt;") == 1
    assert "Fenster" not in client.get(f"/bookings/{booking.reference}").text


def test_what_is_wrong_is_told(client: Client, books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    said = send(client, booking, "/note", text=" ")
    assert (said.status_code, 'id="text-error"' in said.text) == (422, True)
    for field, query in (
        ("day", "day=2027-02-30"),
        ("day", "room=saal-b"),
        ("day", "day=9999-12-31"),
        ("until", "day=2027-01-12&until=2027-01-11"),
        ("until", "day=2027-01-12&until=2027-03-15"),
    ):
        answer = client.get(f"/staff/find?{query}")
        assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    assert client.get("/staff/find").status_code == 200


def test_a_month_is_looked_up_at_once_day_by_day(
    client: Client, books: Books, now: datetime
) -> None:
    for day in (date(2027, 1, 31), date(2027, 1, 12)):
        a_confirmed(books, now, day=day)
    month = "day=2027-01-01&until=2027-01-31"
    page = client.get(f"/staff/find?{month}&room=saal-b").text
    assert re.findall(r'<h2 id="found-(.*?)"', page) == ["2027-01-12", "2027-01-31"]
    assert "Chor ohne Grenzen" not in client.get(f"/staff/find?{month}&room=kueche").text
    assert "found-" not in client.get("/staff/find?day=2027-01-13&until=2027-01-30").text
