"""The report as a page and as a file for spreadsheets."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import Decision
from booking.domain.moves import Target
from booking.services import decisions, moves
from booking.services.books import Books
from booking.services.moves import Moving
from booking.web.site.tables_as_csv import harmless
from tests.builders import STAFF, a_confirmed, a_request
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
PERIOD = "first=2027-01-01&last=2027-01-31"


@pytest.fixture
def staff(client: Client, books: Books, now: datetime) -> Client:
    """A client that is signed in as staff."""
    sign_in_as(client, books, now)
    return client


def rows(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_page_and_file_tell_the_same_numbers(staff: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, begin="18:00", end="20:30")
    page = staff.get(f"/staff/report?{PERIOD}").text
    assert "1. Januar 2027 bis 31. Januar 2027" in page
    assert 'data-label="Gebuchte Stunden">2,5</td>' in page
    found = rows(staff, f"/staff/report.csv?{PERIOD}")
    saal = next(row for row in found if row[0] == "Raum" and row[1].startswith("Saal B"))
    assert saal[3:] == ["2,5", "2,5", "0", "1", "1", ""]
    kind = next(row for row in found if row[0] == "Nutzergruppe")
    assert kind[2:4] == ["", ""], "what cannot be booked is not nought hours"
    persons = next(row for row in found if row[1].startswith("Personen"))
    assert persons[2:-1] == [""] * 6, "a number of persons is no number of dates"
    hall = next(row for row in found if row[0] == "Raum" and row[1].startswith("Großer Saal"))
    assert hall[3:5] == ["2,5", "0"]


@ON_ONE_DATABASE
def test_a_wrong_period_is_told_and_stays_as_typed(staff: Client) -> None:
    answer = staff.get("/staff/report?first=2027-02-01&last=2027-01-01")
    assert answer.status_code == 422
    assert "Das darf nicht vor dem Montag, 1. Februar 2027 liegen." in answer.text
    assert (
        'name="first-month" type="text" inputmode="numeric" maxlength="2" value="02"' in answer.text
    )


@ON_ONE_DATABASE
def test_the_history_as_a_file_says_who_what_and_why(
    staff: Client, books: Books, now: datetime
) -> None:
    asked = a_request(books, now)
    no = Decision(decline=frozenset({asked.occurrences[0].id}), reason="=1+1")
    decisions.decide(books, STAFF, asked.reference, no, now + timedelta(minutes=1))
    head, _, declined = rows(staff, "/staff/history.csv")
    assert head == [
        "Uhrzeit",
        "Nummer",
        "Datum",
        "Wer",
        "Was geschah",
        "Vorher",
        "Jetzt",
        "Grund",
    ]
    assert declined == [
        "2026-11-23 10:01:00",
        asked.reference,
        "2027-01-12",
        "Das Haus",
        "Das Haus hat Di. 12.01.2027 abgelehnt.",
        "wartet auf Antwort",
        "nicht möglich",
        "'=1+1",
    ]


@ON_ONE_DATABASE
def test_the_history_as_a_file_says_where_a_date_was_and_went(
    staff: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    moving = Moving(booking.occurrences[0].id, Target(room="saal-a"))
    moves.move(books, STAFF, booking.reference, moving, now + timedelta(minutes=1))
    *_, moved = rows(staff, "/staff/history.csv")
    assert moved[5:7] == [
        "zugesagt, Di. 12.01.2027, 18:00–20:00, Saal B",
        "zugesagt, Di. 12.01.2027, 18:00–20:00, Saal A (mit Bühne)",
    ]
    *_, moved = rows(staff, "/staff/history.csv?lang=ar")
    assert [(cell.count("، "), "," in cell) for cell in moved[5:7]] == [(4, False)] * 2


@pytest.mark.parametrize("cell", ["=A1", "+49", "-1", "@x", "\tx", "\rx", "\uff1dA1", "\uff20x"])
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("Chor") == "Chor"
