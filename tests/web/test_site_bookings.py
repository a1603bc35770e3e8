"""A booking's own page: who may see it, what it says, and giving dates up."""

from datetime import date, datetime, timedelta

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.decisions import Decision
from booking.domain.people import VISITOR
from booking.services import decisions, enquiries
from booking.services.bookings import get_booking
from booking.services.books import Books
from tests.builders import STAFF, a_request, an_enquiry, weekly
from tests.web.conftest import HouseClock
from tests.web.enquiries import hidden_values
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]


class Own:
    """A series of three dates, the first confirmed, with the link to its page."""

    def __init__(self, books: Books, now: datetime) -> None:
        wish = an_enquiry(series=weekly(date(2027, 1, 26)))
        requested = enquiries.request(books, VISITOR, wish, now, "192.0.2.1")
        self.books, self.now = books, now
        self.reference, self.key = requested.booking.reference, requested.secret
        self.ids = [one.id for one in requested.booking.occurrences]
        first = Decision(confirm=frozenset(self.ids[:1]))
        decisions.decide(books, STAFF, self.reference, first, now)

    @property
    def statuses(self) -> list[str]:
        return [one.status.value for one in self.booking.occurrences]

    @property
    def booking(self) -> Booking:
        return get_booking(self.books, STAFF, self.reference, self.now)

    def path(self, below: str = "", **more: object) -> str:
        said = "".join(f"&{name}={value}" for name, value in more.items())
        return f"/bookings/{self.reference}{below}?key={self.key}{said}"

    def give_up(self, client: Client, **chosen: object) -> Response:
        """Goes to the question, then presses the button for the scope."""
        scope = str(chosen.pop("scope", "one"))
        question = client.get(self.path("/give-up", **chosen))
        values = hidden_values(question.text) | {"scope": scope}
        return client.post(f"/bookings/{self.reference}/give-up", data=values)


@pytest.fixture
def own(books: Books, now: datetime) -> Own:
    return Own(books, now)


def test_the_own_page_shows_every_date_with_its_state(client: Client, own: Own) -> None:
    page = client.get(own.path()).text
    assert own.reference in page
    assert page.count("zugesagt") == 2  # its date, and what the word means
    assert page.count("wartet auf Antwort") == 3
    assert "Dienstag, 12. Januar 2027" in page
    assert f"http://testserver.local/bookings/{own.reference}?key={own.key}" in page


def test_without_the_right_key_there_is_nothing(client: Client, own: Own) -> None:
    assert client.get("/bookings/NOSUCH").status_code == 404
    for key in ("", "?key=", "?key=wrong", "?key=%00", "?key=" + "x" * 5000):
        answer = client.get(f"/bookings/{own.reference}{key}")
        assert answer.status_code == 404
        assert "Dieser Link passt nicht" in answer.text
        assert "Chorprobe" not in answer.text


def test_the_key_of_one_booking_opens_no_other(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    other = a_request(books, now, "kueche")
    assert client.get(f"/bookings/{other.reference}?key={own.key}").status_code == 404


def test_staff_need_no_key(client: Client, own: Own, books: Books, now: datetime) -> None:
    sign_in_as(client, books, now)
    assert client.get(f"/bookings/{own.reference}").status_code == 200


def test_the_link_leaks_nowhere(client: Client, own: Own) -> None:
    answer = client.get(own.path())
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


def test_giving_up_asks_first(client: Client, own: Own) -> None:
    question = client.get(own.path("/give-up", date=own.ids[0])).text
    assert "Fällt dieser Termin aus?" in question
    assert "Ja, dieser Termin fällt aus" in question
    assert "Ja, dieser und alle späteren fallen aus (3 Termine)" in question
    assert own.statuses == ["confirmed", "requested", "requested"]


def test_what_is_only_asked_for_is_withdrawn_in_the_same_word(client: Client, own: Own) -> None:
    question = client.get(own.path("/give-up", date=own.ids[1])).text
    assert "Diesen Termin zurückziehen?" in question
    assert "Ja, diesen Termin zurückziehen" in question
    assert "Ja, diesen und alle späteren zurückziehen (2 Termine)" in question
    told = own.give_up(client, date=own.ids[1]).text
    assert "Was Sie zurückgezogen haben, steht unten mit „zurückgezogen“." in told
    assert "Alle Termine zurückziehen" in told


def test_a_lost_link_can_be_had_again(client: Client, own: Own) -> None:
    assert "Ist der Link einmal weg?" in client.get(own.path()).text
    page = client.get("/bookings/NOSUCH").text
    contact = own.books.house.contact
    assert page.count(f'href="mailto:{contact.email}"') == 2  # in the text and below
    assert page.count(f'href="tel:{contact.phone.replace(" ", "")}"') == 2


@pytest.mark.parametrize(
    ("chosen", "statuses"),
    [
        ({"scope": "one", "date": 0}, ["cancelled", "requested", "requested"]),
        ({"scope": "following", "date": 1}, ["confirmed", "withdrawn", "withdrawn"]),
        ({"scope": "all"}, ["cancelled", "withdrawn", "withdrawn"]),
    ],
)
def test_one_date_or_those_that_follow_or_all_fall_away(
    client: Client, own: Own, chosen: dict[str, object], statuses: list[str]
) -> None:
    if "date" in chosen:
        chosen = chosen | {"date": own.ids[int(str(chosen["date"]))]}
    answer = own.give_up(client, **chosen)
    assert answer.status_code == 200
    assert "Das haben wir notiert." in answer.text
    assert own.statuses == statuses


def test_giving_up_twice_changes_nothing_more(client: Client, own: Own) -> None:
    own.give_up(client, date=own.ids[0])
    version = own.booking.version
    page = client.get(own.path("/give-up", date=own.ids[0])).text
    assert "Hier gibt es nichts mehr zu tun" in page
    assert own.booking.version == version


def test_what_is_over_stays(client: Client, own: Own, house_clock: HouseClock) -> None:
    house_clock.now += timedelta(days=52)  # the first date is over
    page = client.get(own.path()).text
    assert "Einen vergangenen Termin zeigen" in page
    assert f"/give-up?key={own.key}&amp;date={own.ids[0]}" not in page
    own.give_up(client, scope="all")
    assert own.statuses == ["confirmed", "withdrawn", "withdrawn"]


def test_giving_up_needs_the_key_and_a_date_of_this_booking(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    other = a_request(books, now, "kueche").occurrences[0].id
    token = hidden_values(client.get(own.path("/give-up")).text)["_csrf_token"]
    for values in ({"key": "wrong"}, {"key": own.key, "date": str(other)}, {"date": "x"}):
        answer = client.post(
            f"/bookings/{own.reference}/give-up",
            data={"_csrf_token": token, "scope": "all"} | values,
        )
        assert answer.status_code == 404
    assert own.statuses == ["confirmed", "requested", "requested"]


def test_giving_up_needs_a_form_of_the_house(client: Client, own: Own) -> None:
    answer = client.post(f"/bookings/{own.reference}/give-up", data={"key": own.key})
    assert answer.status_code == 403
    assert own.statuses == ["confirmed", "requested", "requested"]
