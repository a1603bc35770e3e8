"""Staff note what a group tells by telephone: more persons, another seating, a note."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.mails import Kind
from booking.domain.people import Role
from booking.services.books import Books
from tests.builders import TUESDAY, a_confirmed, utc
from tests.mail.mails import owed
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.desks import send
from tests.web.visits import sign_in_as

pytestmark = ON_ONE_DATABASE
Client = TestClient[Litestar]
SEVEN = utc(TUESDAY, 6)


@pytest.fixture
def booking(client: Client, books: Books, now: datetime, house_clock: HouseClock) -> Booking:
    """The choir's evening, twelve hours before it comes; staff are there."""
    sign_in_as(client, books, now, Role.CARETAKER)
    booking = a_confirmed(books, now, persons=24, seating="circle")
    house_clock.now = SEVEN
    sign_in_as(client, books, SEVEN)
    return booking


def stands(books: Books, booking: Booking) -> Booking:
    with books.reading(SEVEN) as ledger:
        return ledger.get_booking(booking.reference)


def test_more_persons_reach_the_caretaker_at_once(
    client: Client, books: Books, booking: Booking
) -> None:
    said = send(client, booking, "/particulars", persons="28", seating="circle", notes="")
    assert said.status_code == 303
    assert "Bestuhlung und Hinweise sind gespeichert." in client.get(said.headers["location"]).text
    after = stands(books, booking)
    assert (after.persons, after.version) == (28, booking.version + 1)
    assert after.occurrences[0].sequence == booking.occurrences[0].sequence + 1
    assert "Saal B, 18:00–20:00 Uhr: 28 statt 24 Personen" in client.get("/today").text
    assert [mail.kind for mail in owed(books)][-1] is Kind.SHORT_NOTICE
    assert "hat Personen, Bestuhlung oder Hinweise geändert" in (
        client.get(f"/staff/bookings/{booking.reference}").text
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"persons": "31"}, "höchstens 30 Personen"),
        ({"persons": "viele"}, "ganze Zahl"),
        ({"seating": "lying"}, "Bestuhlung"),
        ({"notes": "x" * 10_001}, "höchstens 10000 Zeichen"),
    ],
)
def test_what_will_not_do_is_said_and_changes_nothing(
    client: Client, books: Books, booking: Booking, typed: dict[str, str], sentence: str
) -> None:
    fields = {"persons": "24", "seating": "circle", "notes": ""} | typed
    said = send(client, booking, "/particulars", **fields)
    assert said.status_code == 422
    assert sentence in said.text
    assert stands(books, booking) == booking


def test_the_same_again_changes_nothing(client: Client, books: Books, booking: Booking) -> None:
    said = send(client, booking, "/particulars", persons="24", seating="circle", notes="")
    assert said.status_code == 303
    assert stands(books, booking) == booking


def test_who_looked_at_an_older_state_is_told(
    client: Client, books: Books, booking: Booking
) -> None:
    for persons in ("26", "27"):
        said = send(client, booking, "/particulars", persons=persons, seating="circle", notes="")
    assert "since=" in said.headers["location"]
    assert stands(books, booking).persons == 26
