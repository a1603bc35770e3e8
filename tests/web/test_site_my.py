"""“Meine Buchungen”: an address is proven by a code; delegates come and go."""

import re
from datetime import datetime

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.mails import Kind
from booking.services.books import Books
from booking.services.postman import PostOffice
from tests.builders import DANCERS, a_request
from tests.mail.conftest import office, postbox  # noqa: F401  fixtures
from tests.mail.mails import deliver, owed, text_of
from tests.mail.servers import Postbox
from tests.web.codes import code_in, know_device
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.visits import another_browser, form_token

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE
VERA = "vera@verein.example"


def post(client: Client, path: str, at: str = "/my", **values: object) -> Response:
    token = form_token(client, at)
    told = {"_csrf_token": token} | {name: str(value) for name, value in values.items()}
    return client.post(path, data=told)


@pytest.fixture
def booking(books: Books, now: datetime) -> Booking:
    return a_request(books, now)


def test_a_code_from_a_mail_opens_all_bookings_of_the_address(
    client: Client,
    books: Books,
    booking: Booking,
    now: datetime,
    office: PostOffice,  # noqa: F811
    postbox: Postbox,  # noqa: F811
) -> None:
    other = a_request(books, now, "kueche", group=DANCERS)
    asked = post(client, "/my/code", email=booking.email.upper())
    assert "Code eingeben" in asked.text
    assert 'autocomplete="one-time-code"' in asked.text
    deliver(books, office, now)
    code = next(code_in(text_of(one)) for one in postbox.messages if "Code" in one["Subject"])
    assert post(client, "/my/prove", "/my/code", code="000 000").status_code == 422
    typed = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    page = post(client, "/my/prove", "/my/code", code=f" {typed} ").text
    assert f'href="/bookings/{booking.reference}"' in page
    assert other.reference not in page
    assert client.get(f"/bookings/{booking.reference}").status_code == 200
    assert client.get(f"/bookings/{other.reference}").status_code == 404


def test_an_unknown_address_is_answered_alike(client: Client, booking: Booking) -> None:
    known = post(client, "/my/code", email=booking.email).text
    client.cookies.clear()
    unknown = post(client, "/my/code", email="fremd@verein.example").text
    assert unknown.replace("fremd@verein.example", booking.email).count("Code") == (
        known.count("Code")
    )
    assert post(client, "/my/code", email="keine Adresse").status_code == 422


def test_a_code_that_nobody_asked_for_leads_back(client: Client) -> None:
    assert "Code schicken" in client.get("/my/code").text
    assert "Code schicken" in post(client, "/my/prove", code="123456").text


def test_the_device_is_forgotten(
    client: Client, books: Books, booking: Booking, now: datetime
) -> None:
    know_device(client, books, now)
    page = client.get("/my").text
    assert booking.reference in page
    assert "wartet auf Antwort" in page
    assert "Code schicken" in post(client, "/my/sign-out").text
    assert client.get(f"/bookings/{booking.reference}").status_code == 404


def test_a_known_device_acts_without_a_link(
    client: Client, books: Books, booking: Booking, now: datetime
) -> None:
    know_device(client, books, now)
    page = f"/bookings/{booking.reference}"
    assert "Ihre Nachricht ist da." in post(client, f"{page}/messages", page, text="Hallo").text


def test_a_person_is_added_and_taken_off_the_list(
    client: Client, books: Books, booking: Booking, now: datetime
) -> None:
    know_device(client, books, now)
    people = f"/my/people/{booking.association_id}"
    added = post(client, f"{people}/add", people, name="Vera Neu", email=VERA)
    assert "Die Person steht auf der Liste." in added.text
    again = post(client, f"{people}/add", people, name="Vera Neu", email=VERA)
    assert "Wir haben keine weitere E-Mail geschickt." in again.text
    know_device(client, books, now, VERA)
    assert booking.reference in client.get("/my").text
    assert f'href="{people}/end?delegate=1"' in client.get(people).text
    question = f"{people}/end?delegate=1"
    assert "von der Liste" in client.get(question).text
    assert client.get(people).text.count("end?delegate=") == 2  # asked, and nothing ended yet
    assert client.get(f"{people}/end?delegate=99").url.path == people
    ended = post(client, f"{people}/end", question, delegate=1)
    assert "Die Person steht nicht mehr auf der Liste." in ended.text
    know_device(client, books, now)
    assert booking.reference not in client.get("/my").text
    assert client.get(people).status_code == 404


def test_a_name_without_an_address_is_refused_and_kept(
    client: Client, books: Books, booking: Booking, now: datetime
) -> None:
    know_device(client, books, now)
    people = f"/my/people/{booking.association_id}"
    again = post(client, f"{people}/add", people, name="Vera Neu", email="vera")
    assert again.status_code == 422
    assert 'value="Vera Neu"' in again.text
    own = post(client, f"{people}/handover", f"{people}/handover", name="Ich", email=booking.email)
    assert own.status_code == 422
    assert "Das ist Ihre eigene Adresse." in own.text


def test_bookings_are_handed_over_once_the_other_agrees(
    client: Client, books: Books, booking: Booking, now: datetime
) -> None:
    know_device(client, books, now)
    people = f"/my/people/{booking.association_id}/handover"
    assert re.search(r'name="ends_access" value="on" checked', client.get(people).text)
    asked = post(client, people, people, name="Vera Neu", email=VERA, ends_access="on")
    assert "Wartet auf das Ja von Vera Neu" in asked.text
    know_device(client, books, now, VERA)
    assert booking.reference not in client.get("/my").text
    done = post(client, "/my/handovers/1", said="accepted")
    assert "Sie haben übernommen." in done.text
    assert booking.reference in done.text
    know_device(client, books, now)
    assert booking.reference not in client.get("/my").text
    assert "Das geht nicht mehr." in post(client, "/my/handovers/1", said="taken_back").text
    kinds = [mail.kind for mail in owed(books)]
    assert kinds == [Kind.RECEIVED, Kind.HANDOVER, Kind.HANDED_OVER]


def test_others_reach_no_list_and_no_handover(
    client: Client, books: Books, booking: Booking, now: datetime
) -> None:
    a_request(books, now, "kueche", group=DANCERS)
    know_device(client, books, now, DANCERS.email)
    people = f"/my/people/{booking.association_id}"
    assert client.get(people).status_code == 404
    assert client.get(f"{people}/handover").status_code == 404
    assert client.get(f"{people}/end?delegate=1").status_code == 404
    for path, values in (
        (f"{people}/add", {"name": "Ich", "email": VERA}),
        (f"{people}/end", {"delegate": 1}),
        (f"{people}/handover", {"name": "Ich", "email": VERA}),
    ):
        assert post(client, path, **values).status_code == 404
    assert client.get("/my/people/99999999999999999999").status_code == 404
    gone = post(client, "/my/handovers/2147483647", said="accepted")
    assert "Das geht nicht mehr." in gone.text
    no_row = "/my/handovers/99999999999999999999"  # a number that no database gives
    assert post(client, no_row, said="accepted").status_code == 404


def test_in_the_demo_the_browser_that_asked_reads_its_code_and_nobody_else(
    client: Client, booking: Booking
) -> None:
    asked = post(client, "/my/code", email=booking.email)
    assert "/my/code/mail" not in asked.text
    assert client.get("/my/code/mail").status_code == 404  # no demo, no mail to read
    new_link = f"/bookings/{booking.reference}/new-link"
    assert "gleich lesen" not in client.get(new_link).text
    client.app.state["is_demo"] = True
    assert "gleich lesen" in client.get(new_link).text
    assert 'href="/my/code/mail"' in client.get("/my/code").text
    code = code_in(client.get("/my/code/mail").text)
    with another_browser(client) as stranger:
        assert stranger.get("/my/code/mail").status_code == 404
    assert booking.reference in post(client, "/my/prove", "/my/code", code=code).text


def test_without_a_code_one_is_asked_for_it(client: Client, booking: Booking) -> None:
    post(client, "/my/code", email=booking.email)
    empty = post(client, "/my/prove", "/my/code", code=" ")
    assert empty.status_code == 422
    assert "Bitte geben Sie den Code aus unserer E-Mail ein." in empty.text
