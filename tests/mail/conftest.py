"""A house that owes mails, and a server that takes them."""

import ssl
from collections.abc import Iterator
from datetime import datetime

import pytest
import trustme

from booking.services.mail.server import MailServer
from booking.services.mail.writing import Letterhead
from booking.services.postman import PostOffice
from tests.mail.servers import Postbox, mail_server

HOME = "https://west.example"
SENDER = "raum@das-west.example"


@pytest.fixture
def postbox() -> Postbox:
    """What arrives at the server."""
    return Postbox()


@pytest.fixture
def office(postbox: Postbox) -> Iterator[PostOffice]:
    """Sends to a plain server on this machine."""
    with mail_server(postbox) as port:
        server = MailServer.parse(f"smtp://127.0.0.1:{port}")
        yield PostOffice(Letterhead(HOME, SENDER), server)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Whoever signs the certificates of the tests; nobody else trusts it."""
    return trustme.CA()


@pytest.fixture(scope="session")
def server_context(authority: trustme.CA) -> ssl.SSLContext:
    """The server's side of an encrypted line."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    return context


@pytest.fixture
def trust(authority: trustme.CA) -> ssl.SSLContext:
    """The sender's side: trusts the authority of the tests."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def later(now: datetime) -> datetime:
    """When decisions can no longer be taken back, and their mails are due."""
    return now.replace(minute=now.minute + 10)
