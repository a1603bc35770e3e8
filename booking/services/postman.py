"""The postman takes mails from the outbox to the mail server.

He takes a few with a lease, hands each over outside any transaction, and settles each
by itself. If he dies, at most the mail in his hand goes out again, under the same
message id; the others wait for whoever comes when the lease is over. He waits for a
silent server in a thread of his own: no page ever does.
"""

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from booking.domain.mail_states import Settlement, Trouble, pause_after
from booking.domain.mails import Mail
from booking.domain.refusals import Busy
from booking.services.books import Books
from booking.services.mail.failures import Failure, failure_of, failure_to_connect
from booking.services.mail.server import MailServer
from booking.services.mail.writing import Letterhead, write_mail
from booking.store import outbox

log = logging.getLogger("booking.mail")

Clock = Callable[[], datetime]
BATCH = 20
LEASE = timedelta(minutes=10)
LEAST_LEASE = timedelta(minutes=4)
"""With less left no mail is begun: a slow server may take minutes for one."""
UNREACHABLE_PAUSE = timedelta(minutes=1)
"""How long nobody tries a server that could not be reached. It is no fault of the mails,
so it counts against none of them, however long it lasts."""
SETTLING_TRIES = 4
EVERY = 5.0
"""Seconds between two looks into the outbox."""


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Who sends, and through which server; without one every mail waits in the outbox."""

    head: Letterhead
    server: MailServer | None = None
    trust: ssl.SSLContext | None = None


class Outcome(Enum):
    """What became of one mail on the line."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    LINE_BROKEN = "line_broken"


def keep_delivering(
    books: Books, office: PostOffice, clock: Clock, stopped: threading.Event
) -> None:
    """Looks into the outbox every few seconds until told to stop."""
    while not stopped.is_set():
        try:
            deliver_due(books, office, clock, stopped.is_set)
        except Exception:
            log.exception("the postman stumbled; he goes on")
        stopped.wait(EVERY)


def deliver_due(
    books: Books,
    office: PostOffice,
    clock: Clock,
    is_stopped: Callable[[], bool] = lambda: False,
    only: Sequence[int] = (),
) -> int:
    """Sends everything that is due, and returns how many mails have left. Without a server
    nothing is taken. `only` names mails by their ids."""
    sent = 0
    while office.server and not is_stopped():
        with books.database.writing() as session:
            mails = outbox.claim(session, clock(), BATCH, LEASE, only)
        if not mails:
            break
        sent += deliver(books, office, office.server, mails, clock, is_stopped)
    return sent


def deliver(
    books: Books,
    office: PostOffice,
    server: MailServer,
    mails: Sequence[Mail],
    clock: Clock,
    is_stopped: Callable[[], bool],
) -> int:
    """Hands over the mails of one lease on one line; returns how many have left."""
    try:
        line = server.connect(office.trust)
    except (OSError, smtplib.SMTPException) as error:
        failure = failure_to_connect(error)
        log.warning("the mail server cannot be used: %s", failure.said)
        hand_back(books, mails, clock() + UNREACHABLE_PAUSE, failure)
        return 0
    with closing(line):
        return deliver_on(line, books, office, mails, clock, is_stopped)


def deliver_on(
    line: smtplib.SMTP,
    books: Books,
    office: PostOffice,
    mails: Sequence[Mail],
    clock: Clock,
    is_stopped: Callable[[], bool],
) -> int:
    """The mails one by one, as long as lease and line hold; the rest is handed back."""
    sent = 0
    for number, mail in enumerate(mails):
        if is_stopped() or lease_ends(mail, clock()):
            hand_back(books, mails[number:], clock())
            return sent
        outcome = deliver_one(line, books, office, mail, clock)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.LINE_BROKEN:
            hand_back(books, mails[number + 1 :], clock() + UNREACHABLE_PAUSE)
            return sent
    with suppress(OSError, smtplib.SMTPException):
        line.quit()  # all is settled; a server that misses the goodbye loses nothing
    return sent


def deliver_one(
    line: smtplib.SMTP, books: Books, office: PostOffice, mail: Mail, clock: Clock
) -> Outcome:
    """Writes one mail, hands it over and settles it."""
    try:
        message = write_mail(books, office.head, mail, clock())
    except Exception as error:
        log.exception("mail %s (%s) could not be written", mail.id, mail.key)
        settle(
            books, mail, after(Failure(Trouble.NOT_WRITTEN, type(error).__name__), mail, clock())
        )
        return Outcome.NOT_SENT
    if message is None:
        settle(books, mail, Settlement(given_up_at=clock(), trouble=Trouble.NOT_NEEDED))
        return Outcome.NOT_SENT
    try:
        readers = [one.addr_spec for one in message["To"].addresses]
        line.send_message(message, office.head.sender, readers)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        failure = failure_of(error)
        log.warning("mail %s (%s) was not taken: %s", mail.id, mail.key, failure.said)
        settle(books, mail, after(failure, mail, clock()))
        return Outcome.LINE_BROKEN if failure.breaks_line else Outcome.NOT_SENT
    settle(books, mail, Settlement(sent_at=clock()))
    return Outcome.SENT


def lease_ends(mail: Mail, now: datetime) -> bool:
    """Whether too little of the lease is left to begin with this mail."""
    return mail.lease_until is None or mail.lease_until - now < LEAST_LEASE


def after(failure: Failure, mail: Mail, now: datetime) -> Settlement:
    """What becomes of a mail after a failed attempt: another one later, or none."""
    pause = None if failure.is_final else pause_after(mail.attempts)
    return Settlement(
        given_up_at=now if pause is None else None,
        next_try_at=None if pause is None else now + pause,
        trouble=failure.trouble,
        server_said=failure.said,
    )


def settle(books: Books, mail: Mail, settlement: Settlement) -> None:
    """Writes down what became of a mail. A busy database is asked again, for what is not
    written down would be sent again."""
    for _ in range(SETTLING_TRIES - 1):
        with suppress(Busy), books.database.writing() as session:
            outbox.settle(session, mail, settlement)
            return
    with books.database.writing() as session:
        outbox.settle(session, mail, settlement)


def hand_back(
    books: Books, mails: Sequence[Mail], until: datetime, why: Failure | None = None
) -> None:
    """Gives back mails that were taken but not tried."""
    trouble, said = (why.trouble, why.said) if why else (None, "")
    with books.database.writing() as session:
        for mail in mails:
            outbox.hand_back(session, mail, until, trouble, said)
