"""The page on which staff decide about a booking, date by date."""

import re
from datetime import date, datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.associations import AssociationFacts
from booking.domain.decisions import Decision
from booking.domain.statuses import Status
from booking.services.associations import change_association
from booking.services.books import Books
from booking.services.decisions import decide
from tests.builders import DANCERS, STAFF, OnConflict, a_confirmed, a_request
from tests.web.desks import THREE_WEEKS, answer, desk_of, send, statuses
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
REQUESTED, HELD, CONFIRMED, DECLINED = (
    Status.REQUESTED,
    Status.HELD,
    Status.CONFIRMED,
    Status.DECLINED,
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the page shows does not depend on the database; deciding is tested on both."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def chosen(page: str) -> list[str]:
    """The answers that are set on the page, date by date."""
    return re.findall(r'<input type="radio" name="date-\d+" value="(\w*)" checked>', page)


def test_free_dates_are_set_and_others_are_not(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    holder = a_confirmed(books, now, "saal", group=DANCERS)
    a_request(books, now, day=date(2027, 1, 19), group=DANCERS)
    page = client.get(desk_of(booking)).text
    assert chosen(page) == ["", "", "confirmed"]
    assert f'belegt von <a href="{desk_of(holder)}">' in page
    assert "auch angefragt von" in page
    assert "Den freien Termin zusagen" in page


def test_dates_are_counted_whatever_rooms_they_have(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, "saal-b", "kueche")
    assert "Den freien Termin zusagen" in client.get(desk_of(booking)).text


def test_a_rival_at_another_time_is_explained(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, begin="16:00", end="18:00", group=DANCERS)
    booking = a_request(books, now, series=THREE_WEEKS, on_conflict=OnConflict.WAIT)
    page = client.get(desk_of(booking)).text
    assert page.count("Dazwischen fehlt die Zeit für Aufbau und Abbau.") == 1
    other = a_request(books, now, begin="17:00", end="19:00", on_conflict=OnConflict.WAIT)
    assert (
        "Dazwischen fehlt die Zeit" not in client.get(desk_of(other)).text.split("18:00–20:00")[0]
    )


def test_the_kind_of_the_group_stands_beside_that_of_its_rivals(
    client: Client, books: Books, now: datetime
) -> None:
    kinds = list(books.house.user_groups)
    asked, rival = a_request(books, now), a_request(books, now, group=DANCERS)
    for booking, kind, proof in ((asked, kinds[1], date(2026, 11, 22)), (rival, kinds[0], None)):
        facts = AssociationFacts(booking.association, kind, proof_until=proof)
        change_association(books, STAFF, booking.association_id, facts, now)
    told = [books.house.user_groups[kind].in_language("de") for kind in kinds]
    page = client.get(desk_of(asked)).text
    link = f'<a href="/staff/associations/{asked.association_id}">{told[1]}</a>'
    assert link in page
    assert f"Vorrang: {told[0]}" in page
    assert "Nachweis abgelaufen" in page
    assert "Nachweis abgelaufen" not in client.get(desk_of(rival)).text


def test_each_date_gets_its_own_answer(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    said = answer(
        client, booking, "confirmed", "held", "declined", hold_until="2026-12-01", reason="Umbau"
    )
    assert said.headers["location"] == f"{desk_of(booking)}?done=2"
    assert statuses(books, booking, now) == [CONFIRMED, HELD, DECLINED]
    page = client.get(said.headers["location"]).text
    assert "A. Staff hat Di. 12.01.2027 zugesagt." in page
    assert "A. Staff hat Di. 19.01.2027 vorgemerkt." in page
    assert "A. Staff hat Di. 26.01.2027 abgelehnt." in page
    assert "<q>Umbau</q>" in page
    assert "bis Di. 01.12.2026" in page


def test_a_date_that_was_given_away_is_told_and_the_others_are_confirmed(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    a_confirmed(books, now, group=DANCERS)
    said = answer(client, booking, "confirmed", "confirmed", "")
    taken = booking.occurrences[0].id
    assert said.headers["location"] == f"{desk_of(booking)}?done=2&left={taken}"
    assert statuses(books, booking, now) == [REQUESTED, CONFIRMED, REQUESTED]
    page = client.get(said.headers["location"]).text
    assert "Ein Termin konnte nicht zugesagt werden." in page
    assert re.search(r"Di\. 12\.01\.2027.*?belegt von.*?Tanzgruppe Lira", page, re.DOTALL)


def test_the_reason_is_told_of_declined_dates_alone(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    said = answer(client, booking, "confirmed", "declined", "confirmed", reason="Umbau")
    page = client.get(said.headers["location"]).text
    history = page[page.index('id="history"') :]
    assert history.count("<q>Umbau</q>") == 1
    assert re.search(r"19\.01\.2027 abgelehnt\.\s*<br><q>Umbau</q>", history)


def test_a_held_room_is_told_as_held_and_until_when(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    holder = a_request(books, now, group=DANCERS)
    answer(client, holder, "held", hold_until="2026-12-01")
    page = client.get(desk_of(booking)).text
    assert f'vorgemerkt für <a href="{desk_of(holder)}">' in page
    assert "bis Di. 01.12.2026" in page
    assert "belegt von" not in page


def test_a_date_that_waits_is_offered_once_its_room_is_free(
    client: Client, books: Books, now: datetime
) -> None:
    holder = a_confirmed(books, now)
    waiting = a_request(books, now, group=DANCERS, on_conflict=OnConflict.WAIT, series=THREE_WEEKS)
    answer(client, waiting, "", "confirmed", "confirmed")
    freed = "Platz frei geworden: bitte anbieten."
    assert freed not in client.get(desk_of(waiting)).text
    assert "Warteliste</bdi></p>" in client.get("/staff").text
    send(client, holder, "/cancellation", scope="all", reason="Rohrbruch")
    page = client.get(desk_of(waiting)).text
    assert freed in page
    assert f'name="date-{waiting.occurrences[0].id}" value="held"' in page
    assert freed in client.get("/staff").text


def test_a_hold_ends_before_the_date(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    said = answer(client, booking, "held", hold_until="2027-01-12")
    assert said.status_code == 422
    assert "Ein Termin ist schon am" in said.text
    assert 'id="hold_until-error"' in said.text


def test_a_held_booking_says_until_when(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    answer(client, booking, "held", hold_until="2026-12-01")
    assert "vorgemerkt bis Di. 01.12.2026" in client.get("/staff").text


def test_another_day_alone_holds_longer(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    answer(client, booking, "held", hold_until="2026-12-01")
    page = client.get(desk_of(booking)).text
    assert chosen(page) == ["held"]
    assert re.search(r'name="hold_until-day"[^>]*value="0?1"', page)
    answer(client, booking, "held", hold_until="2026-12-03", version=2)
    assert "vorgemerkt bis Do. 03.12.2026" in client.get("/staff").text


def test_leaving_everything_open_changes_nothing(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    said = answer(client, booking, "")
    assert said.headers["location"] == f"{desk_of(booking)}?done=0"
    assert "Es wurde nichts geändert." in client.get(said.headers["location"]).text


def test_who_declines_says_why(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    said = answer(client, booking, "declined", "held", "confirmed", hold_until="2026-12-01")
    assert said.status_code == 422
    assert "<title>Fehler: Chor ohne Grenzen" in said.text
    assert "Bitte schreiben Sie dem Verein, warum es nicht möglich ist." in said.text
    assert chosen(said.text) == ["declined", "held", "confirmed"]
    assert 'name="hold_until-month" type="text" inputmode="numeric" maxlength="2" value="12"' in (
        said.text
    )
    assert statuses(books, booking, now) == [REQUESTED] * 3


def test_all_dates_are_declined_with_one_button(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    dates = " ".join(str(one.id) for one in booking.occurrences)
    answer(client, booking, "confirmed", answer="decline_all", open=dates, reason="Umbau")
    assert statuses(books, booking, now) == [DECLINED] * 3


def test_a_hold_does_not_end_before_today(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    said = answer(client, booking, "held", hold_until="2026-11-22")
    assert said.status_code == 422
    assert 'id="hold_until-error"' in said.text
    assert statuses(books, booking, now) == [REQUESTED]


def test_a_rule_is_set_aside_only_with_a_tick(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now, persons=30)
    smaller = books.house.get_room("saal-b").model_copy(update={"capacity": {"rows": 20}})
    rooms = tuple(smaller if room.slug == "saal-b" else room for room in books.house.rooms)
    client.app.state.books = Books(
        books.database, books.house.model_copy(update={"rooms": rooms}), books.ids
    )
    page = client.get(desk_of(booking)).text
    assert "zu viele Personen (20)" in page
    assert chosen(page) == [""]
    assert 'value="too_many_persons">' in page
    answer(client, booking, "confirmed")
    assert statuses(books, booking, now) == [REQUESTED]
    done = answer(client, booking, "confirmed", overrule="too_many_persons")
    assert statuses(books, booking, now) == [CONFIRMED]
    assert "Trotz: zu viele Personen." in client.get(done.headers["location"]).text


def test_whoever_comes_second_sees_what_changed_and_loses_nothing(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    first = frozenset({booking.occurrences[0].id})
    decide(books, STAFF, booking.reference, Decision(decline=first, reason="Umbau"), now)
    said = answer(client, booking, "confirmed", "held", "", reason="Gern", hold_until="2026-12-01")
    assert said.status_code == 409
    assert "Inzwischen hat sich etwas geändert." in said.text
    assert "Das Haus hat Di. 12.01.2027 abgelehnt." in said.text
    assert chosen(said.text) == ["held", ""]
    assert ">\nGern</textarea>" in said.text
    assert 'name="version" value="2"' in said.text
    assert statuses(books, booking, now) == [DECLINED, REQUESTED, REQUESTED]


def test_whoever_comes_after_the_last_word_is_told_that_there_is_nothing_to_decide(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    decide(books, STAFF, booking.reference, Decision(confirm="free"), now)
    said = answer(client, booking, "held")
    assert said.status_code == 409
    assert "Über diese Termine ist schon entschieden." in said.text
    assert "Ihre Eingaben stehen noch da" not in said.text


def test_the_same_answer_sent_twice_shows_the_same_page(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    both = [
        answer(client, booking, "confirmed", "held", "", hold_until="2026-12-01") for _ in range(2)
    ]
    assert [said.headers["location"] for said in both] == [f"{desk_of(booking)}?done=2"] * 2


def test_save_and_next_leads_through_the_pile(client: Client, books: Books, now: datetime) -> None:
    first = a_request(books, now)
    second = a_request(books, now, "kueche", group=DANCERS)
    onward = answer(client, first, "confirmed", answer="save_and_next")
    assert onward.headers["location"] == f"{desk_of(second)}?saved={first.reference}&made=2"
    home = answer(client, second, "confirmed", answer="save_and_next")
    assert home.headers["location"] == f"/staff?saved={second.reference}&made=2#saved"
    assert "Tanzgruppe Lira: 1 Termin zugesagt." in client.get(home.headers["location"]).text


def test_an_unknown_date_is_refused(client: Client, books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    other = a_request(books, now, "kueche", group=DANCERS)
    stranger = other.occurrences[0].id
    assert send(client, booking, "/confirm", dates=stranger).status_code == 422
    assert answer(client, booking, **{f"date-{stranger}": "confirmed"}).status_code == 422
    assert send(client, booking, "/confirm", dates="1 x").status_code == 422
    assert statuses(books, other, now) == [REQUESTED]
