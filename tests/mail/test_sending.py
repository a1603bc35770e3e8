"""Mails reach a real server, encrypted and signed in; whatever goes wrong, none is lost."""

import ssl
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

from booking.domain.mail_states import MOST_ATTEMPTS, MailState, Trouble
from booking.services.books import Books
from booking.services.mail.server import MailServer
from booking.services.postman import PostOffice
from tests.mail.mails import a_mail, deliver, owe, owed
from tests.mail.servers import PASSWORD, USER, Postbox, free_port, mail_server
from tests.web.conftest import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
ONE = "reader1@verein.example"


def test_a_mail_goes_encrypted_and_signed_in(
    books: Books,
    now: datetime,
    office: PostOffice,
    server_context: ssl.SSLContext,
    trust: ssl.SSLContext,
) -> None:
    owe(books, now, a_mail(1, now))
    postbox = Postbox()
    with mail_server(postbox, server_context) as port:
        url = f"smtp://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}?starttls=1"
        secure = replace(office, server=MailServer.parse(url), trust=trust)
        assert deliver(books, secure, now) == 1
    assert (postbox.signed_in, postbox.encrypted) == ([USER], [True])


def test_a_certificate_nobody_vouches_for_is_not_trusted(
    books: Books, now: datetime, office: PostOffice, server_context: ssl.SSLContext
) -> None:
    owe(books, now, a_mail(1, now))
    postbox = Postbox()
    with mail_server(postbox, server_context) as port:
        url = f"smtp://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}?starttls=1"
        assert deliver(books, replace(office, server=MailServer.parse(url)), now) == 0
    assert (postbox.signed_in, postbox.messages) == ([], [])
    assert owed(books)[0].trouble is Trouble.UNREACHABLE


def test_a_refused_sign_in_costs_no_mail_an_attempt(
    books: Books,
    now: datetime,
    office: PostOffice,
    server_context: ssl.SSLContext,
    trust: ssl.SSLContext,
) -> None:
    owe(books, now, a_mail(1, now))
    with mail_server(Postbox(), server_context) as port:
        url = f"smtp://{USER}:wrong@127.0.0.1:{port}?starttls=1"
        secure = replace(office, server=MailServer.parse(url), trust=trust)
        assert deliver(books, secure, now) == 0
    (mail,) = owed(books)
    assert (mail.trouble, mail.attempts) == (Trouble.SIGN_IN_REFUSED, 0)
    assert mail.due_at == now + timedelta(minutes=1)


def test_a_server_that_is_away_costs_no_mail_an_attempt(
    books: Books, now: datetime, office: PostOffice
) -> None:
    owe(books, now, a_mail(1, now), a_mail(2, now))
    away = replace(office, server=MailServer.parse(f"smtp://127.0.0.1:{free_port()}"))
    for minute in range(20):
        assert deliver(books, away, now + timedelta(minutes=minute)) == 0
    assert [(mail.trouble, mail.attempts) for mail in owed(books)] == [
        (Trouble.UNREACHABLE, 0),
        (Trouble.UNREACHABLE, 0),
    ]
    assert deliver(books, office, now + timedelta(minutes=30)) == 2


def test_a_mail_that_is_put_off_is_tried_less_and_less_often_and_then_given_up(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    postbox.replies[ONE] = "450 mailbox busy"
    owe(books, now, a_mail(1, now))
    pauses, moment = [], now
    for _ in range(MOST_ATTEMPTS):
        assert deliver(books, office, moment) == 0
        (mail,) = owed(books)
        pauses.append((mail.due_at - moment).total_seconds())
        moment = mail.due_at
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 0]
    assert mail.state_at(moment) is MailState.GIVEN_UP
    assert (mail.trouble, mail.server_said) == (Trouble.PUT_OFF, "450 mailbox busy")
    assert deliver(books, office, moment + timedelta(days=1)) == 0


def test_a_mail_that_was_put_off_arrives_later(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    postbox.replies[ONE] = "450 mailbox busy"
    owe(books, now, a_mail(1, now), a_mail(2, now))
    assert deliver(books, office, now) == 1
    postbox.replies.clear()
    assert deliver(books, office, now + timedelta(seconds=29)) == 0
    assert deliver(books, office, now + timedelta(seconds=30)) == 1
    assert [mail.trouble for mail in owed(books)] == [None, None]


def test_a_refused_recipient_is_given_up_at_once(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    postbox.replies[ONE] = "550 no such user"
    owe(books, now, a_mail(1, now), a_mail(2, now))
    assert deliver(books, office, now) == 1
    refused, taken = owed(books)
    assert refused.state_at(now) is MailState.GIVEN_UP
    assert (refused.trouble, refused.server_said) == (Trouble.REFUSED, "550 no such user")
    assert taken.state_at(now) is MailState.SENT


def test_a_dropped_line_delays_one_mail_and_leaves_the_others_untried(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    postbox.drops.add(ONE)
    owe(books, now, a_mail(1, now), a_mail(2, now), a_mail(3, now))
    assert deliver(books, office, now) == 0
    assert [(mail.trouble, mail.attempts) for mail in owed(books)] == [
        (Trouble.UNREACHABLE, 1),
        (None, 0),
        (None, 0),
    ]
    postbox.drops.clear()
    assert deliver(books, office, now + timedelta(minutes=1)) == 3


def test_a_silent_server_is_left_after_the_timeout(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    postbox.hangs.add(ONE)
    assert office.server is not None
    impatient = replace(office, server=replace(office.server, timeout=1.5))
    owe(books, now, a_mail(1, now), a_mail(2, now))
    assert deliver(books, impatient, now) == 0
    assert [mail.attempts for mail in owed(books)] == [1, 0]
    postbox.hangs.clear()
    assert deliver(books, office, now + timedelta(minutes=1)) == 2


def test_a_recipient_that_is_no_address_is_given_up_with_a_reason(
    books: Books, now: datetime, office: PostOffice, postbox: Postbox
) -> None:
    owe(books, now, a_mail(1, now, recipient="nobody at all"), a_mail(2, now))
    moment = now
    for _ in range(MOST_ATTEMPTS):
        deliver(books, office, moment)
        moment = owed(books)[0].due_at
    wrong, _ = owed(books)
    assert (wrong.state_at(moment), wrong.trouble) == (MailState.GIVEN_UP, Trouble.NOT_WRITTEN)
    assert len(postbox.messages) == 1


def test_without_a_server_every_mail_waits(books: Books, now: datetime, office: PostOffice) -> None:
    owe(books, now, a_mail(1, now))
    assert deliver(books, replace(office, server=None), now) == 0
    (mail,) = owed(books)
    assert (mail.state_at(now), mail.attempts) == (MailState.WAITING, 0)
