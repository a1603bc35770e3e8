"""Staff make links for caretakers and substitutes; problems come in and are seen to."""

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from PIL import Image

from booking.domain.caretaker_links import NewLink
from booking.domain.people import Role
from booking.services.books import Books
from booking.services.caretaker_links import look_at_caretakers, make_link
from tests.builders import CARETAKER, STAFF, TUESDAY, a_confirmed, a_request, utc
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.visits import form_token, sign_in_as

pytestmark = ON_ONE_DATABASE
Client = TestClient[Litestar]
PAGE = "/staff/caretakers"
SUBSTITUTE = {
    "name": "V. Ertretung",
    "last_day-day": "30",
    "last_day-month": "11",
    "last_day-year": "2026",
}
NOON = utc(TUESDAY, 11)


def make(client: Client, **typed: str) -> Response:
    fields = {"nonce": "a nonce of this form", **typed, "_csrf_token": form_token(client, PAGE)}
    return client.post(PAGE, data=fields, follow_redirects=False)


@pytest.fixture
def staff(client: Client, books: Books, now: datetime) -> Client:
    """Somebody of the office."""
    sign_in_as(client, books, now)
    return client


def test_a_new_link_is_shown_once_and_opens_the_day(staff: Client, books: Books) -> None:
    said = make(staff, **SUBSTITUTE, phone="05361 77")
    assert said.headers["location"] == f"{PAGE}#new-link"
    page = staff.get(PAGE).text
    found = re.search('href="http://testserver.local(/today/[^"]{43})"', page)
    assert found
    assert "<svg" in page
    assert "style=" not in page
    assert "bis Mo. 30.11.2026" in page
    assert found[1] not in staff.get(PAGE).text
    staff.cookies.clear()
    assert staff.get(found[1]).status_code == 200


def test_a_double_click_makes_one_link(staff: Client, books: Books, now: datetime) -> None:
    for _ in range(2):
        assert make(staff, **SUBSTITUTE).status_code == 303
    assert len(look_at_caretakers(books, STAFF, now).open) == 1


def test_a_caretaker_gets_a_link_until_it_is_ended(
    staff: Client, books: Books, now: datetime
) -> None:
    sign_in_as(staff, books, now, Role.CARETAKER)
    sign_in_as(staff, books, now)
    (account,) = look_at_caretakers(books, STAFF, now).accounts
    make(staff, account=str(account.account_id))
    (link,) = look_at_caretakers(books, STAFF, now).open
    assert (link.name, link.last_day) == ("A. Caretaker", None)
    token = form_token(staff, PAGE)
    staff.post(f"{PAGE}/links/{link.id}/end", data={"_csrf_token": token})
    assert look_at_caretakers(books, STAFF, now).open == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Bitte füllen Sie das aus."),
        ({"last_day-year": "2025"}, "ist vorbei"),
        ({"last_day-day": "31"}, "Diesen Tag gibt es nicht"),
        ({"phone": "anrufen!"}, "Telefonnummer"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    staff: Client, books: Books, now: datetime, typed: dict[str, str], sentence: str
) -> None:
    answer = make(staff, **SUBSTITUTE | {"phone": "05361 77"} | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="11"' in answer.text
    assert look_at_caretakers(books, STAFF, now).open == ()


def test_an_account_that_is_no_caretakers_gets_no_link(staff: Client) -> None:
    assert make(staff, account="1").status_code == 404


@pytest.fixture
def day(books: Books, house_clock: HouseClock) -> str:
    """A caretaker's link, opened at noon."""
    house_clock.now = NOON
    link = NewLink("Horst", "another nonce of the tests", last_day=TUESDAY)
    return f"/today/{make_link(books, STAFF, link, NOON)}"


def a_picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 40), "blue").save(file, "PNG")
    return file.getvalue()


def report(client: Client, day: str, photo: bytes = b"", **typed: object) -> Response:
    fields = {"nonce": "the nonce of a report", "text": "Zwei Stühle sind kaputt.", **typed}
    fields["_csrf_token"] = form_token(client, f"{day}/problem")
    files = {"photo": ("IMG_0001.png", photo, "image/png")}
    return client.post(f"{day}/problem", data=fields, files=files, follow_redirects=False)


def test_a_problem_comes_in_once_and_is_ticked_off(
    client: Client, books: Books, now: datetime, day: str
) -> None:
    booking = a_confirmed(books, now)
    for _ in range(2):
        sent = report(client, day, a_picture(), occurrence=booking.occurrences[0].id)
        assert sent.headers["location"] == f"{day}?said=problem"
    sign_in_as(client, books, NOON)
    page = client.get("/staff/problems").text
    assert page.count("Zwei Stühle sind kaputt.</p>") == 1
    assert f"/staff/bookings/{booking.reference}" in page
    found = re.search("/staff/problems/[0-9]+/photo", page)
    assert found
    photo = client.get(found[0])
    assert photo.headers["content-type"] == "image/jpeg"
    assert photo.headers["x-content-type-options"] == "nosniff"
    assert Image.open(BytesIO(photo.content)).size == (60, 40)
    tick = found[0].removesuffix("/photo")
    token = form_token(client, "/staff/problems")
    client.post(tick, data={"_csrf_token": token, "done": "yes"})
    assert "Nichts ist gemeldet." in client.get("/staff/problems").text
    assert "hat am Di. 12.01.2027 ein Problem gemeldet" in (
        client.get(f"/staff/bookings/{booking.reference}").text
    )


@pytest.mark.parametrize(
    ("typed", "photo", "sentence"),
    [
        ({"text": " "}, b"", "Bitte füllen Sie dieses Feld aus."),
        ({}, b"<svg/>", "Dieses Foto können wir nicht lesen."),
        ({}, bytes(5 * 1024 * 1024 + 1), "Das Foto ist zu groß."),
    ],
    ids=["no-text", "no-photo", "too-large"],
)
def test_a_report_that_will_not_do_comes_back_as_it_was(
    client: Client, day: str, typed: dict[str, str], photo: bytes, sentence: str
) -> None:
    answer = report(client, day, photo, **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Stühle sind kaputt" in answer.text or typed


def test_a_report_is_only_about_what_stands_on_a_day_sheet(
    client: Client, books: Books, now: datetime, day: str
) -> None:
    asked = a_request(books, now, title="Geheimes Treffen").occurrences[0].id
    far = a_confirmed(books, now, "kueche", day=TUESDAY + timedelta(weeks=5)).occurrences[0].id
    for unknown in (asked, far, 4711):
        page = client.get(f"{day}/problem?occurrence={unknown}")
        assert page.status_code == 404
        assert "Geheimes Treffen" not in page.text
        assert report(client, day, occurrence=unknown).status_code == 404


def test_photos_are_for_staff_alone(client: Client, books: Books, now: datetime, day: str) -> None:
    report(client, day, a_picture())
    assert client.get("/staff/problems/1/photo", follow_redirects=False).status_code == 303
    sign_in_as(client, books, NOON, Role.CARETAKER)
    assert client.get("/staff/problems/1/photo").status_code == 403
    assert CARETAKER.is_staff is False
