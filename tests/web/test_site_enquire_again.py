"""Coming back to an enquiry: nothing typed is lost, whatever way somebody takes."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.filters import Filter
from booking.services.bookings import list_bookings
from booking.services.books import Books
from tests.builders import STAFF, a_confirmed
from tests.web.enquiries import CHOIR_PRACTICE, EVERY_WEEK, errors_of, hidden_values, post_enquiry

Client = TestClient[Litestar]
FROM_FEBRUARY = {
    "day-day": "1",
    "day-month": "2",
    "rhythm": "weekly",
    "until-day": "15",
    "until-month": "2",
    "until-year": "2027",
    "skip": "school_holidays",
}
"""Three Mondays, the first in the holidays between the terms."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is shown again does not depend on the database."""
    return sqlite_url


def stored(books: Books, now: datetime) -> int:
    return list_bookings(books, STAFF, Filter(), 1, now).total


def test_a_first_date_in_the_pauses_is_told(client: Client) -> None:
    page = post_enquiry(client, **FROM_FEBRUARY).text
    assert "Ihr erster Termin ist am Montag, 8. Februar 2027." in page
    assert "Der Termin am Montag, 1. Februar 2027 entfällt wegen der Pausen" in page
    assert "<dd>Montag, 8. Februar 2027, 18:00–20:00 Uhr</dd>" in page


def test_dates_that_pauses_leave_out_are_named(client: Client) -> None:
    over_easter = {"day-day": "16", "day-month": "3", "until-day": "13", "until-month": "4"}
    page = post_enquiry(client, **{**FROM_FEBRUARY, **over_easter}).text
    assert "Ausgelassen wegen der Pausen" in page
    assert "<strong>Osterferien:</strong> Di. 23.03.2027; Di. 30.03.2027</li>" in page
    assert "Ihr erster Termin ist" not in page


def test_without_pauses_nothing_is_left_out(client: Client) -> None:
    assert "Ausgelassen" not in post_enquiry(client, **EVERY_WEEK).text


def test_languages_are_buttons_that_keep_what_was_typed(client: Client) -> None:
    form = client.get("/enquire").text
    assert 'form="enquiry" formaction="/enquire/change?lang=en" formnovalidate' in form
    for page in (post_enquiry(client).text, post_enquiry(client, persons="viele").text):
        assert 'form="enquiry" formaction="/enquire?lang=en" formnovalidate' in page


@pytest.mark.parametrize("path", ["/enquire", "/enquire/change"])
def test_another_language_shows_the_same_answers(client: Client, path: str) -> None:
    page = post_enquiry(client, f"{path}?lang=en", persons="viele").text
    assert '<html lang="en"' in page
    assert 'value="viele"' in page
    assert 'value="Chorprobe"' in page


def test_pages_without_a_form_to_lose_have_links(client: Client) -> None:
    assert '<a href="?lang=en"' in client.get("/rooms").text


def test_a_taken_date_offers_what_is_free(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    page = post_enquiry(client).text
    assert "Das wäre frei" in page
    assert 'name="instead" value="room=saal-a&amp;begin=18%3A00&amp;end=20%3A00"' in page


def test_a_way_out_is_checked_with_all_other_answers(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    values = hidden_values(post_enquiry(client, notes="Mit Klavier").text)
    instead = {"instead": "room=saal-a&begin=17%3A00&end=19%3A00&title=nein"}
    page = client.post("/enquire", data=values | instead).text
    assert "Der Termin ist frei." in page
    kept = hidden_values(page)
    assert (kept["room"], kept["begin"], kept["end"]) == ("saal-a", "17:00", "19:00")
    assert (kept["title"], kept["notes"]) == ("Chorprobe", "Mit Klavier")


def test_a_series_has_no_single_way_out(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    assert 'name="instead"' not in post_enquiry(client, **EVERY_WEEK).text


def test_the_browser_may_keep_the_answers_for_its_back_button(client: Client) -> None:
    for page in (post_enquiry(client), post_enquiry(client, persons="viele")):
        assert page.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/enquire/change", "/enquire/send"])
def test_an_address_of_a_deed_leads_to_the_form(client: Client, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/enquire")


def test_a_form_that_was_open_too_long_is_shown_again(
    client: Client, books: Books, now: datetime
) -> None:
    expired = client.post("/enquire/send", data=CHOIR_PRACTICE | {"_csrf_token": "old"})
    assert expired.status_code == 403
    assert "Bitte senden Sie Ihre Anfrage noch einmal." in expired.text
    assert stored(books, now) == 0
    again = client.post("/enquire/send", data=hidden_values(expired.text), follow_redirects=False)
    assert again.status_code == 303
    assert stored(books, now) == 1


@pytest.mark.parametrize("path", ["/enquire", "/enquire/change", "/enquire/send"])
def test_a_form_from_elsewhere_stores_nothing(
    client: Client, books: Books, now: datetime, path: str
) -> None:
    answer = client.post(path, data=CHOIR_PRACTICE, follow_redirects=False)
    assert answer.status_code in (200, 403)
    assert hidden_values(answer.text)["_csrf_token"]
    assert stored(books, now) == 0


def test_rooms_tell_whether_they_are_free_the_best_first(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    asked = "day=2027-01-12&begin=18:00&end=20:00&activity=gesang"
    page = client.get(f"/enquire?{asked}").text
    free, taken = page.index("Saal A (mit Bühne): frei"), page.index("Saal B: belegt")
    assert free < taken < page.index("Küche: nicht möglich")


def test_rooms_tell_nothing_as_long_as_nobody_said_when(client: Client) -> None:
    assert ">Saal B</option>" in client.get("/enquire").text


@pytest.mark.parametrize(
    ("day", "until"),
    [("2027-01-12", ("7", "7", "2027")), ("2027-09-01", ("28", "12", "2027")), ("2030-01-01", "")],
)
def test_the_proposed_end_comes_after_the_first_date(
    client: Client, day: str, until: tuple[str, ...]
) -> None:
    page = client.get(f"/enquire?day={day}").text
    for part, number in zip(("day", "month", "year"), until or ("", "", ""), strict=True):
        maximum = 4 if part == "year" else 2
        field = f'name="until-{part}" type="text" inputmode="numeric" maxlength="{maximum}"'
        assert f'{field} value="{number}"' in page


@pytest.mark.parametrize("year", ["27", "٢٠٢٧", "2027"])
def test_years_may_be_short_and_digits_of_any_script(client: Client, year: str) -> None:
    page = post_enquiry(client, day__year=year, persons="٢٤").text
    assert "Dienstag, 12. Januar 2027" in page
    assert "<dd>24</dd>" in page


def test_a_thing_has_one_label_everywhere(client: Client) -> None:
    label = "Wie viele Personen kommen?"
    wrong = post_enquiry(client, persons="viele")
    assert errors_of(wrong.text).keys() == {"persons"}
    assert f'href="#persons">{label} Bitte geben' in wrong.text
    assert f"<dt>{label}</dt>" in post_enquiry(client).text
