"""The calendar of staff: day, week, month, and the year of the standing series."""

import re
from datetime import date, datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import DANCERS, TUESDAY, a_confirmed, a_request, weekly
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
CALENDAR = "/staff/calendar"
VIEWS = ("day", "week", "month", "year")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """How it looks does not depend on the database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def view(client: Client, name: str, day: date = TUESDAY, room: str = "") -> str:
    return client.get(f"{CALENDAR}?view={name}&day={day}&room={room}&lang=de").text


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_tells_whose_it_is_and_how_it_stands(
    client: Client, books: Books, now: datetime, name: str
) -> None:
    a_confirmed(books, now, series=weekly(TUESDAY + timedelta(weeks=2)))
    asked = a_request(books, now, "saal-a", series=weekly(TUESDAY), group=DANCERS)
    page = view(client, name)
    for told in ("Chor ohne Grenzen", "Tanzgruppe Lira", "zugesagt", asked.reference):
        assert told in page
    assert "Tanzgruppe Lira" not in view(client, name, room="saal-b")


@pytest.mark.parametrize("name", ["day", "week"])
def test_a_free_stretch_leads_to_entering_it(
    client: Client, books: Books, now: datetime, name: str
) -> None:
    a_confirmed(books, now)
    page = view(client, name, room="saal-b")
    assert "Aufbau ab 17:45" in page
    assert "/staff/enter?room=saal-b&amp;day=2027-01-12&amp;begin=08:00&amp;end=10:00" in page


def test_the_year_names_its_months_where_no_case_is_asked_of_them(client: Client) -> None:
    page = client.get(f"{CALENDAR}?view=year&day={TUESDAY}&lang=uk").text
    assert re.search(r'<h2 id="when">\w+ \d{4} – \w+ \d{4}<', page)


def test_what_takes_place_in_spite_of_a_closure_is_still_seen(
    client: Client, books: Books, now: datetime
) -> None:
    closed = date(2026, 12, 24)
    a_confirmed(books, now)
    assert "Betriebsferien" in view(client, "week", closed)
    assert "Betriebsferien" in view(client, "month", closed)


@pytest.mark.parametrize(
    "query", ["view=x", "view=year&day=2027-99-99", "room=cellar", "day=9999-1-1"]
)
def test_a_nonsense_address_shows_the_calendar_all_the_same(client: Client, query: str) -> None:
    answer = client.get(f"{CALENDAR}?{query}")
    assert answer.status_code in (200, 422)
    assert "Belegungsplan" in answer.text


def test_uses_that_overlap_are_told_with_their_own_times(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, "saal-a", begin="18:00", end="20:00")
    a_confirmed(books, now, "saal-b", begin="19:00", end="21:00", group=DANCERS)
    page = " ".join(view(client, "week", room="saal").split())
    assert "18:00–20:00" in page
    assert "19:00–21:00" in page
    assert "19:00–20:00" not in page
    assert page.count("18:00–20:00") == 2, "once in the table, once in the list for phones"


def test_the_clock_of_a_day_runs_in_half_hours_and_shows_when_a_room_is_closed(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, "saal-b", begin="18:00", end="20:15")
    page = " ".join(view(client, "day").split())
    hours = re.findall(r'rowspan="(\d+)"><bdi dir="ltr">(\d\d:\d\d)</bdi>', page)
    assert [clock for _, clock in hours[:3]] == ["08:00", "08:30", "09:00"]
    assert {clock: rows for rows, clock in hours}["20:00"] == "2"
    assert '<td class="closed"' in page
    assert '<td class="closed"' not in view(client, "day", room="saal-b")


def retire(client: Client, books: Books, slug: str) -> None:
    """The house no longer lends a room; what is booked there stays."""
    gone = books.house.get_room(slug).model_copy(update={"retired": True})
    rooms = tuple(gone if room.slug == slug else room for room in books.house.rooms)
    house = books.house.model_copy(update={"rooms": rooms})
    client.app.state.books = Books(books.database, house, books.ids)


@pytest.mark.parametrize("name", VIEWS)
def test_what_was_booked_in_a_room_that_is_no_longer_lent_is_still_seen(
    client: Client, books: Books, now: datetime, name: str
) -> None:
    a_confirmed(books, now, "foyer", series=weekly(TUESDAY + timedelta(weeks=2)))
    retire(client, books, "foyer")
    page = view(client, name)
    assert "Chor ohne Grenzen" in page
    assert "/staff/enter?room=foyer" not in page


def test_a_room_that_is_no_longer_lent_leaves_the_plan_with_its_last_date(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, "foyer")
    retire(client, books, "foyer")
    assert "Foyer" in view(client, "day")
    assert "Foyer" not in view(client, "day", TUESDAY + timedelta(days=1))


@pytest.mark.parametrize("form", ["propose", "change"])
def test_nobody_is_led_into_a_room_that_is_no_longer_lent(
    client: Client, books: Books, now: datetime, form: str
) -> None:
    asked = a_request(books, now)
    retire(client, books, "foyer")
    page = client.get(f"/staff/bookings/{asked.reference}/{form}").text
    assert 'value="kueche"' in page
    assert 'value="foyer"' not in page
