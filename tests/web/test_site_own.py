"""What an association does on its own page: write, answer, ask for another place, download."""

import re
from datetime import date, datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import Cancellation, Decision
from booking.domain.enquiries import OnConflict
from booking.domain.mails import Kind
from booking.domain.people import Person, Standing
from booking.services import decisions, messages
from booking.services.books import Books
from booking.services.own_pace import MOST_PER_HOUR
from tests.builders import DANCERS, STAFF, a_confirmed, a_request, weekly
from tests.mail.mails import owed
from tests.web.codes import know_device
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.enquiries import errors_of, hidden_values
from tests.web.own_pages import Own, an_offer
from tests.web.visits import form_token, sign_in_as

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE


@pytest.fixture
def own(books: Books, now: datetime) -> Own:
    return Own(books, now)


@pytest.fixture
def offered(books: Books, now: datetime) -> Own:
    return an_offer(books, now)


def test_a_question_stands_on_top_and_is_answered_there(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    messages.ask(books, STAFF, own.reference, "Brauchen Sie <b>Stühle</b>?", now)
    page = client.get(own.path()).text
    assert "Wir warten auf Ihre Antwort" in page
    assert 'lang="de" dir="auto">Brauchen Sie &lt;b&gt;Stühle&lt;/b&gt;?' in page
    assert page.count("<textarea") == 1
    assert page.index("<textarea") < page.index('id="dates"') < page.index('id="messages"')
    for _ in range(2):  # a double click
        answer = own.post(client, "/messages", text="Ja, 20.")
    assert "Ihre Nachricht ist da." in answer.text
    assert "Wir warten auf Ihre Antwort" not in answer.text
    assert own.told == [("house", "Brauchen Sie <b>Stühle</b>?"), ("association", "Ja, 20.")]


def test_who_only_waits_is_promised_no_day_of_an_answer(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, group=DANCERS)
    waits = client.get(Own(books, now, on_conflict=OnConflict.WAIT).path()).text
    assert (
        "Wird er frei, bieten wir ihn Ihnen per E-Mail an." in waits.partition('class="dates"')[0]
    )
    assert "Wir antworten spätestens" not in waits
    asks = client.get(Own(books, now, day=date(2027, 1, 13)).path()).text
    assert "Wir antworten spätestens" in asks


def test_of_many_dates_the_next_stand_open(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    own = Own(books, now, series=weekly(date(2027, 3, 9)))  # nine dates
    page = client.get(own.path()).text
    assert page.index("Dienstag, 16. Februar 2027") < page.index("3 weitere Termine zeigen")
    assert page.index("3 weitere Termine zeigen") < page.index("Dienstag, 23. Februar 2027")
    house_clock.now = datetime(2027, 2, 1, 12, tzinfo=now.tzinfo)
    later = client.get(own.path()).text
    assert "weitere Termine zeigen" not in later
    assert later.index("Dienstag, 9. März 2027") < later.index("3 vergangene Termine zeigen")


def test_an_empty_or_endless_message_is_refused_and_nothing_typed_is_lost(
    client: Client, own: Own
) -> None:
    assert own.post(client, "/messages", text=" \u202e ").status_code == 422
    endless = own.post(client, "/messages", text="x" * 4001)
    assert endless.status_code == 422
    assert "x" * 4001 in endless.text
    assert own.told == []


def test_the_other_side_reads_staff_and_association_apart(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    page = client.get(f"/bookings/{own.reference}").text
    assert "Nachricht senden" not in page  # staff write on their desk


def test_an_offer_is_taken_and_taken_twice_is_taken(client: Client, offered: Own) -> None:
    page = client.get(offered.path()).text
    assert "Ja, wir nehmen ihn" in page
    assert "bis Dienstag, 1. Dezember 2026" in page
    for _ in range(2):
        answer = offered.post(client, "/answer", date=offered.ids[0], said="taken")
        assert "Der Raum gehört Ihnen." in answer.text
    assert [one.status.value for one in offered.booking.occurrences] == ["confirmed"]


def test_an_offer_is_refused_in_two_taps(client: Client, offered: Own) -> None:
    question = client.get(offered.path("/give-up", date=offered.ids[0])).text
    values = hidden_values(question) | {"scope": "one"}
    client.post(f"/bookings/{offered.reference}/give-up", data=values)
    assert [one.status.value for one in offered.booking.occurrences] == ["withdrawn"]
    late = offered.post(client, "/answer", date=offered.ids[0], said="taken")
    assert "Das geht nicht mehr." in late.text


@pytest.mark.parametrize(
    ("said", "told", "room"),
    [
        ("accepted", "Sie haben unseren Vorschlag angenommen.", "saal-a"),
        ("refused", "Sie haben unseren Vorschlag nicht angenommen.", "saal-b"),
    ],
)
def test_a_proposal_of_the_house_is_accepted_or_refused(
    client: Client, own: Own, said: str, told: str, room: str
) -> None:
    own.propose(room="saal-a")
    assert "Unser Vorschlag für Dienstag, 12. Januar 2027" in client.get(own.path()).text
    assert told in own.post(client, "/answer", date=own.ids[0], said=said).text
    assert own.booking.rooms == (room,)
    again = own.post(client, "/answer", date=own.ids[0], said=said)
    assert "Das geht nicht mehr." in again.text


def test_what_staff_decided_meanwhile_is_told(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    own.propose(room="saal-a")
    ids = frozenset(own.ids)
    decisions.decide(books, STAFF, own.reference, Decision(decline=ids), now)
    late = own.post(client, "/answer", date=own.ids[0], said="accepted")
    assert "Inzwischen hat sich etwas geändert." in late.text
    assert [one.status.value for one in own.booking.occurrences] == ["declined"]


def test_another_room_or_time_is_asked_for_and_the_old_one_stays(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now, series=weekly(date(2027, 1, 19)))
    decisions.decide(books, STAFF, own.reference, Decision(confirm=frozenset(own.ids)), now)
    form = client.get(own.path("/change", date=own.ids[0])).text
    assert "Ihr Termin bleibt, wie er ist" in form
    wish = {"date": own.ids[0], "room": "saal-a", "place": "else"}
    when = {"day-day": 13, "day-month": 1, "day-year": 2027, "begin": "17:00", "end": "19:00"}
    answer = own.post(client, "/change", **wish, **when)
    assert "Ihr Wunsch ist da." in answer.text
    assert "Sie haben stattdessen angefragt: Mittwoch, 13. Januar 2027" in answer.text
    assert own.proposed == [("association", "saal-a")]
    assert [one.status.value for one in own.booking.occurrences] == ["confirmed", "confirmed"]
    back = own.post(client, "/answer", date=own.ids[0], said="withdrawn")
    assert "Sie haben Ihren Wunsch zurückgenommen." in back.text
    assert own.proposed == []


def test_what_is_free_instead_can_be_chosen(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    form = client.get(own.path("/change", date=own.ids[0])).text
    assert "Was an diesem Tag stattdessen frei ist" in form
    places = re.findall(r'value="([a-z0-9-]+ \d\d:\d\d–\d\d:\d\d)"', form)
    own_room = next(one for one in places if one.startswith("saal-b"))
    place = next(one for one in places if not one.startswith("saal-b"))
    room = place.split(" ")[0]
    here = {"day-day": 12, "day-month": 1, "day-year": 2027, "begin": "18:00", "end": "20:00"}
    chosen = {"date": own.ids[0], "room": "saal-b"} | here
    assert "Ihr Wunsch ist da." in own.post(client, "/change", place=own_room, **chosen).text
    assert own.proposed == [("association", "saal-b")]
    a_confirmed(books, now, room, group=DANCERS)
    late = own.post(client, "/change", place=place, **chosen)
    assert late.status_code == 422
    assert "Das ist nicht mehr frei." in late.text
    assert own.proposed == [("association", "saal-b")]


def test_a_date_does_not_stand_in_the_way_of_what_is_near_it(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    for confirmed in (frozenset(), frozenset(own.ids)):
        decisions.decide(books, STAFF, own.reference, Decision(confirm=confirmed), now)
        form = client.get(own.path("/change", date=own.ids[0])).text
        near = re.findall(r'value="saal-b (\d\d:\d\d)', form)
        assert near == ["17:30", "18:30", "17:00"]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({}, "Der Termin ist schon dort."),
        ({"day-day": 31, "day-month": 2}, "Diesen Tag gibt es nicht"),
        ({"begin": "20:00", "end": "18:00"}, "Das Ende muss nach dem Beginn (20:00 Uhr) liegen."),
        ({"day-year": 2035}, ""),
        ({"room": "no-such-room"}, "Bitte wählen Sie einen Raum aus der Liste."),
        ({"room": "beratung"}, ""),
    ],
)
def test_a_wish_that_cannot_be_is_refused_in_words_and_kept(
    client: Client, own: Own, wish: dict[str, object], told: str
) -> None:
    here = {"day-day": 12, "day-month": 1, "day-year": 2027, "begin": "18:00", "end": "20:00"}
    values = {"room": "saal-b", "date": own.ids[0]} | here | wish
    answer = own.post(client, "/change", **values)
    assert answer.status_code == 422
    assert told in answer.text
    assert own.proposed == []


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"begin": "22:00", "end": "24:00"}, "begin"),
        ({"room": "bewegungsraum"}, "room"),
        ({"day-year": 2026}, "day"),
    ],
)
def test_what_speaks_against_a_wish_stands_beside_its_field(
    client: Client, books: Books, now: datetime, wish: dict[str, object], field: str
) -> None:
    own = Own(books, now, activity="gesang")
    here = {"day-day": 12, "day-month": 1, "day-year": 2027, "begin": "18:00", "end": "20:00"}
    answer = own.post(client, "/change", date=own.ids[0], **{"room": "saal-b"} | here | wish)
    assert answer.status_code == 422
    assert set(errors_of(answer.text)) == {field}


def test_whoever_wishes_again_reads_what_is_open_and_replaces_only_that(
    client: Client, own: Own
) -> None:
    here = {"day-day": 12, "day-month": 1, "day-year": 2027, "begin": "18:00", "end": "20:00"}
    wish = {"date": own.ids[0], "place": "else"} | here
    for _ in range(2):  # a double click
        assert "Ihr Wunsch ist da." in own.post(client, "/change", room="saal-a", **wish).text
    form = client.get(own.path("/change", date=own.ids[0])).text
    assert "Sie haben für diesen Termin schon einen Wunsch gesendet." in form
    late = own.post(client, "/change", room="foyer", **wish)
    assert late.status_code == 422
    assert "Inzwischen gibt es für diesen Termin einen anderen Wunsch" in late.text
    (seen,) = re.findall(r'name="seen" value="(\d+)"', late.text)
    again = own.post(client, "/change", room="foyer", seen=seen, **wish)
    assert "Ihr neuer Wunsch ist da." in again.text
    assert own.proposed == [("association", "foyer")]


def test_a_proposal_that_was_replaced_meanwhile_is_not_accepted(client: Client, own: Own) -> None:
    own.propose(room="saal-a")
    (read,) = set(re.findall(r'name="proposal" value="(\d+)"', client.get(own.path()).text))
    own.propose(room="foyer")
    late = own.post(client, "/answer", date=own.ids[0], said="accepted", proposal=read)
    assert "Das geht nicht mehr." in late.text
    assert own.booking.occurrences[0].room == "saal-b"


def test_who_writes_too_often_keeps_what_was_typed(client: Client, own: Own) -> None:
    person = Person(Standing.ASSOCIATION, booking_id=own.booking.id)
    for number in range(MOST_PER_HOUR):
        messages.write(own.books, person, own.reference, f"Nummer {number}", own.now)
    late = own.post(client, "/messages", text="Und noch etwas")
    assert late.status_code == 429
    assert "Das war zu oft in kurzer Zeit." in late.text
    assert "Und noch etwas</textarea>" in late.text


def test_what_was_given_up_before_is_told_as_what_it_is(
    client: Client, books: Books, now: datetime
) -> None:
    withdrawn, fallen = Own(books, now), Own(books, now, day=date(2027, 1, 13))
    decisions.decide(books, STAFF, fallen.reference, Decision(confirm=frozenset(fallen.ids)), now)
    for own, told in (
        (withdrawn, "Diesen Termin haben Sie schon zurückgezogen."),
        (fallen, "Dieser Termin fällt schon aus."),
    ):
        decisions.cancel(books, STAFF, own.reference, Cancellation(), now)
        assert told in client.get(own.path("/give-up", date=own.ids[0])).text
        assert "Alle Termine sind vorbei" in client.get(own.path("/give-up")).text


def test_the_list_counts_only_dates_that_stand_and_says_where(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now, series=weekly(date(2027, 1, 19)))
    decisions.decide(books, STAFF, own.reference, Decision(confirm=frozenset(own.ids[:1])), now)
    know_device(client, books, now)
    page = client.get("/my").text
    assert "2 Termine" in page
    assert page.count("zugesagt") == page.count("wartet auf Antwort") == 1
    decisions.cancel(books, STAFF, own.reference, Cancellation(frozenset(own.ids[1:])), now)
    page = client.get("/my").text
    assert "2 Termine" not in page
    assert "zugesagt" in page
    assert "wartet auf Antwort" not in page


def test_a_date_that_was_given_up_cannot_be_changed(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    decisions.cancel(books, STAFF, own.reference, Cancellation(), now)
    page = client.get(own.path("/change", date=own.ids[0])).text
    assert "Diesen Termin können Sie nicht mehr ändern" in page


def test_what_was_given_up_as_a_whole_offers_no_calendar(client: Client, own: Own) -> None:
    assert "Diese Termine abonnieren" in client.get(own.path()).text
    own.post(client, "/give-up", scope="one", date=own.ids[0])
    page = client.get(own.path()).text
    assert "zurückgezogen" in page
    assert "In Ihrem Kalender" not in page


def test_the_confirmed_dates_come_as_a_file(client: Client, books: Books, now: datetime) -> None:
    own = Own(books, now, series=weekly(date(2027, 1, 19)))
    decisions.decide(books, STAFF, own.reference, Decision(confirm=frozenset(own.ids[:1])), now)
    answer = client.get(own.path("/dates.ics"))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{own.reference}.ics"'
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert "ATTENDEE" not in answer.text


def test_the_monthly_mail_is_switched_off_and_on_by_a_button(
    client: Client, books: Books, now: datetime
) -> None:
    own = Own(books, now, series=weekly(date(2027, 1, 19)))
    assert "Ja, abbestellen" in client.get(own.path("/month-list")).text
    assert own.booking.month_list  # the link alone changes nothing
    assert "nicht mehr." in own.post(client, "/month-list").text
    assert not own.booking.month_list
    own.post(client, "/month-list", wanted="yes")
    assert own.booking.month_list


def test_nothing_of_others_can_be_reached(
    client: Client, own: Own, books: Books, now: datetime
) -> None:
    other = a_request(books, now, "kueche")
    token = form_token(client, own.path())
    for below in ("", "/give-up", "/change", "/dates.ics", "/month-list", "/calendar"):
        address = f"/bookings/{other.reference}{below}?key={own.key}&date={other.occurrences[0].id}"
        assert client.get(address).status_code == 404
    foreign = {"date": str(other.occurrences[0].id), "said": "taken", "text": "Hallo"}
    for below in ("/give-up", "/change", "/month-list", "/messages", "/answer", "/calendar"):
        values = {"_csrf_token": token, "key": own.key} | foreign
        answer = client.post(f"/bookings/{other.reference}{below}", data=values)
        assert (answer.status_code, "Neuen Link schicken" in answer.text) == (404, True), below
    assert client.get(own.path("/change", date=other.occurrences[0].id)).status_code == 404


def test_a_link_ends_thirty_days_after_the_last_date(
    client: Client, own: Own, house_clock: HouseClock
) -> None:
    house_clock.now = datetime.fromisoformat("2027-02-10T12:00:00+00:00")
    assert client.get(own.path()).status_code == 200
    house_clock.now = datetime.fromisoformat("2027-02-12T12:00:00+00:00")
    page = client.get(own.path())
    assert page.status_code == 404
    assert "Neuen Link schicken" in page.text


def test_a_new_link_never_tells_whether_the_address_is_known(
    client: Client, own: Own, books: Books
) -> None:
    answers = []
    for reference, email in (
        (own.reference, "chor@verein.example"),
        (own.reference, "CHOR@verein.example"),  # within ten minutes: the same mail
        (own.reference, "fremd@verein.example"),
        ("NOSUCH", "chor@verein.example"),
    ):
        token = form_token(client, f"/bookings/{reference}?key=old")
        values = {"_csrf_token": token, "email": email}
        answer = client.post(f"/bookings/{reference}/new-link", data=values)
        answers.append((answer.status_code, answer.text.replace(reference, "")))
    assert len({status for status, _ in answers}) == 1
    assert all("Wenn Ihre Adresse zu dieser Anfrage gehört" in text for _, text in answers)
    sent = [mail.recipient for mail in owed(books) if mail.kind is Kind.NEW_LINK]
    assert sent == ["chor@verein.example"]
    token = form_token(client, "/bookings/NOSUCH?key=old")
    bad = client.post("/bookings/NOSUCH/new-link", data={"_csrf_token": token, "email": "x"})
    assert bad.status_code == 422
