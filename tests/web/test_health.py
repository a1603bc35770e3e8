"""What programs that watch over the house are told."""

from datetime import datetime

from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import DANCERS, a_confirmed, a_request

Client = TestClient[Litestar]


def test_a_house_in_order_says_so(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})
    assert client.head("/healthz").status_code == 200


def test_numbers_are_told_by_status(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    a_request(books, now, begin="12:00", end="13:00", group=DANCERS)
    answer = client.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.text.splitlines()
    assert "booking_up 1" in lines
    assert 'booking_occurrences{status="confirmed"} 1' in lines
    assert 'booking_occurrences{status="requested"} 1' in lines
    assert 'booking_occurrences{status="held"} 0' in lines


def test_a_database_in_trouble_is_told_and_not_hidden(cut_off: Client) -> None:
    answer = cut_off.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "failing")
    assert "booking_up 0" in cut_off.get("/metrics").text


def test_calls_that_need_the_database_are_told_to_come_again(cut_off: Client) -> None:
    answer = cut_off.get("/api/rooms/saal/occupancy?start=2027-01-01&end=2027-01-02")
    assert (answer.status_code, answer.json()["type"]) == (503, "/api#busy")
    assert answer.headers["retry-after"] == "2"
