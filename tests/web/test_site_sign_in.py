"""Signing in and out on the pages."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.people import Role
from booking.services import sign_in
from booking.services.books import Books
from booking.services.sign_in import MOST_PER_ACCOUNT, SESSION_LASTS
from booking.web.identity import SESSION_COOKIE
from booking.web.site.local_path import local_path
from tests.web.conftest import HOST, HouseClock
from tests.web.visits import PASSWORD, form_token, sign_in_as

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages are the same on every database; signing in is tested on both."""
    return sqlite_url


@pytest.fixture
def accounts(books: Books, hasher: PasswordHasher, now: datetime) -> None:
    """One of the staff and a caretaker."""
    for role in (Role.STAFF, Role.CARETAKER):
        email = f"{role}@west.example"
        sign_in.add_account(books.database, hasher, email, role.title(), role, PASSWORD, now)


@pytest.fixture
def client(app: Litestar, accounts: None) -> Iterator[Client]:
    """A visitor of a house whose people have accounts."""
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield client


def send(
    client: Client, email: str = "staff@west.example", password: str = PASSWORD, wanted: str = ""
) -> Response:
    typed = {"email": email, "password": password, "next": wanted}
    typed["_csrf_token"] = form_token(client, "/sign-in")
    return client.post("/sign-in", data=typed, follow_redirects=False)


@pytest.mark.parametrize(("role", "address"), [("staff", "/staff"), ("caretaker", "/today")])
def test_signing_in_leads_to_ones_work(client: Client, role: str, address: str) -> None:
    answer = send(client, f"{role}@west.example")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert client.get("/sign-in", follow_redirects=False).headers["location"] == address


def test_signing_in_leads_back_to_where_one_wanted_to_go(client: Client) -> None:
    away = client.get("/staff/bookings/2222-2222?since=1", follow_redirects=False)
    assert away.status_code == 303
    page = client.get(away.headers["location"]).text
    assert 'name="next" value="/staff/bookings/2222-2222?since=1"' in page
    answer = send(client, wanted="/staff/settled?q=Chor")
    assert answer.headers["location"] == "/staff/settled?q=Chor"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/ä",
        "/x y",
    ],
)
def test_no_address_of_another_house_is_a_path_of_this_one(wanted: str) -> None:
    assert local_path(wanted) is None


def test_signing_in_leads_to_no_other_house(client: Client) -> None:
    assert send(client, wanted="//evil.example").headers["location"] == "/staff"


def test_the_session_is_a_cookie_that_no_script_reads(client: Client) -> None:
    (cookie,) = (
        value
        for name, value in send(client).headers.multi_items()
        if name == "set-cookie" and value.startswith("session=")
    )
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "path=/", "samesite=lax"} <= attributes


def test_every_sign_in_makes_a_new_session_and_ends_the_old(client: Client) -> None:
    send(client)
    first = client.cookies[SESSION_COOKIE]
    typed = {"email": "staff@west.example", "password": PASSWORD}
    typed["_csrf_token"] = form_token(client, "/staff")
    client.post("/sign-in", data=typed, follow_redirects=False)
    second = client.cookies[SESSION_COOKIE]
    assert first != second
    client.cookies.set(SESSION_COOKIE, first, domain="testserver.local")
    assert client.get("/staff", follow_redirects=False).status_code == 303


def test_a_session_brought_along_is_not_adopted(client: Client) -> None:
    client.cookies.set(SESSION_COOKIE, "chosen-by-somebody", domain="testserver.local")
    send(client)
    assert "chosen-by-somebody" not in [cookie.value for cookie in client.cookies.jar]


@pytest.mark.parametrize(
    ("email", "password"),
    [("staff@west.example", "wrong"), ("nobody@west.example", PASSWORD)],
)
def test_a_wrong_sign_in_does_not_say_what_was_wrong(
    client: Client, email: str, password: str
) -> None:
    answer = send(client, email, password)
    assert answer.status_code == 401
    assert "Die Adresse oder das Passwort stimmt nicht." in answer.text
    assert f'value="{email}"' in answer.text
    assert password not in answer.text
    assert SESSION_COOKIE not in client.cookies


def test_empty_fields_are_told_beside_them(client: Client) -> None:
    answer = send(client, "", "")
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 2


def test_too_many_attempts_have_to_wait(client: Client) -> None:
    for _ in range(MOST_PER_ACCOUNT):
        assert send(client, password="wrong").status_code == 401
    answer = send(client)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    assert "Bitte warten Sie" in answer.text


def test_a_session_ends_by_itself(client: Client, house_clock: HouseClock) -> None:
    send(client)
    house_clock.now += SESSION_LASTS - timedelta(seconds=1)
    assert client.get("/staff", follow_redirects=False).status_code == 200
    house_clock.now += timedelta(seconds=1)
    assert client.get("/staff", follow_redirects=False).status_code == 303


def test_signing_out_ends_the_session_everywhere(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    secret = client.cookies[SESSION_COOKIE]
    token = form_token(client, "/staff")
    answer = client.post("/sign-out", data={"_csrf_token": token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert SESSION_COOKIE not in client.cookies
    client.cookies.set(SESSION_COOKIE, secret, domain="testserver.local")
    assert client.get("/staff", follow_redirects=False).status_code == 303
