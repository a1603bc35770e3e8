"""A series goes on: staff who answer for its group find the way in and back, and a form for changes
knows what was asked for before."""

from datetime import date, datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import Decision
from booking.domain.enquiries import Series, Skip
from booking.services.books import Books
from booking.services.decisions import decide
from booking.services.renewals import look_at_renewal
from calendars.recurrence import Recurrence
from tests.builders import STAFF, a_confirmed, weekly
from tests.web.codes import know_device
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.visits import filled_in, form_token, sign_in_as

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE


def test_staff_answer_for_a_group_and_go_on_where_they_enter(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    series = weekly(date(2027, 3, 16), [Skip.SCHOOL_HOLIDAYS])
    booking = a_confirmed(books, now, series=series)
    address = f"/bookings/{booking.reference}/renew"
    page = client.get(address).text
    assert 'href="/staff/renewals"' in page
    assert "Chor ohne Grenzen, Chorprobe" in page
    assert "vom 6. April 2027 bis" in page, "the Easter holidays are left out"
    said = {"_csrf_token": form_token(client, address), "key": "", "answer": "change"}
    entry = client.post(address, data=said).text
    assert 'value="Chor ohne Grenzen"' in entry
    assert 'name="day-month" type="text" inputmode="numeric" maxlength="2" value="04"' in entry


@pytest.mark.parametrize(
    ("rule", "told", "rhythm", "day"),
    [
        ("FREQ=WEEKLY;INTERVAL=2", "Jeden zweiten Dienstag", "every-2-weeks", "30"),
        ("FREQ=MONTHLY;BYDAY=3TU", "Am dritten Dienstag im Monat", "monthly", "20"),
    ],
)
def test_with_changes_goes_on_from_what_was_asked_for_before(
    client: Client, books: Books, now: datetime, rule: str, told: str, rhythm: str, day: str
) -> None:
    series = Series(Recurrence.parse(f"{rule};UNTIL=20270316"))
    wish = {"persons": 12, "activity": "gesang", "seating": "circle"}
    longer = timedelta(minutes=50)
    booking = a_confirmed(books, now, series=series, day=date(2027, 1, 19), setup=longer, **wish)
    address = f"/bookings/{booking.reference}/renew"
    know_device(client, books, now, booking.email)
    assert told in client.get(address).text
    said = {"_csrf_token": form_token(client, address), "key": "", "answer": "change"}
    enquiry = client.post(address, data=said).text
    next_page = client.post("/enquire", data=filled_in(enquiry), follow_redirects=True)
    client.post("/enquire/room", data=filled_in(next_page.text) | {"room": "saal-b"})
    who = filled_in(client.get("/enquire/who").text)
    sign_in_as(client, books, now)
    said["_csrf_token"] = form_token(client, address)
    entry = filled_in(client.post(address, data=said).text)
    for form in (filled_in(enquiry), entry):
        assert (form["rhythm"], form["day-day"], form["persons"]) == (rhythm, day, "12")
        assert "skip" not in form or form["skip"] == "public_holidays"
    for form in (who, entry):
        assert (form["seating"], form["setup"]) == ("circle", "50")


def test_a_new_request_that_was_refused_is_no_good_news(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, series=weekly(date(2027, 3, 16)))
    know_device(client, books, now, booking.email)
    address = f"/bookings/{booking.reference}/renew"
    said = {"_csrf_token": form_token(client, address), "key": "", "answer": "on"}
    assert "noch keine Zusage" in client.post(address, data=said).text
    following = look_at_renewal(books, STAFF, booking.reference, now).following
    assert following is not None
    ids = [one.id for one in following.occurrences]
    no = Decision(decline=frozenset(ids), reason="Umbau")
    decide(books, STAFF, following.reference, no, now)
    refused = client.get(address).text
    assert "Wir haben Ihre neue Anfrage." in refused
    assert "Gute Nachricht" not in refused
    decide(books, STAFF, following.reference, Decision(confirm=frozenset(ids[:1])), now)
    assert "Gute Nachricht" in client.get(address).text
