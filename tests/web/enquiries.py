"""An enquiry as somebody fills it in, page by page, for tests of pages.

Who only needs a booking that came in by the form takes `ask`.
"""

import re
from datetime import datetime
from html import unescape

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.web.codes import know_device
from tests.web.visits import form_token

CHOIR_PRACTICE = {
    "rhythm": "once",
    "day-day": "12",
    "day-month": "1",
    "day-year": "2027",
    "begin": "18:00",
    "end": "20:00",
    "until-day": "",
    "until-month": "",
    "until-year": "",
    "persons": "24",
    "activity": "gesang",
    "room": "saal-b",
    "title": "Chorprobe",
    "group": "Chor ohne Grenzen",
    "contact": "A. Beispiel",
    "email": "chor@verein.example",
}
EVERY_WEEK = {
    "rhythm": "weekly",
    "until-day": "2",
    "until-month": "2",
    "until-year": "2027",
}
"""Four Tuesdays: 12, 19 and 26 January, 2 February."""

WHEN, ROOM, WHO, CHECK = "/enquire", "/enquire/room", "/enquire/who", "/enquire/check"
ON_ROOM = ("room", "shown")
ON_WHO = (
    "title", "group", "contact", "email", "phone", "seating", "setup", "notes", "public_title",
)  # fmt: skip


def post_page(client: TestClient[Litestar], path: str, **fields: str) -> Response:
    """Sends one page; the names of fields stand as in the form."""
    token = form_token(client, "/enquire")
    data = {**fields, "_csrf_token": token}
    return client.post(path, data=data, follow_redirects=False)


def page_of(name: str) -> str:
    """The page on which a field stands."""
    if name in ON_ROOM or name.startswith("choice-"):
        return ROOM
    return WHO if name in ON_WHO else WHEN


def fill_in(client: TestClient[Litestar], **changed: str) -> Response:
    """Fills in all pages and returns the last one; or the first that refuses. Names with a
    hyphen are written with two underscores."""
    typed = {**CHOIR_PRACTICE, **{n.replace("__", "-"): v for n, v in changed.items()}}
    typed.setdefault("shown", typed["room"])
    for path in (WHEN, ROOM, WHO):
        fields = {name: value for name, value in typed.items() if page_of(name) == path}
        answer = post_page(client, path, **fields)
        if answer.status_code != 303:
            return answer
    return client.get(answer.headers["location"])


def send(client: TestClient[Litestar], nonce: str = "once") -> Response:
    """Presses the button on the page "Prüfen"."""
    return post_page(client, CHECK, nonce=nonce)


def ask(client: TestClient[Litestar], books: Books, now: datetime, **changed: str) -> Response:
    """A whole enquiry from a device that is known; leads to the booking's own page."""
    know_device(client, books, now, changed.get("email", CHOIR_PRACTICE["email"]))
    fill_in(client, **changed)
    return send(client)


def hidden_values(page: str) -> dict[str, str]:
    """The hidden inputs of a page, as the next form would send them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


def errors_of(page: str) -> dict[str, str]:
    """The sentence beside each field, by name."""
    found = re.findall(r'id="([a-z_]+)-error">.*?<span class="kern-body">(.*?)</span>', page)
    return {name: unescape(text) for name, text in found}
