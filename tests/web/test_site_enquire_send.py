"""Sending an enquiry: after proof of the address, once, and never over the heads of others."""

from datetime import datetime, timedelta

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.filters import Filter
from booking.domain.mails import Kind
from booking.domain.people import VISITOR
from booking.domain.proofs import CODE_LASTS, MOST_TRIES
from booking.services import asking, drafts, enquiries
from booking.services.bookings import list_bookings
from booking.services.books import Books
from booking.services.mail.writing import Letterhead, write_mail
from tests.builders import STAFF, TUESDAY, a_confirmed, an_enquiry
from tests.mail.mails import owed, text_of
from tests.web.codes import code_in, know_device
from tests.web.conftest import HOST, HouseClock
from tests.web.enquiries import (
    CHECK,
    CHOIR_PRACTICE,
    EVERY_WEEK,
    ROOM,
    WHEN,
    WHO,
    ask,
    errors_of,
    fill_in,
    hidden_values,
    page_of,
    post_page,
    send,
)
from tests.web.visits import another_browser, sign_in_as

Client = TestClient[Litestar]
PROOF = "/enquire/proof"
HEAD = Letterhead(HOST, "raum@das-west.example")


def stored(books: Books, now: datetime) -> list[list[str]]:
    """The statuses of all dates, booking by booking."""
    found = list_bookings(books, STAFF, Filter(), 1, now).bookings
    return [[one.status.value for one in booking.occurrences] for booking in found]


def mail_text(books: Books, now: datetime) -> str:
    """The last mail with a code, which leaves now."""
    mail = [one for one in owed(books) if one.kind is Kind.PROVE_ADDRESS][-1]
    message = write_mail(books, HEAD, mail, now)
    assert message is not None
    return text_of(message)


def waiting_for_code(client: Client, **changed: str) -> None:
    """Everything is filled in, and a code was asked for."""
    fill_in(client, **changed)
    assert send(client).headers["location"] == PROOF


def prove(client: Client, code: str) -> Response:
    """Types in a code."""
    return post_page(client, PROOF, code=code)


def link_in(text: str) -> str:
    """The address in the mail, below the house."""
    return PROOF + text.split(PROOF)[1].split()[0]


def test_the_code_sends_the_enquiry_and_the_device_is_known(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client)
    page = client.get(PROOF).text
    assert "<title>Noch nicht abgeschickt: Code eingeben" in page
    assert 'autocomplete="one-time-code" inputmode="numeric"' in page
    assert stored(books, now) == []
    answer = prove(client, code_in(mail_text(books, now)))
    own = client.get(answer.headers["location"]).text
    assert "Ihre Anfrage ist da." in own
    assert "Wir antworten spätestens am Donnerstag, 26. November 2026." in own
    assert stored(books, now) == [["requested"]]
    fill_in(client)
    assert "/bookings/" in send(client).headers["location"]


def test_another_address_on_a_known_device_is_proven_anew(
    client: Client, books: Books, now: datetime
) -> None:
    know_device(client, books, now, "lira@verein.example")
    for path in (WHEN, ROOM):
        fields = {name: CHOIR_PRACTICE[name] for name in CHOIR_PRACTICE if page_of(name) == path}
        post_page(client, path, **fields, shown="saal-b")
    assert 'value="lira@verein.example"' in client.get(WHO).text
    waiting_for_code(client)


def test_a_wrong_code_sends_nothing_and_can_be_corrected(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client)
    code = code_in(mail_text(books, now))
    wrong = prove(client, "12 34")
    assert wrong.status_code == 422
    assert errors_of(wrong.text)["code"].startswith("Dieser Code stimmt nicht")
    assert stored(books, now) == []
    assert prove(client, code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))).is_redirect
    assert stored(books, now) == [["requested"]]


def test_after_many_tries_a_new_code_helps(client: Client, books: Books, now: datetime) -> None:
    waiting_for_code(client)
    for _ in range(MOST_TRIES + 1):
        wrong = prove(client, "000000x")
    assert errors_of(wrong.text)["code"].startswith("Das wurde zu oft versucht.")
    again = post_page(client, f"{PROOF}/again")
    assert "Ein neuer Code ist unterwegs." in client.get(again.headers["location"]).text
    assert "/bookings/" in prove(client, code_in(mail_text(books, now))).headers["location"]


def test_a_code_runs_out(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    waiting_for_code(client)
    code = code_in(mail_text(books, now))
    house_clock.now += CODE_LASTS
    assert prove(client, code).status_code == 422


def test_the_link_shows_and_its_button_sends_in_another_browser(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client)
    link = link_in(mail_text(books, now))
    with another_browser(client) as other:
        page = other.get(link)
        assert "Jetzt absenden" in page.text
        assert "Chor ohne Grenzen" in page.text
        assert stored(books, now) == []  # looking changes nothing
        values = hidden_values(page.text)
        first, second = (
            other.post(f"{PROOF}/send", data=values, follow_redirects=False) for _ in range(2)
        )
        assert "/bookings/" in first.headers["location"]
        assert stored(books, now) == [["requested"]]
        assert "Diese Anfrage ist abgeschickt" in other.get(second.headers["location"]).text
    assert "Diese Anfrage ist abgeschickt" in client.get(PROOF).text


def test_the_link_sends_nothing_that_its_reader_has_not_seen(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client)
    link = link_in(mail_text(books, now))
    with another_browser(client) as other:
        seen = hidden_values(other.get(link).text)
    fill_in(client, title="Etwas anderes")
    with another_browser(client) as other:
        seen.pop("_csrf_token")  # post_page gets a new one
        answer = post_page(other, f"{PROOF}/send", **seen)
        told = other.get(answer.headers["location"])
        assert "Etwas anderes" in told.text
        assert "Inzwischen hat sich etwas geändert" in told.text
        assert stored(books, now) == []
        now_seen = hidden_values(told.text)
        other.post(f"{PROOF}/send", data=now_seen, follow_redirects=False)
    assert stored(books, now) == [["requested"]]


def test_who_wrote_a_draft_opens_it_only_with_its_address_proven(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client)
    link = link_in(mail_text(books, now))
    with another_browser(client) as other:
        values = hidden_values(other.get(link).text)
        other.post(f"{PROOF}/send", data=values, follow_redirects=False)
    for path in (PROOF, f"{PROOF}/open", f"{PROOF}/again"):
        assert post_page(client, path, code="000000").status_code in (303, 422)
        assert "/bookings/" not in post_page(client, path).headers.get("location", "")
    assert "Zu Ihrer Anfrage" not in client.get(PROOF).text
    know_device(client, books, now)
    assert "/bookings/" in post_page(client, f"{PROOF}/open").headers["location"]


def test_days_that_no_page_wrote_send_nothing_wrong(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client)
    values = hidden_values(client.get(link_in(mail_text(books, now))).text)
    answer = client.post(
        f"{PROOF}/send", data={**values, "days": "tomorrow,"}, follow_redirects=False
    )
    assert "/bookings/" in answer.headers["location"]
    assert stored(books, now) == [["requested"]]


def test_an_old_link_says_how_to_go_on(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    waiting_for_code(client)
    link = link_in(mail_text(books, now))
    house_clock.now += drafts.KEPT
    for address in (link, f"{PROOF}?key=nonsense"):
        page = client.get(address)
        assert page.status_code == 404
        assert "Dieser Link gilt nicht mehr" in page.text
        assert "Dann fragen Sie bitte noch einmal an" in page.text


def test_who_finds_dates_gone_at_the_link_decides_there(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client, **EVERY_WEEK)
    link = link_in(mail_text(books, now))
    with another_browser(client) as other:
        before = hidden_values(other.get(link).text)
        a_confirmed(books, now)
        told = other.post(f"{PROOF}/send", data=before)
        assert "Es wurde nichts gesendet: Andere waren schneller." in told.text
        assert "Sie fragen 3 von 4 Terminen an." in told.text
        assert stored(books, now) == [["confirmed"]]
        now_seen = hidden_values(told.text)
        other.post(f"{PROOF}/send", data=now_seen, follow_redirects=False)
    assert sorted(stored(books, now)) == [["confirmed"], ["requested"] * 3]


def test_who_finds_dates_gone_after_the_code_decides_on_the_check(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client, **EVERY_WEEK)
    a_confirmed(books, now)
    answer = prove(client, code_in(mail_text(books, now)))
    page = client.get(answer.headers["location"]).text
    assert "Es wurde nichts gesendet: Andere waren schneller." in page
    assert "Sie fragen 3 von 4 Terminen an." in page
    assert "Anfrage senden" in page  # the address is proven by now
    assert stored(books, now) == [["confirmed"]]
    send(client, "twice")
    assert sorted(stored(books, now)) == [["confirmed"], ["requested"] * 3]


def test_a_code_proves_nothing_about_an_address_typed_later(
    client: Client, books: Books, now: datetime
) -> None:
    waiting_for_code(client)
    code = code_in(mail_text(books, now))
    fill_in(client, email="lira@verein.example")
    assert prove(client, code).headers["location"] == CHECK
    assert stored(books, now) == []


def test_a_double_click_makes_one_mail_and_one_booking(
    client: Client, books: Books, now: datetime
) -> None:
    fill_in(client)
    for _ in range(2):
        send(client)
    assert [one.kind for one in owed(books)].count(Kind.PROVE_ADDRESS) == 1
    code = code_in(mail_text(books, now))
    first, second = prove(client, code), prove(client, code)
    assert first.headers["location"].split("?")[0] == second.headers["location"].split("?")[0]
    assert stored(books, now) == [["requested"]]


def test_staff_need_no_proof(client: Client, books: Books, now: datetime) -> None:
    sign_in_as(client, books, now)
    fill_in(client)
    assert "/bookings/" in send(client).headers["location"]
    assert stored(books, now) == [["requested"]]


def test_too_many_mails_are_told_and_nothing_is_lost(
    client: Client, books: Books, now: datetime
) -> None:
    fill_in(client)
    for number in range(6):
        answer = send(client, f"nonce {number}")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert "Chor ohne Grenzen" in answer.text


def test_too_many_enquiries_are_told_and_nothing_is_lost(
    client: Client, books: Books, now: datetime
) -> None:
    for _ in range(asking.MOST_PER_HOUR[VISITOR.standing]):
        enquiries.request(books, VISITOR, an_enquiry(), now, origin="testclient")
    answer = ask(client, books, now)
    assert answer.status_code == 429
    assert "Chor ohne Grenzen" in answer.text


@pytest.mark.parametrize("choice", ["wait", "saal-a 18:00 20:00", "skip"])
def test_each_problem_date_goes_its_own_way_in_one_booking(
    client: Client, books: Books, now: datetime, choice: str
) -> None:
    a_confirmed(books, now)
    answer = ask(client, books, now, **EVERY_WEEK, **{f"choice-{TUESDAY}": choice})
    own = client.get(answer.headers["location"]).text
    others = {"wait": ["waiting"], "skip": []}.get(choice, ["requested"])
    assert sorted(stored(books, now)) == sorted([["confirmed"], others + ["requested"] * 3])
    assert ("Saal A" in own) == choice.startswith("saal-a")


def test_any_room_will_do(client: Client, books: Books, now: datetime) -> None:
    ask(client, books, now, room="any")
    (booking,) = list_bookings(books, STAFF, Filter(), 1, now).bookings
    assert booking.any_room
    assert booking.rooms == ("musikraum",)


def test_the_reference_of_others_is_of_no_use(client: Client, books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    page = client.get(f"/enquire?again={booking.reference}&key=guessed").text
    assert "Chorprobe" not in page
    assert 'value="24"' not in page


def test_asking_again_fills_in_what_was_told_before(
    client: Client, books: Books, now: datetime
) -> None:
    own = ask(client, books, now, phone="05361 123456").headers["location"]
    reference, key = own.removeprefix("/bookings/").split("?key=")
    address = f"/enquire?again={reference}&key={key.split('&')[0]}&day=2027-03-02"
    page = client.get(address)
    assert '<option value="18:00" selected>' in page.text
    when = {"rhythm": "once", "day-day": "2", "day-month": "3", "day-year": "2027"}
    times = {"begin": "18:00", "end": "20:00", "persons": "24", "activity": "gesang"}
    post_page(client, "/enquire", **hidden_values(page.text), **when, **times)
    post_page(client, "/enquire/room", room="saal-b", shown="saal-b")
    who = client.get(WHO).text
    for told in ("Chor ohne Grenzen", "A. Beispiel", "chor@verein.example", "05361 123456"):
        assert f'value="{told}"' in who


def test_codes_can_be_read_in_the_demo_alone(client: Client, books: Books, now: datetime) -> None:
    waiting_for_code(client)
    assert client.get(f"{PROOF}/mail").status_code == 404
    assert "kommen unsere E-Mails nicht heraus" in client.get(PROOF).text
    client.app.state["is_demo"] = True
    assert f"{PROOF}/mail" in client.get(PROOF).text
    code = code_in(client.get(f"{PROOF}/mail").text)
    with another_browser(client) as stranger:
        assert stranger.get(f"{PROOF}/mail").status_code == 404
    assert "/bookings/" in prove(client, code).headers["location"]


def test_a_draft_is_gone_after_two_days(client: Client, house_clock: HouseClock) -> None:
    fill_in(client)
    house_clock.now += drafts.KEPT - timedelta(seconds=1)
    assert "Chor ohne Grenzen" in client.get(WHO).text
    house_clock.now += timedelta(seconds=1)
    assert str(client.get(WHO).url).endswith("/enquire")
