"""What staff do on the desk besides deciding: ask, propose otherwise, change, offer."""

import re
from datetime import date, datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.closing import Closing, Fate
from booking.domain.decisions import Cancellation
from booking.domain.enquiries import Group
from booking.domain.moves import Target
from booking.domain.people import Person, Standing
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.closures import close
from booking.services.decisions import cancel
from booking.services.messages import write
from booking.services.proposals import Proposing, propose
from tests.builders import DANCERS, STAFF, OnConflict, a_confirmed, a_request, clock
from tests.web.conftest import HouseClock
from tests.web.desks import THREE_WEEKS, answer, desk_of, send, statuses
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The services behind it are tested on both databases."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def follow(client: Client, said: object) -> str:
    return client.get(said.headers["location"]).text  # type: ignore[attr-defined]


def test_a_question_is_asked_and_settled(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    empty = send(client, booking, "/messages", said="ask", text=" ")
    assert empty.status_code == 422
    late = send(
        client, booking, "/messages", said="ask", text="Wie viele?", wait_until="2026-11-01"
    )
    assert late.status_code == 422
    assert ">\nWie viele?</textarea>" in late.text
    asked = send(client, booking, "/messages", said="ask", text="Wie viele?")
    assert asked.headers["location"] == f"{desk_of(booking)}#talk"
    assert "Die Buchung wartet auf die Antwort bis" in follow(client, asked)
    assert "Frage gestellt, wartet bis Mo. 30.11.2026" in client.get("/staff").text
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    write(books, group, booking.reference, "<b>Zwölf</b>", now)
    page = client.get("/staff").text
    assert "Der Verein schreibt: „&lt;b&gt;Zwölf&lt;/b&gt;“" in page
    send(client, booking, "/messages/settled", side="association")
    assert "Der Verein schreibt" not in client.get("/staff").text


def test_the_usual_reason_is_told_in_the_language_of_the_association(
    client: Client, books: Books, now: datetime
) -> None:
    group = Group("Reading circle", "A. Example", "read@verein.example", language="en")
    booking = a_request(books, now, group=group)
    said = answer(client, booking, "declined", because="too_many", reason="Try the hall.")
    assert statuses(books, booking, now) == [Status.DECLINED]
    page = follow(client, said)
    assert "The room is too small for so many persons." in page
    assert "Try the hall." in page


def test_dates_are_proposed_otherwise_while_the_others_are_confirmed(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    a_confirmed(books, now, group=DANCERS)
    said = answer(client, booking, "elsewhere", "confirmed", "confirmed")
    first = booking.occurrences[0].id
    assert said.headers["location"] == (f"{desk_of(booking)}/propose?dates={first}&made=2")
    page = follow(client, said)
    assert "Chor ohne Grenzen: 2 Termine zugesagt." in page
    found = re.search(r'<option value="(\S+ 18:00 20:00)">18:00–20:00, ([^<]+)<', page)
    assert found
    nothing = send(client, booking, "/propose", version=2, dates=first)
    assert nothing.status_code == 422
    place = {f"place-{first}": found[1]}
    done = send(
        client, booking, "/propose", version=2, dates=first, open_until="2026-12-01", **place
    )
    assert done.headers["location"] == f"{desk_of(booking)}?proposed=1"
    page = follow(client, done)
    assert "Für einen Termin ist ein Gegenvorschlag gemacht." in page
    assert f"18:00–20:00, {found[2]}, bis Di. 01.12.2026" in page
    history = page.split("Was bisher geschah")[1]
    assert f"18:00–20:00, {found[2]}</span>" in history


def test_a_place_of_ones_own_is_proposed_for_all_dates(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    page = client.get(f"{desk_of(booking)}/propose").text
    assert "passt an 3 von 3 Terminen" in page
    dates = " ".join(str(one.id) for one in booking.occurrences)
    empty = send(client, booking, "/propose", dates=dates, common="other")
    assert empty.status_code == 422
    a_confirmed(books, now, "kueche", group=DANCERS, activity="kochen")
    done = send(client, booking, "/propose", dates=dates, common="other", room="kueche")
    first = booking.occurrences[0].id
    assert done.headers["location"] == f"{desk_of(booking)}?proposed=2&denied={first}.taken"
    page = follow(client, done)
    assert "Nicht jeder Termin kann dorthin." in page
    assert re.search(r"<li>Di\. 12\.01\.2027, .*: belegt</li>", page)
    assert f"{desk_of(booking)}/propose?dates={first}" in page


def test_an_impossible_place_is_told_and_nothing_typed_is_lost(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    a_confirmed(books, now, "kueche", group=DANCERS, activity="kochen")
    dates = str(booking.occurrences[0].id)
    said = send(client, booking, "/propose", dates=dates, common="other", room="kueche")
    assert said.status_code == 422
    assert "Di. 12.01.2027 geht dort nicht: belegt" in said.text
    assert re.search(r'value="kueche"\s+selected', said.text)


def test_no_place_below_is_offered_where_there_is_none(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    one = booking.occurrences[0]
    assert "Einer der Vorschläge unten" in client.get(f"{desk_of(booking)}/propose").text
    closing = Closing(one.day, one.day, {"de": "Malerarbeiten"})
    close(books, STAFF, closing, {one.id: Fate.KEEP}, "", "once", now)
    assert "Einer der Vorschläge unten" not in client.get(f"{desk_of(booking)}/propose").text


def test_a_change_is_shown_and_then_made(client: Client, books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE_WEEKS)
    a_confirmed(books, now, "saal-a", group=DANCERS, day=date(2027, 1, 19))
    first = booking.occurrences[0].id
    typed = {"occurrence": first, "scope": "all", "room": "saal-a", "reason": "Umbau"}
    looked = send(client, booking, "/change", step="look", **typed)
    assert looked.status_code == 200
    assert "Das würde sich ändern: 3 Termine" in looked.text
    assert "2 Termine ändern" in looked.text
    assert looked.text.count("bleibt, wie es ist</span>") == 1
    assert re.findall(r'<td data-label="(.*?)"', looked.text) == 3 * ["Bisher", "Jetzt", "Möglich?"]
    assert re.search(r"belegt von.*?Tanzgruppe Lira", looked.text, re.DOTALL)
    assert {one.room for one in stored(books, booking.reference, now)} == {"saal-b"}
    stale = send(client, booking, "/change", step="make", version=1, **typed)
    assert (stale.status_code, ">\nUmbau</textarea>" in stale.text) == (409, True)
    made = send(client, booking, "/change", step="make", **typed)
    stayed = booking.occurrences[1].id
    assert made.headers["location"] == f"{desk_of(booking)}?done=3&denied={stayed}.taken"
    page = follow(client, made)
    assert "Chor ohne Grenzen: 2 Termine verlegt." in page
    assert "Die Mail geht um" in page
    assert [one.room for one in stored(books, booking.reference, now)] == [
        "saal-a",
        "saal-b",
        "saal-a",
    ]


def stored(books: Books, reference: str, now: datetime) -> tuple[object, ...]:
    with books.reading(now) as ledger:
        return ledger.get_booking(reference).occurrences


@pytest.mark.parametrize(
    "typed", [{}, {"begin": "20:00", "end": "18:00"}, {"day": "2027-02-31"}, {"begin": "25:00"}]
)
def test_a_change_that_cannot_be_is_told_in_a_sentence(
    client: Client, books: Books, now: datetime, typed: dict[str, str]
) -> None:
    booking = a_confirmed(books, now)
    said = send(client, booking, "/change", occurrence=booking.occurrences[0].id, **typed)
    assert said.status_code == 422
    assert 'id="error-summary"' in said.text


def test_what_has_become_free_is_offered(client: Client, books: Books, now: datetime) -> None:
    holder = a_confirmed(books, now)
    waiting = a_request(books, now, group=DANCERS, on_conflict=OnConflict.WAIT)
    cancel(books, STAFF, holder.reference, Cancellation(), now)
    page = client.get(desk_of(holder)).text
    assert "Andere warten auf das, was frei geworden ist" in page
    assert f'action="{desk_of(waiting)}/offer"' in page
    assert "Den frei gewordenen Termin anbieten" in client.get(desk_of(waiting)).text
    dates = waiting.occurrences[0].id
    done = send(client, waiting, "/offer", dates=dates)
    assert done.headers["location"] == f"{desk_of(waiting)}?done={waiting.version + 1}"
    assert statuses(books, waiting, now) == [Status.HELD]
    again = send(client, waiting, "/offer", dates=dates)
    assert again.headers["location"] == f"{desk_of(waiting)}?since={waiting.version}"


def test_a_wish_of_the_association_is_answered(client: Client, books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    number = booking.occurrences[0].id
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    wish = Proposing(number, Target(begin=clock("17:00"), end=clock("19:00")))
    propose(books, group, booking.reference, wish, now)
    assert "Statt Di. 12.01.2027: Di. 12.01.2027, 17:00–19:00" in client.get(desk_of(booking)).text
    said = send(client, booking, f"/wishes/{number}", said="refuse")
    assert "Sie haben den Wunsch abgelehnt." in follow(client, said)
    propose(books, group, booking.reference, wish, now)
    said = send(client, booking, f"/wishes/{number}", said="accept")
    assert said.headers["location"] == f"{desk_of(booking)}?done=3"
    again = send(client, booking, f"/wishes/{number}", said="accept")
    assert again.headers["location"] == f"{desk_of(booking)}?done=0"


def test_who_takes_any_room_is_known_by_it(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, group=DANCERS)
    booking = a_request(books, now, any_room=True, on_conflict=OnConflict.WAIT, series=THREE_WEEKS)
    a_request(books, now, group=DANCERS, day=date(2027, 1, 19))
    assert "anderer Raum geht auch" in client.get("/staff").text
    assert "geht auch" in client.get(desk_of(booking)).text


def test_the_inbox_is_searched_by_room_and_day(client: Client, books: Books, now: datetime) -> None:
    a_request(books, now)
    a_request(books, now, "kueche", group=DANCERS)
    page = client.get("/staff?room=kueche&day-day=12&day-month=1&day-year=2027").text
    assert "Tanzgruppe Lira" in page
    assert "Chor ohne Grenzen" not in page
    assert '<details class="filters" open>' in page
    assert 'name="day" value="2027-01-12"' in page
    wrong = client.get("/staff?q=lira&day-day=99&day-month=1&day-year=2027").text
    assert "Diesen Tag gibt es nicht." in wrong
    assert 'value="lira"' in wrong


def test_the_row_tells_how_many_dates_its_button_confirms(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    answer(client, booking, "held", "held", "", hold_until="2026-12-01")
    page = client.get("/staff").text
    assert "Di. 26.01.2027, 18:00–20:00; 2 vorgemerkt" in page


def test_a_message_alone_is_read_and_never_overdue(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    booking = a_request(books, now)
    answer(client, booking, "held", hold_until="2027-01-05")
    house_clock.now += timedelta(days=10)
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    write(books, group, booking.reference, "Wir bringen Kuchen mit.", house_clock.now)
    sign_in_as(client, books, house_clock.now)
    page = client.get("/staff").text
    assert "Nachricht lesen" in page
    assert "überfällig" not in page
