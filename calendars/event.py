"""Event: one entry of a calendar (VEVENT, RFC 5545, 3.6.1) as a plain value.

It says nothing that grows old by itself: its stamp is the moment of its last change,
so the same event is written the same way whenever it is asked for.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from calendars.period import Period, to_utc


class EventStatus(StrEnum):
    """Whether the event stands. A cancelled one is not written at all, for calendar
    programs disagree on what to make of it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. Texts are kept as people wrote them; the writer makes them fit to travel.

    `uid` stays the same for ever, `sequence` grows with every visible change, and
    `changed_at` (aware, kept in UTC) tells when that was. An empty text is left out.
    A uid that is empty or holds blanks or control characters, a negative sequence and
    a naive `changed_at` are a ValueError.
    """

    uid: str
    period: Period
    summary: str
    sequence: int
    changed_at: datetime
    location: str = ""
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    status: EventStatus = EventStatus.CONFIRMED
    is_busy: bool = True
    """Whether whoever has it in their calendar is busy meanwhile."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "changed_at", to_utc(self.changed_at))
        if not self.uid.isprintable() or self.uid.split() != [self.uid]:
            raise ValueError(f"{self.uid!r} cannot identify an event")
        if self.sequence < 0:
            raise ValueError(f"a sequence cannot be {self.sequence}")
