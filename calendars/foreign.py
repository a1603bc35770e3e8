"""What other programs' calendars say takes place: plain values, whatever file they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calendars.period import Period


class UnreadableCalendar(ValueError):
    """The content as a whole is not a calendar that can be read. `code` says why."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True)
class Instance:
    """One recurrence instance (RFC 5545, 3.8.4.4): an event on one of its dates."""

    uid: str
    recurrence_id: str
    """Where the rule put it, in UTC or as a date: the same however it was moved since."""
    period: Period
    """Of whole days: from midnight to midnight in the zone of the reader."""
    is_whole_days: bool
    summary: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An event that is not taken, and why (a code with facts)."""

    summary: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was found, and everything that was not taken; in order of the file."""

    instances: tuple[Instance, ...]
    passed_over: tuple[PassedOver, ...]
