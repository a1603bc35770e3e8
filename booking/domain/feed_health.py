"""Whether a calendar is still looked at: who asks for it, how often, since when no more.

A feed that quietly stopped is worse than none, for its reader believes what stands in it.
Silence is only told of a feed that was asked for regularly, and only when it lasts much
longer than the pauses before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

AT_LEAST = timedelta(days=3)
"""A shorter silence is a weekend, or a phone on holiday."""
TIMES_THE_PAUSE = 4
FORGOTTEN_AFTER = timedelta(days=30)
"""Beyond the moment at which silence counts: what was not told by then is old news."""
REGULAR = 4
"""So often it must have been asked for, over a day or more."""
A_DAY = timedelta(days=1)


class Client(StrEnum):
    """The calendar programs that we know by how they name themselves."""

    GOOGLE = "google"
    APPLE = "apple"
    OUTLOOK = "outlook"
    THUNDERBIRD = "thunderbird"
    ICSX5 = "icsx5"
    NEXTCLOUD = "nextcloud"
    HOME_ASSISTANT = "home_assistant"
    PROTON = "proton"
    EVOLUTION = "evolution"
    BROWSER = "browser"
    OTHER = "other"


_SIGNS = (
    ("google", Client.GOOGLE),
    ("thunderbird", Client.THUNDERBIRD),
    ("icsx5", Client.ICSX5),
    ("dataaccessd", Client.APPLE),
    ("calendaragent", Client.APPLE),
    ("remindd", Client.APPLE),
    ("ios/", Client.APPLE),
    ("macos/", Client.APPLE),
    ("outlook", Client.OUTLOOK),
    ("exchange", Client.OUTLOOK),
    ("microsoft office", Client.OUTLOOK),
    ("nextcloud", Client.NEXTCLOUD),
    ("homeassistant", Client.HOME_ASSISTANT),
    ("home-assistant", Client.HOME_ASSISTANT),
    ("proton", Client.PROTON),
    ("evolution", Client.EVOLUTION),
    ("mozilla/", Client.BROWSER),
)
"""What a User-Agent contains, the telling signs first; most of them claim to be Mozilla."""


def client_of(user_agent: str) -> Client:
    """The program behind a User-Agent; nothing else of it is kept."""
    told = user_agent[:500].lower()
    return next((client for sign, client in _SIGNS if sign in told), Client.OTHER)


@dataclass(frozen=True, slots=True)
class Reader:
    """How often one kind of program asked for a feed, and what it was answered last."""

    client: Client
    first_asked: datetime
    last_asked: datetime
    last_status: int
    sent: int
    not_modified: int
    refused: int

    @property
    def asked(self) -> int:
        """How often it was answered with a calendar, or that it has the newest."""
        return self.sent + self.not_modified


def programs_of(readers: Sequence[Reader]) -> list[Reader]:
    """Those that ask by themselves; a browser is somebody who had a look."""
    return [one for one in readers if one.client is not Client.BROWSER]


def last_asked(readers: Sequence[Reader]) -> datetime | None:
    """When a program last asked for a feed."""
    return max((one.last_asked for one in programs_of(readers)), default=None)


def usual_pause(readers: Sequence[Reader]) -> timedelta | None:
    """How long a feed usually was not asked for; None if it was not asked for regularly."""
    programs = [one for one in programs_of(readers) if one.asked]
    asked = sum(one.asked for one in programs)
    if asked < REGULAR:
        return None
    lasted = max(one.last_asked for one in programs) - min(one.first_asked for one in programs)
    return None if lasted < A_DAY else lasted / (asked - 1)


def has_stopped(readers: Sequence[Reader], watched_since: datetime, now: datetime) -> bool:
    """Whether a feed that was read regularly is so no more. A silence before we could be
    asked again (`watched_since`) is ours."""
    counts_from = counts_as_silent_at(readers, watched_since)
    return counts_from is not None and counts_from <= now


def is_news(readers: Sequence[Reader], watched_since: datetime, now: datetime) -> bool:
    """Whether that is worth telling anybody still."""
    counts_from = counts_as_silent_at(readers, watched_since)
    return counts_from is not None and counts_from <= now < counts_from + FORGOTTEN_AFTER


def counts_as_silent_at(readers: Sequence[Reader], watched_since: datetime) -> datetime | None:
    """From when on nobody would believe that it is only a pause."""
    pause, last = usual_pause(readers), last_asked(readers)
    if pause is None or last is None:
        return None
    return max(last, watched_since) + max(AT_LEAST, TIMES_THE_PAUSE * pause)
