"""The history of a booking, line by line: who changed what, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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


def can_be_taken_back(steps: Iterable[Change], now: datetime) -> bool:
    """Whether steps are fresh and neither a move nor a way back themselves."""
    return all(
        step.at >= now - UNDO_WITHIN
        and "from" not in step.facts
        and step.facts.get("why") != "undone"
        for step in steps
    )
