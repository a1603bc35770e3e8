"""The history of a booking, line by line: who changed what, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from booking.domain.people import Standing

UNDO_WITHIN = timedelta(minutes=10)
"""For so long a deed can be taken back; the mail about it waits until then."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history."""

    at: datetime
    occurrence_id: int | None
    """None for what concerns the whole booking, such as that it came in."""
    what: str
    standing: str
    """As what the acting person stood before the house (`booking.domain.people.Standing`)."""
    who: str
    """The account's name as it is today; empty for associations and the program."""
    facts: Mapping[str, object] = field(default_factory=dict)
    version: int | None = None
    """The booking's version that this change made; None if it made no new one."""


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One line of all histories, with what tells whose it is."""

    change: Change
    reference: str
    day: date | None
    """The day of the date it is about, as it is now; none for the whole booking."""


def can_be_taken_back(steps: Iterable[Change], now: datetime) -> bool:
    """Whether steps are fresh, made by people of the house, and neither a move nor a way back
    themselves. What a group has given up does not come back without its will."""
    return all(
        step.at >= now - UNDO_WITHIN
        and step.standing in (Standing.STAFF, Standing.ADMIN)
        and "from" not in step.facts
        and step.facts.get("why") != "undone"
        for step in steps
    )
