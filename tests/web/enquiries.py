"""An enquiry as somebody fills it in, for tests of pages."""

import re
from html import unescape

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from tests.web.visits import form_token

CHOIR_PRACTICE = {
    "room": "saal-b",
    "day-day": "12",
    "day-month": "1",
    "day-year": "2027",
    "begin": "18:00",
    "end": "20:00",
    "rhythm": "once",
    "title": "Chorprobe",
    "activity": "gesang",
    "persons": "24",
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


def post_enquiry(client: TestClient[Litestar], path: str = "/enquire", **changed: str) -> Response:
    """Sends the form; names with a hyphen are written with two underscores."""
    typed = {name.replace("__", "-"): value for name, value in changed.items()}
    token = form_token(client, "/enquire")
    return client.post(
        path,
        data={**CHOIR_PRACTICE, **typed, "_csrf_token": token},
        follow_redirects=False,
    )


def hidden_values(page: str) -> dict[str, str]:
    """The hidden inputs of a page, as the next form would send them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found}


def errors_of(page: str) -> dict[str, str]:
    """The sentence beside each field, by name."""
    found = re.findall(r'id="([a-z_]+)-error">.*?<span class="kern-body">(.*?)</span>', page)
    return {name: unescape(text) for name, text in found}
