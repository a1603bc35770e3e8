"""Where a mail stands on its way: why it has not arrived, and how often it is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking.domain.refusals import Refusal

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)
"""The pause after the first failed attempt; each further one is twice as long."""


class Trouble(StrEnum):
    """Why a mail has not arrived; the words for staff stand in `booking.words.mail_states`."""

    UNREACHABLE = "unreachable"
    """No connection, or it broke: the fault of the way, not of the mail."""
    SIGN_IN_REFUSED = "sign_in_refused"
    PUT_OFF = "put_off"
    """The server asked to try again later (RFC 5321, 4.2.1: 4yz)."""
    REFUSED = "refused"
    """The server will not take it, now or later (5yz)."""
    NOT_WRITTEN = "not_written"
    """The mail could not be made: a fault of ours."""
    NOT_NEEDED = "not_needed"
    """When it was about to leave there was nothing left to say."""


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    LEAVING = "leaving"
    DELAYED = "delayed"
    SENT = "sent"
    GIVEN_UP = "given_up"
    NOT_NEEDED = "not_needed"


class MailNotWaiting(Refusal):
    """This mail was sent already, or still waits: there is nothing to try again."""

    code = "mail_not_waiting"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of a mail that was taken: sent, given up, or to be tried again."""

    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    next_try_at: datetime | None = None
    trouble: Trouble | None = None
    server_said: str = ""


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts; None when it was the last."""
    return None if attempts >= MOST_ATTEMPTS else FIRST_PAUSE * 2 ** (attempts - 1)
