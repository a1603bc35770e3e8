"""Cookies of a house that is reached by https: no neighbour can plant them."""

from collections.abc import Iterator
from datetime import datetime
from http.cookies import SimpleCookie

import pytest
from argon2 import PasswordHasher
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.app import create_app
from booking.config import Config
from booking.domain.people import Role
from booking.services import sign_in
from booking.services.books import Books
from tests.web.visits import PASSWORD, form_token

Client = TestClient[Litestar]
HOME = "https://testserver.local"
SESSION, CSRF = "__Host-session", "__Host-csrftoken"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Cookies are the same on every database."""
    return sqlite_url


@pytest.fixture
def client(books: Books, config: Config, hasher: PasswordHasher, now: datetime) -> Iterator[Client]:
    """A visitor of a house by https, in which one of the staff can sign in."""
    sign_in.add_account(
        books.database, hasher, "staff@west.example", "S.", Role.STAFF, PASSWORD, now
    )
    secured = config.model_copy(update={"base_url": HOME})
    app = create_app(books, secured, clock=lambda: now, hasher=hasher)
    with TestClient(app, base_url=HOME, raise_server_exceptions=False) as client:
        yield client


def enter(client: Client) -> Response:
    typed = {"email": "staff@west.example", "password": PASSWORD}
    typed["_csrf_token"] = form_token(client, "/sign-in")
    return client.post("/sign-in", data=typed, follow_redirects=False)


def attributes(answer: Response, name: str) -> tuple[str, bool, str, str]:
    """Path, Secure, domain and age of a cookie that an answer sets."""
    (line,) = (one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{name}="))
    cookie = SimpleCookie(line)[name]
    return cookie["path"], bool(cookie["secure"]), cookie["domain"], cookie["max-age"]


def test_cookies_are_bound_to_this_host(client: Client) -> None:
    assert attributes(client.get("/sign-in"), CSRF) == ("/", True, "", "")
    assert attributes(enter(client), SESSION) == ("/", True, "", "")
    assert client.get("/staff", follow_redirects=False).status_code == 200


def test_the_language_travels_encrypted_as_well(client: Client) -> None:
    a_year = str(365 * 24 * 3600)
    assert attributes(client.get("/?lang=it"), "lang") == ("/", True, "", a_year)


def test_a_session_without_the_prefix_opens_nothing(client: Client) -> None:
    enter(client)
    secret = client.cookies[SESSION]
    client.cookies.clear()
    client.cookies.set("session", secret, domain="testserver.local")
    assert client.get("/staff", follow_redirects=False).status_code == 303


def test_signing_out_makes_the_browser_forget(client: Client) -> None:
    enter(client)
    token = form_token(client, "/staff")
    answer = client.post("/sign-out", data={"_csrf_token": token}, follow_redirects=False)
    assert attributes(answer, SESSION) == ("/", True, "", "0")
    assert SESSION not in client.cookies


def test_the_cookie_of_a_refused_form_is_forgotten(client: Client) -> None:
    client.get("/sign-in")
    answer = client.post("/sign-in", data={"_csrf_token": "wrong"})
    assert answer.status_code == 403
    assert attributes(answer, CSRF) == ("/", True, "", "0")
