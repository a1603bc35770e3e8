"""Staff send a calendar or a table, see what would become of it, and take it over once."""

import re
from datetime import datetime

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.people import Role
from booking.services.books import Books
from tests.builders import TUESDAY, a_confirmed
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.visits import form_token, sign_in_as

Client = TestClient[Litestar]
TABLE = """Verein;Raum;Wochentag;von;bis;ab;bis
Tanzgruppe Lira;Saal B;Dienstag;18:00;20:00;5.1.2027;19.1.2027
Chor;Keller;Mo;18;20;1.1.2027;1.2.2027
""".encode("cp1252")


@pytest.fixture
def staff(client: Client, books: Books, now: datetime) -> Client:
    """A client that is signed in as staff."""
    sign_in_as(client, books, now)
    return client


def upload(client: Client, content: bytes, **typed: str) -> Response:
    typed["_csrf_token"] = form_token(client, "/staff/import")
    files = {"file": ("plan.csv", content, "text/csv")}
    return client.post("/staff/import", data=typed, files=files, follow_redirects=False)


def press(client: Client, address: str, button: str) -> Response:
    typed = {"_csrf_token": form_token(client, address)}
    return client.post(f"{address}/{button}", data=typed, follow_redirects=False)


def test_a_file_is_looked_at_taken_over_and_known_afterwards(
    staff: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, day=TUESDAY)
    address = upload(staff, TABLE).headers["location"]
    looked = staff.get(address).text
    assert "Das würde übernommen" in looked
    assert "2 Termine werden zugesagt" in looked
    assert "Chor ohne Grenzen" in looked  # who is in the way on that Tuesday
    assert "Zeile 3: Den Raum „Keller“ gibt es nicht." in looked
    for _ in range(2):  # sent twice, and looked at twice
        taken = press(staff, address, "take")
        assert taken.status_code == 303
        told = staff.get(taken.headers["location"]).text
        assert "2 Termine wurden zugesagt" in told
        assert "Chor ohne Grenzen" in told
        assert told.count('href="/staff/bookings/') == 2  # what came of it, and who is in the way
    assert "2 Termine oder Schließzeiten waren schon übernommen" in staff.get(address).text


def test_a_file_that_nobody_took_over_is_not_said_to_be(staff: Client) -> None:
    address = upload(staff, TABLE).headers["location"]
    assert "Das würde übernommen" in staff.get(f"{address}?done=1").text


def test_what_is_not_made_yet_cannot_be_opened(staff: Client) -> None:
    """One line of the file stands in the way of another: before the yes neither has a page."""
    twice = TABLE + b"Trommler;Saal B;Dienstag;19:00;21:00;12.1.2027;12.1.2027\n"
    address = upload(staff, twice).headers["location"]
    for page in (staff.get(address), press(staff, address, "take")):
        told = page.text or staff.get(page.headers["location"]).text
        assert "belegt von" in told
        links = re.findall('href="(/staff/bookings/[^"]+)"', told)
        assert [staff.get(one).status_code for one in links] == [200] * len(links)
    assert len(links) == 2


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Bitte wählen Sie eine Datei aus."),
        (b"\x00\x01zip", "Das ist weder ein Kalender (.ics) noch eine Tabelle"),
        (b"x" * 5_000_001, "Diese Datei ist zu groß."),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "Bitte füllen Sie das aus."),
    ],
)
def test_a_wrong_file_gets_a_sentence_and_what_was_typed_stays(
    staff: Client, content: bytes, sentence: str
) -> None:
    answer = upload(staff, content, group="Chor & <Sonne>")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Chor &amp; &lt;Sonne&gt;"' in answer.text


@ON_ONE_DATABASE
def test_a_file_that_is_not_wanted_is_forgotten(staff: Client) -> None:
    address = upload(staff, TABLE).headers["location"]
    assert press(staff, address, "forget").headers["location"] == "/staff/import"
    assert staff.get(address).status_code == 404


@ON_ONE_DATABASE
def test_caretakers_import_nothing(client: Client, books: Books, now: datetime) -> None:
    sign_in_as(client, books, now, Role.CARETAKER)
    assert client.get("/staff/import").status_code == 403
    token = form_token(client, "/enquire")
    files = {"file": ("plan.csv", TABLE, "text/csv")}
    assert client.post("/staff/import", data={"_csrf_token": token}, files=files).status_code == 403
