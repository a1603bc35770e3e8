"""The inbox of staff: what stands where, and confirming on the row."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import Decision
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.decisions import decide
from tests.builders import DANCERS, STAFF, a_confirmed, a_request
from tests.web.desks import THREE_WEEKS, desk_of, send, statuses
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
CONFIRMED = Status.CONFIRMED


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def section(page: str, name: str) -> str:
    """One part of the inbox, up to the next heading."""
    found = re.search(f'<h2 id="{name}">.*?(?=<h2|$)', page, re.DOTALL)
    assert found, f"there is no part {name}"
    return unescape(found[0])


def test_a_clear_request_is_confirmed_on_its_row(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    row = section(client.get("/staff").text, "clear")
    assert "Chor ohne Grenzen" in row
    assert "Di. 12.01.2027, 18:00–20:00; 3 Termine bis Di. 26.01.2027" in row
    assert "bis Do. 26.11.2026" in row
    dates = " ".join(str(one.id) for one in booking.occurrences)
    assert f'name="dates" value="{dates}"' in row
    said = send(client, booking, "/confirm", dates=dates, q="Chor")
    assert said.status_code == 303
    assert said.headers["location"] == f"/staff?q=Chor&saved={booking.reference}&made=2#saved"
    assert statuses(books, booking, now) == [CONFIRMED] * 3
    page = client.get(said.headers["location"]).text
    assert "Chor ohne Grenzen: 3 Termine zugesagt." in page
    assert "Die Mail geht um 10:10 Uhr." in page
    assert "Chor ohne Grenzen" in section(page, "settled")


def test_a_double_click_on_the_row_is_one_deed(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    dates = booking.occurrences[0].id
    first = send(client, booking, "/confirm", dates=dates)
    second = send(client, booking, "/confirm", dates=dates)
    assert first.headers["location"] == second.headers["location"]
    with books.reading(now) as ledger:
        assert ledger.get_booking(booking.reference).version == booking.version + 1


def test_a_row_says_why_staff_have_to_look(client: Client, books: Books, now: datetime) -> None:
    a_request(books, now, series=THREE_WEEKS)
    a_confirmed(books, now, group=DANCERS)
    a_request(books, now, day=date(2027, 1, 19), group=DANCERS)
    row = section(client.get("/staff").text, "to_decide")
    assert ("belegt (1 von 3): Tanzgruppe Lira · auch angefragt (1 von 3): Tanzgruppe Lira") in row
    assert "Entscheiden" in row
    assert "Zusagen" not in row


def test_an_answer_that_is_late_is_marked(client: Client, books: Books, now: datetime) -> None:
    a_request(books, now - timedelta(days=8))
    assert "überfällig" in section(client.get("/staff").text, "clear")


def test_search_leaves_only_what_fits(client: Client, books: Books, now: datetime) -> None:
    a_request(books, now)
    a_request(books, now, "kueche", group=DANCERS)
    page = client.get("/staff?q=lira").text
    assert "Tanzgruppe Lira" in page
    assert "Chor ohne Grenzen" not in page
    assert 'value="lira"' in page
    assert client.get("/staff?q=nirgends").text.count("Nichts gefunden.") == 1
    assert client.get("/staff?q=%00%25").text.count("Nichts gefunden.") == 1
    assert client.get("/staff?q=x&page=-1&saved=<b>").status_code == 200


def test_the_row_leads_on_if_a_date_was_given_away(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    a_confirmed(books, now, group=DANCERS)
    taken = booking.occurrences[0].id
    said = send(client, booking, "/confirm", dates=taken)
    assert said.headers["location"] == f"{desk_of(booking)}?done=0&left={taken}"


def test_a_row_that_is_out_of_date_leads_to_what_changed(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    first, *others = (one.id for one in booking.occurrences)
    decide(books, STAFF, booking.reference, Decision(decline=frozenset({first})), now)
    said = send(client, booking, "/confirm", dates=" ".join(map(str, others)))
    assert said.headers["location"] == f"{desk_of(booking)}?since=1"
    assert "Inzwischen hat sich etwas geändert." in client.get(said.headers["location"]).text
