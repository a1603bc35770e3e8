"""The rooms: what is told of each, its week, and what outsiders never see."""

from datetime import date, datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_confirmed, a_request
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
WEEK = "/rooms/saal-b?day=2027-01-12"
ASK_IN_THE_MORNING = "/enquire?room=saal-b&amp;day=2027-01-12&amp;begin=08:00&amp;end=10:00"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Reading days is tested on both databases, with the services."""
    return sqlite_url


def test_all_public_rooms_are_told(client: Client) -> None:
    page = client.get("/rooms").text
    assert page.count('class="kern-card"') == 9
    assert "bis 150 Personen" in page
    assert "stufenlos" in page
    assert "mit Stufen" in page
    assert "Stufen: bitte fragen" in page


def test_the_size_of_a_room_is_written_as_in_the_language(client: Client) -> None:
    assert "150 m²" in client.get("/rooms?lang=it").text
    assert "150 м²" in client.get("/rooms?lang=uk").text


def test_a_hidden_room_is_for_staff_only(client: Client, books: Books, now: datetime) -> None:
    assert "Beratungsbüro" not in client.get("/rooms").text
    assert client.get("/rooms/beratung-1").status_code == 404
    assert client.get("/rooms/there-is-none").status_code == 404
    sign_in_as(client, books, now)
    assert client.get("/rooms/beratung-1").status_code == 200


def test_a_room_tells_its_facts_and_rules(client: Client) -> None:
    page = client.get("/rooms/kueche").text
    assert "Kochinsel" in page
    assert "Breite Tür (90 cm): bitte fragen" in page
    assert "Eine Person ist verantwortlich" in page
    assert 'href="webcal://testserver.local/calendars/rooms/kueche.ics"' in page
    assert "http://testserver.local/calendars/rooms/kueche.ics" in page


def test_a_free_stretch_is_a_link_to_the_form(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    page = client.get(WEEK).text
    assert page.count(f'href="{ASK_IN_THE_MORNING}"') == 2  # in the list and in the table


def test_a_link_proposes_two_hours_of_a_free_day(client: Client) -> None:
    assert "day=2027-01-12&amp;begin=08:00&amp;end=10:00" in client.get(WEEK).text


@pytest.mark.parametrize(("agreed", "shown"), [(True, 2), (False, 0)])
def test_a_title_is_shown_if_its_association_agreed(
    client: Client, books: Books, now: datetime, agreed: bool, shown: int
) -> None:
    a_confirmed(books, now, title="Geheimprobe", public_title=agreed)
    page = client.get(WEEK).text
    assert page.count("Geheimprobe") == shown
    assert "Chor ohne Grenzen" not in page


def test_a_room_that_only_says_taken_shows_no_title(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, "kueche", title="Geheimprobe", public_title=True)
    page = client.get("/rooms/kueche?day=2027-01-12").text
    assert "Geheimprobe" not in page
    assert "belegt" in page


def test_what_is_asked_for_can_still_be_asked_for(
    client: Client, books: Books, now: datetime
) -> None:
    a_request(books, now)
    page = client.get(WEEK).text
    assert "Sie können trotzdem anfragen." in page
    assert "day=2027-01-12&amp;begin=18:00&amp;end=20:00" in page


def test_closures_and_holidays_are_named(client: Client) -> None:
    page = client.get("/rooms/saal-b?day=2026-12-25").text
    assert "Betriebsferien" in page
    assert "1. Weihnachtstag" in page or "Erster Weihnachtstag" in page


def test_a_day_too_soon_for_the_form_is_free_without_a_link(client: Client) -> None:
    page = client.get("/rooms/saal-b").text
    assert "Für diesen Tag können Sie nur telefonisch anfragen." in page
    assert "day=2026-11-25&amp;" not in page
    assert "day=2026-11-26&amp;" in page


def test_weeks_lead_on_to_each_other(client: Client) -> None:
    page = client.get(WEEK).text
    assert 'href="?day=2027-01-04#week"' in page
    assert 'href="?day=2027-01-18#week"' in page


@pytest.mark.parametrize("day", ["2027-02-31", "gestern", "9999-12-31", "0001-01-01", "1e9-1-1"])
def test_a_day_that_cannot_be_shown_is_told(client: Client, day: str) -> None:
    answer = client.get("/rooms/saal-b", params={"day": day})
    assert answer.status_code == 422
    assert 'id="day-error"' in answer.text
    assert "Montag, 23. November 2026" in answer.text


def test_each_taken_time_is_told_once_in_the_list(
    books: Books, client: Client, now: datetime
) -> None:
    for day in (11, 12, 13, 14):
        a_confirmed(books, now, day=date(2027, 1, day))
    assert client.get(WEEK).text.count('class="stretch stretch--taken"') == 4
