"""Giving up on one's own page where it is not plain: several rooms, several states, too late."""

from datetime import date, datetime, timedelta

from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import Cancellation, Decision
from booking.services import decisions, messages
from booking.services.books import Books
from tests.builders import STAFF, weekly
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.own_pages import Own

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE
LAST = date(2027, 1, 26)


def test_two_rooms_on_one_day_are_one_date(client: Client, books: Books, now: datetime) -> None:
    own = Own(books, now, "saal-b", "kueche")
    assert "Alle Termine zurückziehen" not in client.get(own.path()).text
    question = client.get(own.path("/give-up", date=own.ids[0])).text
    assert "Ja, diesen Termin zurückziehen" in question
    assert "Saal B" in question
    assert "Küche" in question
    assert "2 Termine" not in question


def test_a_series_in_two_rooms_is_counted_by_its_days(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now, "saal-b", "kueche", series=weekly(LAST))
    question = client.get(own.path("/give-up", date=own.ids[0])).text
    assert "Ja, diesen und alle späteren zurückziehen (3 Termine)" in question
    assert "Ja, alle 3 Termine zurückziehen" in client.get(own.path("/give-up")).text


def test_each_word_that_stands_below_is_told(client: Client, books: Books, now: datetime) -> None:
    own = Own(books, now, series=weekly(LAST))
    decisions.decide(books, STAFF, own.reference, Decision(confirm=frozenset(own.ids[:1])), now)
    told = own.post(client, "/give-up", scope="all").text
    assert "Was ausfällt, steht unten mit „fällt aus“." in told
    assert "Was Sie zurückgezogen haben, steht unten mit „zurückgezogen“." in told


def test_what_was_over_before_the_button_was_pressed_is_not_said_to_be_noted(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    own = Own(books, now)
    house_clock.now += timedelta(days=52)
    told = own.post(client, "/give-up", scope="one", date=own.ids[0]).text
    assert "Das haben wir notiert." not in told
    assert "Dieser Termin ist vorbei." in told
    assert [one.status.value for one in own.booking.occurrences] == ["requested"]


def test_nobody_is_asked_about_what_was_given_up(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now)
    messages.ask(books, STAFF, own.reference, "Brauchen Sie Stühle?", now)
    assert "Wir warten auf Ihre Antwort" in client.get(own.path()).text
    decisions.cancel(books, STAFF, own.reference, Cancellation(), now)
    page = client.get(own.path()).text
    assert "Wir warten auf Ihre Antwort" not in page
    assert "Brauchen Sie Stühle?" in page  # it still stands among the messages
    assert page.count("<textarea") == 1
