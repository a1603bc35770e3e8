"""What people do in a browser, for tests of pages: sign in, and find the token of a form."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html import unescape

from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.people import Role
from booking.services import sign_in
from booking.services.books import Books
from booking.web.identity import SESSION_COOKIE

PASSWORD = "correct horse battery"


def sign_in_as(
    client: TestClient[Litestar], books: Books, now: datetime, role: Role = Role.STAFF
) -> None:
    """Gives the client the session of a new account, whose address is `{role}@west.example`."""
    hasher, email = PasswordHasher(1, 8, 1), f"{role}@west.example"
    sign_in.add_account(books.database, hasher, email, f"A. {role.title()}", role, PASSWORD, now)
    signed_in = sign_in.sign_in(books.database, hasher, email, PASSWORD, "192.0.2.7", now)
    client.cookies.set(SESSION_COOKIE, signed_in.secret, domain="testserver.local")


def form_token(client: TestClient[Litestar], path: str) -> str:
    """The `_csrf_token` of the first form on a page; the client keeps its cookie."""
    found = re.search('name="_csrf_token" value="([^"]+)"', client.get(path).text)
    assert found, f"{path} has no form"
    return found[1]


def filled_in(page: str) -> dict[str, str]:
    """What the forms of a page would send as they stand, by name; of several boxes the last."""
    typed = {}
    for tag in re.findall(r"<input [^>]*>", page):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said.get("type") not in ("radio", "checkbox") or " checked" in tag:
            typed[said["name"]] = unescape(said.get("value", ""))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        typed[name] = unescape(chosen[1]) if chosen else ""
    return typed


@contextmanager
def another_browser(client: TestClient[Litestar]) -> Iterator[TestClient[Litestar]]:
    """The same house, visited without any cookie; afterwards all are as they were."""
    own = dict(client.cookies)
    client.cookies.clear()
    yield client
    client.cookies.clear()
    for name, value in own.items():
        client.cookies.set(name, value, domain="testserver.local")
