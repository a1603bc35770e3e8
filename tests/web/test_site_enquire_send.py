"""Sending an enquiry: once, however often it is sent, and never over the heads of others."""

from datetime import datetime

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.filters import Filter
from booking.domain.people import VISITOR
from booking.services import enquiries
from booking.services.bookings import list_bookings
from booking.services.books import Books
from tests.builders import STAFF, a_confirmed, an_enquiry
from tests.web.enquiries import EVERY_WEEK, hidden_values, post_enquiry

Client = TestClient[Litestar]


def send(client: Client, checked: Response, **more: str) -> Response:
    """Presses the button on the page "Prüfen"."""
    values = hidden_values(checked.text) | more
    return client.post("/enquire/send", data=values, follow_redirects=False)


def stored(books: Books, now: datetime) -> list[list[str]]:
    """The statuses of all dates, booking by booking."""
    found = list_bookings(books, STAFF, Filter(), 1, now).bookings
    return [[one.status.value for one in booking.occurrences] for booking in found]


def test_sending_leads_to_the_own_page(client: Client) -> None:
    answer = send(client, post_enquiry(client))
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "Ihre Anfrage ist da." in page
    assert (
        "Das ist noch keine Zusage. Wir antworten spätestens am Donnerstag, 26. November 2026."
        in page
    )
    assert "wartet auf Antwort" in page


def test_a_double_click_makes_one_booking(client: Client, books: Books, now: datetime) -> None:
    checked = post_enquiry(client)
    first, second = send(client, checked), send(client, checked)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"].split("?")[0] == second.headers["location"].split("?")[0]
    assert stored(books, now) == [["requested"]]


@pytest.mark.parametrize(
    ("on_conflict", "statuses"),
    [("skip", ["requested"] * 3), ("wait", ["waiting", *["requested"] * 3])],
)
def test_taken_dates_are_left_out_or_wait(
    client: Client, books: Books, now: datetime, on_conflict: str, statuses: list[str]
) -> None:
    a_confirmed(books, now)
    send(client, post_enquiry(client, **EVERY_WEEK), on_conflict=on_conflict)
    assert sorted(stored(books, now)) == sorted([["confirmed"], statuses])


def test_whoever_was_faster_is_told_on_the_same_page(
    client: Client, books: Books, now: datetime
) -> None:
    checked = post_enquiry(client)
    a_confirmed(books, now)
    answer = send(client, checked)
    assert answer.status_code == 409
    assert "Es wurde nichts gesendet." in answer.text
    assert "Dieser Termin ist nicht frei." in answer.text
    assert hidden_values(answer.text)["title"] == "Chorprobe"
    assert stored(books, now) == [["confirmed"]]


def test_a_taken_date_alone_can_wait(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    send(client, post_enquiry(client))  # the button sends `on_conflict`, which stands hidden
    assert sorted(stored(books, now)) == [["confirmed"], ["waiting"]]


def test_what_was_tampered_with_comes_back_as_the_form(client: Client) -> None:
    answer = send(client, post_enquiry(client), persons="-1")
    assert answer.status_code == 422
    assert "Bitte geben Sie eine ganze Zahl in Ziffern an." in answer.text


def test_too_many_enquiries_are_told_and_nothing_is_lost(
    client: Client, books: Books, now: datetime
) -> None:
    for _ in range(enquiries.MOST_PER_HOUR[VISITOR.standing]):
        enquiries.request(books, VISITOR, an_enquiry(), now, origin="testclient")
    answer = send(client, post_enquiry(client))
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert hidden_values(answer.text)["title"] == "Chorprobe"
