"""The links of some mails open one page each: they answer what was asked there, and show nothing
else of the booking."""

from datetime import datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.services.books import Books
from booking.services.missed_dates import ask_group
from booking.services.no_shows import report
from booking.store.tokens import Purpose, add_token
from tests.builders import CARETAKER, DANCERS, STAFF, TUESDAY, a_confirmed, utc, weekly
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.visits import form_token

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE
EVENING = utc(TUESDAY, 18)
OTHERS = ("", "/give-up", "/change", "/calendar", "/dates.ics", "/month-list")
ANSWERS = {
    Purpose.RENEWAL: ("/renew", {"answer": "stop"}),
    Purpose.NO_SHOW: ("/no-show", {}),
}


def a_missed_series(books: Books, now: datetime, *rooms: str, **more: object) -> Booking:
    """A series that soon ends, and whose group was asked why nobody came."""
    booking = a_confirmed(books, now, *rooms, series=weekly(TUESDAY + timedelta(weeks=2)), **more)
    first = booking.occurrences[0].id
    report(books, CARETAKER, first, EVENING)
    ask_group(books, STAFF, first, EVENING)
    return booking


@pytest.mark.parametrize("purpose", ANSWERS)
def test_the_link_of_a_question_opens_that_question_alone(
    client: Client, books: Books, now: datetime, house_clock: HouseClock, purpose: Purpose
) -> None:
    mine = a_missed_series(books, now)
    foreign = a_missed_series(books, now, "kueche", group=DANCERS, activity="kochen")
    house_clock.now = EVENING
    with books.database.writing() as session:
        key = add_token(session, purpose, EVENING, booking_id=mine.id)
    below, answer = ANSWERS[purpose]
    question = f"/bookings/{mine.reference}{below}"
    values = {"key": key, "date": str(mine.occurrences[0].id), **answer}
    values["_csrf_token"] = form_token(client, f"{question}?key={key}")
    said = client.post(question, data=values, follow_redirects=False)
    assert said.headers["location"].startswith(f"{question}?key={key}&done=")
    assert client.get(said.headers["location"]).status_code == 200

    elsewhere = {one for each, _ in ANSWERS.values() for one in (*OTHERS, each)} - {below}
    closed = [f"/bookings/{mine.reference}{one}" for one in elsewhere]
    closed.append(f"/bookings/{foreign.reference}{below}")
    date = f"date={mine.occurrences[0].id}"
    assert {client.get(f"{one}?key={key}&{date}").status_code for one in closed} == {404}
    forms = [one for one in closed if not one.endswith((mine.reference, ".ics"))]
    assert {client.post(one, data=values).status_code for one in forms} == {404}
