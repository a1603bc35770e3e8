"""The facts of a report, and the rows that are made of them. All times are in minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from booking.domain.proposals import Side
from booking.domain.reasons import Reason
from calendars.wallclock import ClockTime

Occasion: TypeAlias = tuple[int, int]
"""A booking and the place of one of its dates: rooms that are wanted together are one date."""


class Daypart(StrEnum):
    """When on a day: before noon, until 17:00, and from then on."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS: Mapping[Daypart, tuple[int, int]] = {
    Daypart.MORNING: (0, 12 * 60),
    Daypart.AFTERNOON: (12 * 60, 17 * 60),
    Daypart.EVENING: (17 * 60, 24 * 60),
}


class Lead(StrEnum):
    """How long before its begin a date was cancelled."""

    LONG = "long"
    """More than fourteen days."""
    SHORT = "short"
    """Seven to fourteen days."""
    SUDDEN = "sudden"
    """Less than seven days."""

    @classmethod
    def of(cls, before: timedelta) -> "Lead":
        """The class of a time before the begin."""
        if before > timedelta(days=14):
            return cls.LONG
        return cls.SHORT if before >= timedelta(days=7) else cls.SUDDEN


@dataclass(frozen=True, slots=True)
class Use:
    """One confirmed date in one of its rooms."""

    occasion: Occasion
    association_id: int
    user_group: str
    activity: str
    persons: int
    room: str
    spaces: frozenset[str]
    day: date
    begin: ClockTime
    end: ClockTime
    was_used: bool
    """Over, and nobody has said that no one came."""
    nobody_came: bool = False

    @property
    def minutes(self) -> int:
        """How long it lasts by the clock on the wall."""
        return self.end.minutes - self.begin.minutes


@dataclass(frozen=True, slots=True)
class Fallen:
    """One confirmed date that was cancelled, in one of its rooms."""

    occasion: Occasion
    before: timedelta
    """How long before its begin."""
    by: Side


@dataclass(frozen=True, slots=True)
class Unmet:
    """One date that somebody wanted and did not get, in one of its rooms."""

    occasion: Occasion
    minutes: int
    reason: Reason | str
    """A usual reason of the house, or what it said; empty if it said nothing, or the date still
    waited when it was over."""
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a report is made of."""

    uses: tuple[Use, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    answered_after: tuple[timedelta, ...] = ()
    """From request to first answer, one for each request of the period that has one."""
    new_groups: int = 0
    """Those whose first request came in the period."""


@dataclass(slots=True)
class Row:
    """One line of a table: a room, a group of users, a weekday ..."""

    key: str
    bookable: int = 0
    taken: int = 0
    booked: int = 0
    used: int = 0
    occasions: set[Occasion] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)

    @property
    def utilisation(self) -> float | None:
        """Taken over bookable; None where nothing can be booked."""
        return self.taken / self.bookable if self.bookable else None

    @property
    def dates(self) -> int:
        """How many dates; one in several rooms is one."""
        return len(self.occasions)

    def count(self, use: Use, minutes: int) -> None:
        """Adds (a part of) one date in one room."""
        self.booked += minutes
        self.used += minutes if use.was_used else 0
        self.groups.add(use.association_id)
