"""The pages about accounts: who sees what, and what is said when something is wrong."""

import re
from datetime import datetime

import pyotp
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.people import Role
from booking.services.books import Books
from booking.services.outbox import look_at_outbox
from booking.store.tokens import Purpose, add_token
from tests.builders import STAFF
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.visits import PASSWORD, form_token, sign_in_as

Client = TestClient[Litestar]


def post(client: Client, address: str, seen_at: str, **typed: str) -> Response:
    typed["_csrf_token"] = form_token(client, seen_at)
    return client.post(address, data=typed, follow_redirects=False)


@pytest.fixture
def admin(client: Client, books: Books, now: datetime) -> Client:
    """A client that is signed in as admin."""
    sign_in_as(client, books, now, Role.ADMIN)
    return client


def test_an_admin_invites_somebody(admin: Client, books: Books, now: datetime) -> None:
    wrong = post(admin, "/staff/people", "/staff/people", email="x", name="<b>Nele</b>")
    assert wrong.status_code == 422
    assert 'value="&lt;b&gt;Nele&lt;/b&gt;"' in wrong.text
    typed = {"email": "neu@west.example", "name": "Nele Neu", "role": "caretaker"}
    assert post(admin, "/staff/people", "/staff/people", **typed).status_code == 303
    assert "Nele Neu" in admin.get("/staff/people").text
    owed = [one.recipient for one in look_at_outbox(books, STAFF, 1, now).mails]
    assert owed.count("neu@west.example") == 1
    number = re.findall(r"/staff/people/(\d+)", admin.get("/staff/people").text)[-1]
    again = admin.get(f"/staff/people/{number}").text
    assert "Einladung noch einmal senden" in again
    assert 'name="email" value="neu@west.example"' in again
    assert "Einladung noch einmal" not in admin.get("/staff/people/1").text


@ON_ONE_DATABASE
def test_the_last_admin_stays(admin: Client) -> None:
    answer = post(admin, "/staff/people/1/shut", "/staff/people/1")
    assert answer.status_code == 409
    assert "Jemand muss die Zugänge pflegen können." in answer.text


@ON_ONE_DATABASE
@pytest.mark.parametrize("number", [2**31, 2**63, 10**20])
def test_a_number_that_no_row_has_is_no_page(admin: Client, number: int) -> None:
    assert admin.get(f"/staff/people/{number}").status_code == 404


@ON_ONE_DATABASE
def test_staff_look_and_change_nothing(client: Client, books: Books, now: datetime) -> None:
    sign_in_as(client, books, now)
    assert "Nur die Verwaltung" in client.get("/staff/people").text
    token = "/staff/closures/new"
    assert post(client, "/staff/people/1/shut", token).status_code == 403
    assert post(client, "/staff/people", token, email="a@b.example", name="A").status_code == 403


def test_a_link_from_a_mail_sets_a_password_once(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    client.cookies.clear()
    with books.database.writing() as session:
        key = add_token(session, Purpose.PASSWORD, now, account_id=1)
    address = f"/password?key={key}"
    short = post(client, "/password", address, key=key, password="short")
    assert short.status_code == 422
    assert "short" not in short.text
    typed = {"key": key, "password": "drei kleine Katzen"}
    assert post(client, "/password", address, **typed).headers["location"] == (
        "/sign-in?said=password"
    )
    assert client.get(address).status_code == 404
    assert "Dieser Link gilt nicht mehr" in client.get(address).text


@ON_ONE_DATABASE
def test_forgotten_answers_the_same_for_every_address(client: Client) -> None:
    form = "/sign-in/forgotten"
    for email in ("staff@west.example", "nobody@west.example"):
        assert post(client, form, form, email=email).headers["location"].endswith("said=sent")
    assert post(client, form, form, email="x").status_code == 422


@ON_ONE_DATABASE
def test_a_second_factor_is_set_up_and_asked_for(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    sign_in_as(client, books, now)
    shown = post(client, "/account/second-factor", "/account").text
    secret = shown.partition('<bdi dir="ltr">')[2].partition("<")[0]
    assert "<svg" in shown
    totp = pyotp.TOTP(secret)
    wrong = post(client, "/account/second-factor/confirm", "/account", code="1")
    assert (wrong.status_code, "Dieser Code stimmt nicht." in wrong.text) == (422, True)
    done = post(client, "/account/second-factor/confirm", "/account", code=totp.at(now))
    assert done.text.count("<code>") == 10
    client.cookies.clear()
    typed = {"email": "staff@west.example", "password": PASSWORD}
    step = post(client, "/sign-in", "/sign-in", **typed)
    assert "Code von Ihrem Telefon" in step.text
    key = step.text.partition('name="key" value="')[2].partition('"')[0]
    later = totp.at(now.timestamp() + 30)
    answer = post(client, "/sign-in/code", "/sign-in", key=key, code=later)
    assert answer.headers["location"] == "/staff"
    assert client.get("/staff").status_code == 200


@ON_ONE_DATABASE
def test_one_s_own_password_is_changed_and_asked_for_anew(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now, Role.CARETAKER)
    wrong = post(client, "/account/password", "/account", old="x", password="drei kleine Katzen")
    assert (wrong.status_code, "nicht Ihr jetziges Passwort" in wrong.text) == (422, True)
    typed = {"old": PASSWORD, "password": "drei kleine Katzen"}
    assert post(client, "/account/password", "/account", **typed).status_code == 303
    assert client.get("/account", follow_redirects=False).status_code == 303


@ON_ONE_DATABASE
@pytest.mark.parametrize("role", list(Role))
def test_ones_own_account_is_in_the_menu(
    client: Client, books: Books, now: datetime, role: Role
) -> None:
    sign_in_as(client, books, now, role)
    assert '<a href="/account">Mein Zugang</a>' in client.get("/today").text
