"""The words for where a date stands; the same on pages, in mails and on paper."""

from collections.abc import Mapping

from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict
from booking.words.catalogue import Words, msgid

_STATUSES: Mapping[Status, str] = {
    Status.REQUESTED: msgid("waiting for an answer"),
    Status.HELD: msgid("held"),
    Status.CONFIRMED: msgid("confirmed"),
    Status.DECLINED: msgid("not possible"),
    Status.WAITING: msgid("waiting list"),
    Status.WITHDRAWN: msgid("withdrawn"),
    Status.CANCELLED: msgid("cancelled"),
}

_VERDICTS: Mapping[Verdict, str] = {
    Verdict.FREE: msgid("free"),
    Verdict.ASKED_FOR: msgid("already asked for"),
    Verdict.TAKEN: msgid("taken"),
    Verdict.CLOSED: msgid("closed"),
    Verdict.REFUSED: msgid("not possible"),
}


def status_text(status: Status, words: Words) -> str:
    """The word for a status of an occurrence: `zugesagt`."""
    return words.gettext(_STATUSES[status])


def verdict_text(verdict: Verdict, words: Words) -> str:
    """The word for the verdict on a wanted date: `schon angefragt`."""
    return words.gettext(_VERDICTS[verdict])
