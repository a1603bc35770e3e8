"""The caretaker's day on a phone: what stands there, and what one tap does."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.caretaker_links import NewLink
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.enquiries import Group
from booking.domain.feeds import Profile
from booking.domain.moves import Target
from booking.domain.people import Role
from booking.services import decisions, moves
from booking.services.books import Books
from booking.services.caretaker_links import end, look_at_caretakers, make_link
from booking.services.feeds import Known, publish_subscription
from booking.services.kept_feeds import KeptFeeds
from booking.services.subscriptions import subscribe
from booking.store.history import find_changes
from tests.builders import STAFF, TUESDAY, a_confirmed, a_request, utc, weekly
from tests.statements import counted_statements
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.visits import form_token, sign_in_as

pytestmark = ON_ONE_DATABASE
Client = TestClient[Litestar]
SEVEN = utc(TUESDAY, 6, 2)
"""Two minutes past seven in the morning of the day on which the choir comes."""
NUMBER = "05361 000103"
CHOIR = Group("Chor ohne Grenzen", "A. Beispiel", "chor@verein.example", NUMBER)


@pytest.fixture
def day(books: Books, house_clock: HouseClock) -> str:
    """The address of a caretaker's link, opened in the morning."""
    link = NewLink("V. Ertretung", "a nonce of the tests", "05361 7", last_day=TUESDAY)
    house_clock.now = SEVEN
    return f"/today/{make_link(books, STAFF, link, SEVEN)}"


def told(page: Response) -> str:
    """The words of a page in one line, without its markup."""
    assert page.status_code == 200
    main = page.text.partition("<main ")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub("<[^>]+>", " ", main)).split())


def tap(client: Client, address: str, what: str, booking: Booking, **more: object) -> Response:
    fields = {
        "occurrence": booking.occurrences[0].id,
        "_csrf_token": form_token(client, f"{address}/problem"),
    }
    return client.post(f"{address}/{what}", data=fields | more, follow_redirects=False)


def test_the_day_says_when_the_house_opens_and_what_is_to_be_done(
    client: Client, books: Books, now: datetime, day: str
) -> None:
    a_confirmed(
        books, now, group=CHOIR, persons=28, seating="circle", notes="Klavier stimmen, Flipchart"
    )
    page = client.get(day)
    assert told(page).startswith("Heute, Dienstag, 12. Januar 2027 Stand 07:02")
    assert "Haus auf 17:45 Haus zu 20:15" in told(page)
    assert (
        "ab 17:45 aufbauen 18:00–20:00 bis 20:15 räumen Saal B Chorprobe – Chor ohne Grenzen"
        " 28 Personen Stuhlkreis Flipchart Klavier" in told(page)
    )
    assert f'href="tel:{NUMBER.replace(" ", "")}"' in page.text
    assert "Niemand da" not in told(page)


def test_a_day_on_which_nothing_takes_place_says_so(client: Client, day: str) -> None:
    assert "An diesem Tag findet nichts statt." in told(client.get(day))


def test_a_number_stands_here_today_and_tomorrow_and_nowhere_else(
    client: Client, books: Books, now: datetime, day: str, house_clock: HouseClock
) -> None:
    a_confirmed(books, now, group=CHOIR)
    digits = NUMBER.replace(" ", "")
    seen = {}
    for days in (-2, -1, 0, 1):
        house_clock.now = SEVEN + timedelta(days=days)
        with_link = NewLink("Horst", f"nonce number {days}", last_day=house_clock.now.date())
        address = f"/today/{make_link(books, STAFF, with_link, house_clock.now)}"
        page = client.get(f"{address}?day={TUESDAY}").text
        assert "Chorprobe" in page
        seen[days] = digits in page
        assert digits not in client.get(f"{address}/week?day={TUESDAY}").text
        assert digits not in client.get(f"{address}/door/saal-b?day={TUESDAY}").text
    assert seen == {-2: False, -1: True, 0: True, 1: False}
    feed = subscribe(books, Profile.CARETAKER, (), "Horst", now)
    answer = publish_subscription(books, KeptFeeds(), feed, Known(), SEVEN)
    assert answer.body is not None
    assert b"Chorprobe" in answer.body
    assert b"000103" not in answer.body


def test_a_change_stands_first_until_it_was_seen(
    client: Client, books: Books, now: datetime, day: str
) -> None:
    stays, falls = a_confirmed(books, now), a_confirmed(books, now, "kueche", title="Kochen")
    decisions.cancel(books, STAFF, falls.reference, Cancellation(), SEVEN)
    page = client.get(day)
    assert "Neu seit gestern NEU Küche, 18:00–20:00 Uhr: Kochen – Chor ohne" in told(page)
    assert told(page).index("NEU") < told(page).index("Chorprobe")
    assert "Fällt aus 18:00–20:00 Küche, Kochen – Chor ohne Grenzen fällt aus" in told(page)
    up_to = re.search('name="up_to" value="([0-9]+)"', page.text)
    assert up_to
    answer = tap(client, day, "seen", falls, up_to=up_to[1], day=TUESDAY)
    assert answer.headers["location"] == f"{day}?day=2027-01-12&said=seen"
    after = told(client.get(answer.headers["location"]))
    assert "NEU" not in after
    assert "Gesehen von V. Ertretung, Di. 12.01.2027, 07:02 Uhr" in after
    assert stays.title in after


def test_what_changes_about_tomorrow_at_short_notice_stands_on_today_until_it_was_seen(
    client: Client, books: Books, now: datetime, day: str, house_clock: HouseClock
) -> None:
    tomorrow = TUESDAY + timedelta(days=1)
    booking, known = a_confirmed(books, now, day=tomorrow), a_confirmed(books, now, "kueche")
    decisions.cancel(books, STAFF, known.reference, Cancellation(), SEVEN)
    up_to = re.search('name="up_to" value="([0-9]+)"', client.get(day).text)
    assert up_to
    tap(client, day, "seen", known, up_to=up_to[1], day=TUESDAY)
    house_clock.now = utc(TUESDAY, 18)
    assert "NEU" not in told(client.get(day))
    decisions.cancel(books, STAFF, booking.reference, Cancellation(), house_clock.now)
    page = client.get(day)
    # before what somebody has seen
    first = "Neu seit gestern NEU Mi. 13.01.2027: Saal B, 18:00–20:00 Uhr: Chorprobe – Chor ohne"
    assert first in told(page)
    assert "NEU Saal B, 18:00–20:00 Uhr" in told(client.get(f"{day}?day={tomorrow}"))
    up_to = re.search('name="up_to" value="([0-9]+)"', page.text)
    assert up_to
    tap(client, day, "seen", booking, up_to=up_to[1], day=TUESDAY)
    assert "NEU" not in told(client.get(day))


def test_what_happens_after_it_was_seen_is_new_again(
    client: Client, books: Books, now: datetime, day: str, house_clock: HouseClock
) -> None:
    booking = a_confirmed(books, now)
    moving = moves.Moving(booking.occurrences[0].id, Target(room="saal-a"))
    moves.move(books, STAFF, booking.reference, moving, SEVEN)
    tap(client, day, "seen", booking, up_to=999_999_999)  # nobody has seen what is to come
    assert "NEU" not in told(client.get(day))
    house_clock.now += timedelta(minutes=1)
    decisions.cancel(books, STAFF, booking.reference, Cancellation(), house_clock.now)
    assert "NEU Saal A (mit Bühne), 18:00–20:00 Uhr: Chorprobe" in told(client.get(day))


def test_staff_see_what_nobody_has_seen_with_a_number_to_call(
    client: Client, books: Books, now: datetime, day: str
) -> None:
    booking = a_request(books, now)
    decisions.decide(books, STAFF, booking.reference, Decision(confirm=FREE), SEVEN)
    sign_in_as(client, books, SEVEN)
    inbox = told(client.get("/staff"))
    assert "der Hausdienst hat es noch nicht gesehen Di. 12.01.2027: Saal B, 18:00–20:00" in inbox
    assert "Bitte anrufen: V. Ertretung 05361 7" in inbox
    up_to = re.search('name="up_to" value="([0-9]+)"', client.get("/staff").text)
    assert up_to
    form = {"occurrence": booking.occurrences[0].id, "up_to": up_to[1]}
    client.post("/staff/seen", data={**form, "_csrf_token": form_token(client, "/staff")})
    assert "noch nicht gesehen" not in told(client.get("/staff"))
    assert "Gesehen von A. Staff" in told(client.get("/today"))


def test_a_change_far_ahead_is_no_business_of_the_inbox(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    sign_in_as(client, books, now)
    assert "noch nicht gesehen" not in told(client.get("/staff"))


def test_nobody_came_is_said_with_two_taps_and_taken_back(
    client: Client, books: Books, now: datetime, day: str, house_clock: HouseClock
) -> None:
    booking = a_confirmed(books, now)
    assert tap(client, day, "nobody", booking).status_code == 409  # it has not begun
    house_clock.now = utc(TUESDAY, 17, 20)
    page = client.get(day).text
    assert re.search("<summary[^>]*><span[^>]*>Niemand da</span></summary>", page)
    for _ in range(2):
        assert tap(client, day, "nobody", booking).status_code == 303
    assert "Niemand ist gekommen." in told(client.get(day))
    assert tap(client, day, "somebody", booking).status_code == 303
    assert "Niemand ist gekommen." not in told(client.get(day))
    with books.reading(now) as ledger:
        lines = [one.what for one in find_changes(ledger.session, booking.id)]
    assert lines[-2:] == ["no_show", "no_show_taken_back"]
    sign_in_as(client, books, house_clock.now)
    desk = told(client.get(f"/staff/bookings/{booking.reference}"))
    assert "Der Hausdienst hat notiert: Am Di. 12.01.2027 ist niemand gekommen." in desk


def test_a_link_that_has_ended_says_so_and_whom_to_call(
    client: Client, books: Books, now: datetime, day: str, house_clock: HouseClock
) -> None:
    house_clock.now = SEVEN + timedelta(hours=16)  # still the last day
    assert client.get(day).status_code == 200
    house_clock.now = SEVEN + timedelta(hours=17)
    for address in (day, f"{day}/week", f"{day}/problem", f"{day}/door/saal-b"):
        page = client.get(address)
        assert page.status_code == 410
        assert "Er war für V. Ertretung, bis Dienstag, 12. Januar 2027." in page.text
        assert 'href="tel:+495361000000"' in page.text


def test_an_ended_link_ends_at_once_and_an_unknown_one_opens_nothing(
    client: Client, books: Books, day: str
) -> None:
    (link,) = look_at_caretakers(books, STAFF, SEVEN).open
    end(books, STAFF, link.id, SEVEN)
    ended = client.get(day)
    assert ended.status_code == 410
    assert "Er war für V. Ertretung, und das Büro hat ihn beendet." in ended.text
    assert client.get(f"{day}x").status_code == 404
    sign_in_as(client, books, SEVEN)
    assert client.get(f"{day}x").status_code == 404  # a wrong link is wrong for everybody


def test_without_a_link_the_day_is_for_those_who_work_here(
    client: Client, books: Books, now: datetime
) -> None:
    asked = client.get("/today", follow_redirects=False)
    assert asked.headers["location"] == "/sign-in?next=%2Ftoday"
    sign_in_as(client, books, now, Role.CARETAKER)
    assert client.get("/today").status_code == 200
    for path in ("/today", "/today/week"):
        far = client.get(f"{path}?day=2029-01-01")
        assert far.status_code == 404
        assert "Hier sehen Sie nur Tage von" in far.text


def test_the_day_is_told_to_no_search_engine_and_no_other_page(client: Client, day: str) -> None:
    headers = client.get(day).headers
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_a_sign_names_only_what_may_be_known(
    client: Client, books: Books, now: datetime, day: str
) -> None:
    a_confirmed(books, now, begin="10:00", end="12:00", title="Chor", public_title=True)
    a_confirmed(books, now, title="Selbsthilfe")
    page = told(client.get(f"{day}/door/saal"))  # the hall is taken when a part of it is
    assert "10:00–12:00 Chor Chor ohne Grenzen 18:00–20:00 belegt" in page
    assert "Selbsthilfe" not in page


def test_a_week_asks_as_many_questions_as_a_day(
    client: Client, books: Books, now: datetime, day: str
) -> None:
    a_confirmed(books, now, series=weekly(TUESDAY + timedelta(weeks=2)))
    a_confirmed(books, now, "kueche", title="Kochen", day=TUESDAY + timedelta(days=1))

    def statements(address: str) -> int:
        with counted_statements(books.database) as sent:
            assert "Chorprobe" in told(client.get(address))
        return len(sent)

    assert told(client.get(f"{day}/week")).count("Chorprobe") == 2  # a list and a table
    assert statements(f"{day}/week") == statements(f"{day}?day={TUESDAY + timedelta(weeks=1)}")
