"""Staff read the outbox and try again; others do not; no page waits for a mail server."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from litestar import Litestar
from litestar.testing import TestClient

from booking.app import create_app
from booking.background import jobs_and_post
from booking.config import Config
from booking.domain.mail_states import MailState
from booking.domain.mails import Kind
from booking.domain.people import Role
from booking.services.books import Books
from booking.services.mail.server import MailServer
from booking.services.mail.writing import Letterhead
from booking.services.postman import PostOffice
from booking.words.language import LANGUAGES
from tests.builders import a_confirmed, a_request
from tests.mail.mails import a_mail, deliver, owe, owed
from tests.mail.servers import Postbox, mail_server
from tests.web.conftest import HOST, ON_ONE_DATABASE
from tests.web.visits import form_token, sign_in_as

pytestmark = ON_ONE_DATABASE
Client = TestClient[Litestar]


@pytest.fixture
def postbox() -> Postbox:
    """What arrives at the mail server."""
    return Postbox()


@pytest.fixture
def office(postbox: Postbox) -> Iterator[PostOffice]:
    """Sends to a server on this machine, and waits for it ten seconds."""
    with mail_server(postbox) as port:
        server = replace(MailServer.parse(f"smtp://127.0.0.1:{port}"), timeout=10)
        yield PostOffice(Letterhead(HOST, "raum@das-west.example"), server)


def test_staff_see_every_mail_and_where_it_stands(
    client: Client, books: Books, now: datetime, office: PostOffice
) -> None:
    booking = a_confirmed(books, now)
    deliver(books, office, now)
    sign_in_as(client, books, now)
    page = client.get("/staff/outbox").text
    assert "Es ist kein Mailserver eingestellt." in page
    told = re.findall(r"kern-label--small\">([^<]+)<", page)
    assert told == ["wartet auf den Versand", "verschickt"]
    assert page.count(booking.email) == 2
    assert '<th scope="col">An</th>' in page


def test_a_preview_shows_the_words_of_now_without_the_secret(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    sign_in_as(client, books, now)
    page = client.get(f"/staff/outbox/{owed(books)[-1].id}").text
    assert f"[{booking.reference}] Ja, Sie können den Raum nutzen: Chorprobe" in page
    assert "Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B" in page
    assert f"/bookings/{booking.reference}?key=…" in page


def test_what_a_visitor_typed_is_harmless_in_a_preview(
    client: Client, books: Books, now: datetime
) -> None:
    a_request(books, now, title="<script>alert(1)</script>")
    sign_in_as(client, books, now)
    page = client.get(f"/staff/outbox/{owed(books)[0].id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_mail_that_was_given_up_is_tried_again_at_the_push_of_a_button(
    client: Client, books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    postbox.replies["reader1@verein.example"] = "550 no such user"
    owe(books, now, a_mail(1, now))
    deliver(books, office, now)
    sign_in_as(client, books, now)
    path = f"/staff/outbox/{owed(books)[0].id}"
    page = client.get(path).text
    assert "Der Mailserver nimmt diese E-Mail nicht an. Stimmt die Adresse?" in page
    assert "550 no such user" in page
    postbox.replies.clear()
    answer = client.post(path, data={"_csrf_token": form_token(client, path)})
    assert (answer.status_code, answer.url.path) == (200, path)
    assert deliver(books, office, now) == 1


def test_a_mail_that_was_sent_is_not_sent_again(
    client: Client, books: Books, now: datetime, office: PostOffice
) -> None:
    owe(books, now, a_mail(1, now), a_mail(2, now, recipient="nobody at all"))
    deliver(books, office, now)
    sign_in_as(client, books, now)
    sent, failed = owed(books)
    token = form_token(client, f"/staff/outbox/{failed.id}")
    answer = client.post(f"/staff/outbox/{sent.id}", data={"_csrf_token": token})
    assert answer.status_code == 409
    assert "Diese E-Mail wartet nicht auf einen neuen Versuch." in answer.text
    assert owed(books)[0].state_at(now) is MailState.SENT


def test_a_mail_that_is_not_there_is_not_found(client: Client, books: Books, now: datetime) -> None:
    sign_in_as(client, books, now)
    assert client.get("/staff/outbox/4711").status_code == 404


@pytest.mark.parametrize("path", ["/staff/outbox", "/staff/outbox/1", "/staff/mail-samples"])
def test_mails_are_for_staff_alone(path: str, client: Client, books: Books, now: datetime) -> None:
    owe(books, now, a_mail(1, now))
    visit = client.get(path, follow_redirects=False)
    assert (visit.status_code, visit.headers["location"].split("?")[0]) == (303, "/sign-in")
    sign_in_as(client, books, now, Role.CARETAKER)
    assert client.get(path).status_code == 403


def test_every_mail_can_be_looked_at_in_every_language(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    for kind in Kind:
        for language in LANGUAGES:
            page = client.get(f"/staff/mail-samples?kind={kind}&language={language}")
            assert page.status_code == 200
            assert f'<div class="mail-letter" lang="{language}"' in page.text


@pytest.fixture
def at_work(
    books: Books, config: Config, now: datetime, hasher: PasswordHasher, office: PostOffice
) -> Litestar:
    """The application with its postman, as `serve` runs it."""
    app = create_app(books, config, lambda: now, hasher, [jobs_and_post])
    app.state.office = office
    return app


def test_a_silent_mail_server_keeps_no_page_waiting(
    books: Books, now: datetime, at_work: Litestar, postbox: Postbox
) -> None:
    """The postman hangs on the first mail while a page is asked for."""
    postbox.hangs.add("reader1@verein.example")
    owe(books, now, a_mail(1, now))
    with TestClient(at_work, base_url=HOST) as visitor:
        while owed(books)[0].state_at(now) is not MailState.LEAVING:
            time.sleep(0.01)
        assert visitor.get("/").status_code == 200
        assert owed(books)[0].state_at(now) is MailState.LEAVING


def test_the_running_program_sends_what_is_due(
    books: Books, now: datetime, at_work: Litestar, postbox: Postbox
) -> None:
    owe(books, now, a_mail(1, now), a_mail(2, now + timedelta(minutes=10)))
    with TestClient(at_work, base_url=HOST):
        deadline = time.monotonic() + 10
        while not postbox.messages and time.monotonic() < deadline:
            time.sleep(0.01)
    assert [message["To"] for message in postbox.messages] == ["reader1@verein.example"]
