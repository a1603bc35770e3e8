"""Whose session has ended while they wrote: nothing of it is lost."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.people import Role
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.web.csrf import CSRF_COOKIE
from booking.web.identity import SESSION_COOKIE
from tests.builders import a_request
from tests.web.desks import desk_of, send, statuses
from tests.web.visits import PASSWORD, form_token, sign_in_as

Client = TestClient[Litestar]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Sessions are tested on both databases; here are the words."""
    return sqlite_url


def test_a_form_sent_again_after_signing_in_is_taken(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    booking = a_request(books, now)
    typed = {
        "_csrf_token": form_token(client, desk_of(booking)),
        "version": booking.version,
        "answer": "decline_all",
        "open": booking.occurrences[0].id,
        "reason": "Umbau",
    }
    client.cookies.delete(SESSION_COOKIE)
    refused = client.post(desk_of(booking), data=typed)
    assert refused.status_code == 401
    assert "Sie sind abgemeldet." in refused.text
    assert 'href="/sign-in" target="_blank" rel="noopener"' in refused.text
    again = {"email": "staff@west.example", "password": PASSWORD}
    client.post("/sign-in", data={**again, "_csrf_token": form_token(client, "/sign-in")})
    assert client.post(desk_of(booking), data=typed).status_code == 200
    assert statuses(books, booking, now) == [Status.DECLINED]


def test_a_form_of_staff_without_its_token_says_how_to_keep_the_text(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    booking = a_request(books, now)
    client.cookies.delete(CSRF_COOKIE, domain="testserver.local")
    refused = client.post(desk_of(booking), data={"version": 1})
    assert refused.status_code == 403
    assert "Kopieren Sie Ihren Text" in refused.text
    assert statuses(books, booking, now) == [Status.REQUESTED]


def test_caretakers_are_shown_the_way_to_the_plan(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now, Role.CARETAKER)
    refused = client.get("/staff")
    assert refused.status_code == 403
    assert 'href="/plan"' in refused.text[refused.text.index("<main") :]
    assert send(client, a_request(books, now), "/undo", version=1).status_code == 403
