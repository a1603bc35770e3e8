"""Several postmen share the work on both databases: no mail is lost, none is sent twice,
and one who dies repeats at most the mail in his hand."""

import multiprocessing
import os
import signal
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess

from booking.domain.mail_states import MailState
from booking.services.books import Books
from tests.mail.mails import a_mail, owe, owed
from tests.mail.servers import Postbox, mail_server
from tests.mail.worker import work

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.mail.worker"])
LEASE_OVER = timedelta(minutes=11)


def postman(url: str, port: int, now: datetime) -> BaseProcess:
    """Sets one to work."""
    process = CONTEXT.Process(target=work, args=(url, port, now.timestamp()))
    process.start()
    return process


def test_four_postmen_send_a_thousand_mails_once_each(
    books: Books, database_url: str, now: datetime, postbox: Postbox
) -> None:
    owe(books, now, *(a_mail(number, now) for number in range(1000)))
    with mail_server(postbox) as port:
        postmen = [postman(database_url, port, now) for _ in range(4)]
        for one in postmen:
            one.join(110)
    assert [one.exitcode for one in postmen] == [0, 0, 0, 0]
    assert postbox.arrivals == {f"<mail-{number}@das-west.example>": 1 for number in range(1000)}
    assert {mail.state_at(now) for mail in owed(books)} == {MailState.SENT}


def test_a_postman_who_is_killed_repeats_at_most_the_mail_in_his_hand(
    books: Books, database_url: str, now: datetime, postbox: Postbox
) -> None:
    """Each of three dies just when a mail was taken and he was not yet told."""
    owe(books, now, *(a_mail(number, now) for number in range(60)))
    at_work: list[BaseProcess] = []
    deadly = {7: 0, 25: 1, 48: 2}
    postbox.at_message = lambda number: kill(at_work[deadly[number]]) if number in deadly else None
    with mail_server(postbox) as port:
        for shift in range(4):
            at_work.append(postman(database_url, port, now + shift * LEASE_OVER))
            at_work[-1].join(30)
    assert [one.exitcode for one in at_work] == [-signal.SIGKILL] * 3 + [0]
    assert sorted(postbox.arrivals.values()) == [1] * 57 + [2] * 3
    assert {mail.state_at(now) for mail in owed(books)} == {MailState.SENT}


def test_a_postman_who_is_killed_before_the_server_took_the_mail_repeats_none(
    books: Books, database_url: str, now: datetime, postbox: Postbox
) -> None:
    owe(books, now, *(a_mail(number, now) for number in range(30)))
    at_work: list[BaseProcess] = []

    def kill_once() -> None:
        if len(at_work) == 1:
            kill(at_work[0])

    postbox.before_message = {"reader5@verein.example": kill_once}
    with mail_server(postbox) as port:
        for shift in range(2):
            at_work.append(postman(database_url, port, now + shift * LEASE_OVER))
            at_work[-1].join(30)
    assert [one.exitcode for one in at_work] == [-signal.SIGKILL, 0]
    assert set(postbox.arrivals.values()) == {1}
    assert len(postbox.messages) == 30


def kill(process: BaseProcess) -> None:
    """As if somebody pulled the plug: whatever the server says now, he hears no more."""
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
