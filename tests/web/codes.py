"""Codes and links from mails, and devices that need none, for tests."""

import re
from datetime import datetime

from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from booking.services.proofs import remember
from booking.web.devices import DEVICE_COOKIE


def code_in(text: str) -> str:
    """The six digits in the text of a mail."""
    found = re.search(r"\b(\d{3} \d{3})\b", text)
    assert found, text
    return found[1]


def know_device(
    client: TestClient[Litestar], books: Books, now: datetime, email: str = "chor@verein.example"
) -> None:
    """The client has proven this address before and is not asked for a code."""
    with books.database.writing() as session:
        proven = remember(session, email, now)
    client.cookies.set(DEVICE_COOKIE, proven.secret, domain="testserver.local")
