"""Staff enter a booking in the browser, and print the answer."""

from datetime import datetime, timedelta

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import Decision
from booking.domain.filters import Filter
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.decisions import decide
from tests.builders import DANCERS, STAFF, TUESDAY, a_confirmed, a_request
from tests.web.visits import form_token, sign_in_as

Client = TestClient[Litestar]
ENTER = "/staff/enter"
CALL = {
    "room": "saal-b",
    "day": "2027-01-12",
    "begin": "18:00",
    "end": "20:00",
    "group": "Nachbarn vom Laagberg",
    "nonce": "once",
}
THREE_WEEKS = {"rhythm": "weekly", "until": "2027-01-26"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is entered is tested on both kinds of database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def post(client: Client, **typed: object) -> Response:
    fields = {**typed, "_csrf_token": form_token(client, ENTER)}
    return client.post(ENTER, data=fields, follow_redirects=False)


def looked(client: Client, **typed: object) -> tuple[str, list[str]]:
    """What the dates were shown for, and which of them are ticked beforehand."""
    page = post(client, **typed).text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    ticked = [part for part in page.split('name="dates" value="')[1:] if " checked" in part[:40]]
    return seen, [part[:10] for part in ticked]


def test_a_call_becomes_a_booking_and_a_letter(client: Client, books: Books) -> None:
    seen, ticked = looked(client, **CALL)
    assert ticked == ["2027-01-12"]
    for _ in range(2):
        said = post(client, **CALL, seen=seen, dates=ticked, answer="confirm")
        assert said.status_code == 303
    assert said.headers["location"].endswith("/letter")
    letter = client.get(said.headers["location"]).text
    for told in ("Nachbarn vom Laagberg", "Dienstag, 12. Januar 2027", books.house.contact.phone):
        assert told in letter
    reference = said.headers["location"].split("/")[-2]
    # Without a direction of its own, the line of an Arabic letter would turn it round.
    assert f'<bdi class="desk-reference" dir="ltr">{reference}</bdi>' in letter


@pytest.mark.parametrize(("kind", "is_answered"), [("group", True), ("house", False)])
def test_nobody_writes_to_the_house_itself(client: Client, kind: str, is_answered: bool) -> None:
    call = {**CALL, "kind": kind, "title": "Fenster putzen", "email": "putzen@example.org"}
    seen, ticked = looked(client, **call)
    said = post(client, **call, seen=seen, dates=ticked, answer="confirm")
    desk = client.get(f"/staff/bookings/{said.headers['location'].split('/')[3][:9]}").text
    assert "Fenster putzen" in desk
    assert [text in desk for text in ("Dem Verein schreiben", 'letter"')] == [is_answered] * 2


def test_only_free_dates_are_ticked_beforehand(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, day=TUESDAY, group=DANCERS)
    a_request(books, now, day=TUESDAY + timedelta(weeks=1), group=DANCERS)
    seen, ticked = looked(client, **CALL, **THREE_WEEKS)
    assert ticked == ["2027-01-26"]
    chosen = ["2027-01-19", "2027-01-26"]
    said = post(client, **CALL, **THREE_WEEKS, seen=seen, dates=chosen, answer="request")
    reference = said.headers["location"].split("/")[3]
    with books.reading(now) as ledger:
        dates = ledger.get_booking(reference).occurrences
    assert [one.status for one in dates] == [Status.REQUESTED] * 2


def test_pauses_are_named_and_a_first_date_that_falls_into_them_on_top(client: Client) -> None:
    easter = {"day": "2027-03-23", "rhythm": "weekly", "until": "2027-04-06"}
    page = post(client, **CALL | easter, skip="school_holidays").text
    above = page.partition('id="dates"')[0]
    assert "Der erste Termin ist am Dienstag, 6. April 2027." in above
    assert "Der Termin am Dienstag, 23. März 2027 entfällt wegen der Pausen (Osterferien)" in above
    assert "<bdi>Osterferien</bdi>:</strong> Di. 23.03.2027 · Di. 30.03.2027</li>" in page
    assert "Der erste Termin ist" not in post(client, **CALL | easter).text


def test_other_answers_show_the_dates_anew(client: Client, books: Books, now: datetime) -> None:
    seen, ticked = looked(client, **CALL)
    later = {**CALL, "begin": "19:00", "end": "21:00"}
    said = post(client, **later, seen=seen, dates=ticked, answer="confirm")
    assert said.status_code == 200
    assert stored(books, now) == 0


def test_whoever_was_faster_is_shown(client: Client, books: Books, now: datetime) -> None:
    seen, ticked = looked(client, **CALL)
    a_confirmed(books, now, group=DANCERS)
    said = post(client, **CALL, seen=seen, dates=ticked, answer="confirm")
    assert said.status_code == 409
    assert 'id="dates-error"' in said.text
    assert f"<bdi>{DANCERS.name}</bdi></a>" in said.text
    assert stored(books, now) == 1


def test_a_known_group_may_be_answered_by_mail_or_letter(
    client: Client, books: Books, now: datetime
) -> None:
    a_request(books, now, "saal-a", group=DANCERS)
    assert DANCERS.name in client.get(ENTER).text
    call = {**CALL, "group": DANCERS.name}
    seen, ticked = looked(client, **call)
    for room, reply, home in (("saal-b", "mail", "?entered=1"), ("musikraum", "letter", "/letter")):
        wish = {**call, "room": room, "reply": reply, "nonce": room}
        seen, ticked = looked(client, **wish)
        said = post(client, **wish, seen=seen, dates=ticked, answer="confirm")
        assert said.headers["location"].endswith(home)


def test_a_link_of_the_calendar_fills_the_form(client: Client) -> None:
    page = client.get(f"{ENTER}?room=saal-b&day=2027-01-12&begin=18:00&end=20:00").text
    assert '<option value="saal-b" selected>' in page
    assert 'name="day-month" type="text" inputmode="numeric" maxlength="2" value="01"' in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"room": ""}, "room"),
        ({"room": "keller"}, "room"),
        ({"day": "2027-02-30"}, "day"),
        ({"end": "17:00"}, "end"),
        ({"group": " "}, "group"),
        ({"kind": "house", "title": ""}, "title"),
        ({"rhythm": "weekly"}, "until"),
        ({"also": ["saal"]}, "also"),
        ({"email": "nobody"}, "email"),
        ({"setup": "721"}, "setup"),
        ({"dates": []}, "dates"),
    ],
)
def test_a_mistake_is_told_beside_its_field(
    client: Client, books: Books, now: datetime, wrong: dict[str, object], field: str
) -> None:
    seen, ticked = looked(client, **CALL)
    wish = {**CALL, "seen": seen, "dates": ticked, "answer": "confirm", **wrong}
    said = post(client, **wish)
    assert said.status_code == 422
    assert f'id="{field}-error"' in said.text
    assert stored(books, now) == 0


def test_an_empty_form_is_told_of_at_once(client: Client) -> None:
    said = post(client)
    for field in ("room", "day", "begin", "end", "group"):
        assert f'id="{field}-error"' in said.text


def stored(books: Books, now: datetime) -> int:
    with books.reading(now) as ledger:
        return ledger.count_bookings(Filter())


def test_a_letter_says_what_a_mail_would_say(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now, group=DANCERS)
    ids = frozenset(one.id for one in booking.occurrences)
    until = now.date() + timedelta(days=8)
    decide(books, STAFF, booking.reference, Decision(hold=ids, hold_until=until), now)
    letter = client.get(f"/staff/bookings/{booking.reference}/letter").text
    assert "vorgemerkt bis Dienstag, 1. Dezember 2026" in letter
    assert "Das ist noch keine Zusage." in letter
    assert "Sie können nicht kommen?" in letter
    decide(books, STAFF, booking.reference, Decision(decline=ids, reason="Umbau im Saal"), now)
    letter = client.get(f"/staff/bookings/{booking.reference}/letter").text
    assert "Umbau im Saal" in letter
    assert "Frei, als wir diesen Brief geschrieben haben" in letter
    assert "Bitte beachten" not in letter
    assert "Sie können nicht kommen?" not in letter
