"""Staff take back what they have just answered: the button, and what comes of it."""

import re
from datetime import datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.closing import Closing, Fate
from booking.domain.decisions import Cancellation, Decision
from booking.domain.people import Person, Standing
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.closures import close
from booking.services.decisions import cancel, decide
from tests.builders import DANCERS, STAFF, a_confirmed, a_request
from tests.web.conftest import HouseClock
from tests.web.desks import THREE_WEEKS, answer, desk_of, send, statuses
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
REQUESTED, CONFIRMED = Status.REQUESTED, Status.CONFIRMED


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """That dates go back is tested on both databases; here are the button and its words."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def test_what_was_answered_stands_in_the_place_of_its_row(
    client: Client, books: Books, now: datetime
) -> None:
    first, second, third = (
        a_request(books, now - timedelta(hours=hours), room)
        for hours, room in ((3, "saal-a"), (2, "saal-b"), (1, "seminar-1"))
    )
    dates = second.occurrences[0].id
    said = send(client, second, "/confirm", dates=dates, at=1)
    page = client.get(said.headers["location"]).text
    clear = page[page.index('id="clear"') : page.index('id="to_decide"')]
    assert re.findall(r'/staff/bookings/(.{9})/(?:confirm|undo)"', clear) == [
        first.reference,
        second.reference,
        third.reference,
    ]
    assert "Chor ohne Grenzen: 1 Termin zugesagt." in clear
    assert said.headers["location"].endswith("#saved")


def test_an_answer_is_taken_back_in_the_inbox(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    dates = " ".join(str(one.id) for one in booking.occurrences)
    send(client, booking, "/confirm", dates=dates, at=0)
    said = send(client, booking, "/undo", version=2, home="inbox", at=0, q="Chor")
    assert said.headers["location"] == (
        f"/staff?q=Chor&at=0&saved={booking.reference}&made=3#saved"
    )
    assert statuses(books, booking, now) == [REQUESTED] * 3
    page = client.get(said.headers["location"]).text
    assert "Antwort für 3 Termine zurückgenommen." in page
    assert "/undo" not in page


def test_a_saved_decision_is_taken_back_on_its_page(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    decided = answer(client, booking, "confirmed").headers["location"]
    assert f'action="{desk_of(booking)}/undo"' in client.get(decided).text
    said = send(client, booking, "/undo", version=2)
    assert said.headers["location"] == f"{desk_of(booking)}?done=3"
    assert "zurückgenommen" in client.get(said.headers["location"]).text
    assert statuses(books, booking, now) == [REQUESTED]


def test_the_way_back_stands_on_the_page_whatever_led_there(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    booking = a_confirmed(books, now)
    day = booking.occurrences[0].day
    closing, fates = (
        Closing(day, day, {"de": "Malerarbeiten"}),
        {booking.occurrences[0].id: Fate.CANCEL},
    )
    close(books, STAFF, closing, fates, "", "once", now)
    button = f'action="{desk_of(booking)}/undo"'
    assert button in client.get(desk_of(booking)).text
    house_clock.now += timedelta(minutes=11)
    assert button not in client.get(desk_of(booking)).text


def test_what_the_association_gave_back_staff_do_not_take_back(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    cancel(books, group, booking.reference, Cancellation(), now)
    assert "/undo" not in client.get(desk_of(booking)).text


def test_after_ten_minutes_there_is_no_way_back(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    booking = a_request(books, now)
    decided = answer(client, booking, "confirmed").headers["location"]
    house_clock.now += timedelta(minutes=11)
    page = client.get(decided).text
    assert "zugesagt" in page
    assert "/undo" not in page
    said = send(client, booking, "/undo", version=2)
    assert said.headers["location"] == f"{desk_of(booking)}?stuck=yes"
    stuck = client.get(said.headers["location"]).text
    assert "Das lässt sich nicht mehr zurücknehmen." in stuck
    assert statuses(books, booking, now) == [CONFIRMED]


def test_what_somebody_else_changed_since_is_not_taken_back(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    answer(client, booking, "confirmed", "", "")
    last = frozenset({booking.occurrences[2].id})
    decide(books, STAFF, booking.reference, Decision(decline=last, reason="Umbau"), now)
    said = send(client, booking, "/undo", version=2)
    assert said.headers["location"] == f"{desk_of(booking)}?stuck=yes&since=2"
    page = client.get(said.headers["location"]).text
    assert "Das lässt sich nicht mehr zurücknehmen." in page
    assert "Das Haus hat Di. 26.01.2027 abgelehnt." in page


def test_a_date_that_cannot_come_back_is_told(client: Client, books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    send(client, booking, "/cancellation", scope="all", reason="Rohrbruch")
    a_confirmed(books, now, group=DANCERS)
    said = send(client, booking, "/undo", version=3, home="inbox")
    assert said.headers["location"].startswith(f"{desk_of(booking)}?")
    page = client.get(said.headers["location"]).text
    assert "Ein Termin konnte nicht" in page


def test_a_way_back_names_its_version(client: Client, books: Books, now: datetime) -> None:
    assert send(client, a_request(books, now), "/undo", version="x").status_code == 422


def test_saved_is_said_only_of_what_was_saved(client: Client, books: Books, now: datetime) -> None:
    first = a_request(books, now)
    second = a_request(books, now, "kueche", group=DANCERS)
    onward = answer(client, first, "", answer="save_and_next").headers["location"]
    assert onward == f"{desk_of(second)}?saved={first.reference}"
    page = client.get(onward).text
    assert "Es wurde nichts geändert." in page
    assert "Gespeichert." not in page
