"""What a rule is given, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from booking.domain.candidates import Candidate
from booking.domain.house import HolidayEffect, House
from booking.domain.people import Person
from booking.domain.rooms import Room


class Rule(StrEnum):
    """The name of each rule, as the API tells it and as staff name it to overrule it."""

    TAKEN = "taken"
    ASKED_FOR = "asked_for"
    CLOSED = "closed"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    SCHOOL_HOLIDAYS_UNKNOWN = "school_holidays_unknown"
    OUTSIDE_HOURS = "outside_hours"
    NO_SUCH_TIME = "no_such_time"
    OFF_GRID = "off_grid"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    PAST = "past"
    TOO_LATE = "too_late"
    TOO_FAR = "too_far"
    TOO_MANY_PERSONS = "too_many_persons"
    SEATING_UNKNOWN = "seating_unknown"
    ACTIVITY_NOT_ALLOWED = "activity_not_allowed"
    ROOM_HIDDEN = "room_hidden"
    ROOM_RETIRED = "room_retired"


NEVER_OVERRULED = frozenset({Rule.TAKEN, Rule.NO_SUCH_TIME, Rule.ROOM_RETIRED})
"""Not even staff can have these: the house does not have the room at that time."""


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"
    """The date cannot be had; staff may overrule most of these."""
    WARN = "warn"
    """The date can be asked for, and staff should look."""
    INFORM = "inform"
    """Good to know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer for one date in one room."""

    rule: Rule
    severity: Severity
    day: date
    room: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claims:
    """What others have on the spaces of a candidate, as ids of their occurrences."""

    held_by: frozenset[int] = frozenset()
    asked_by: frozenset[int] = frozenset()


UNCLAIMED = Claims()


@dataclass(frozen=True, slots=True)
class Asking:
    """Who wishes, when and for what: the same for all dates of a wish."""

    house: House
    now: datetime
    asked_at: datetime
    """When the wish reached the house: `now` for a preview, earlier for a decision."""
    asker: Person
    """Who wished for it; what is for outsiders only does not bind staff."""
    persons: int | None = None
    seating: str | None = None
    activity: str | None = None
    heeds_school_holidays: bool = False
    """Whether the series asked to pause in the school holidays."""
    together: tuple[Room, ...] = ()
    """The rooms that a date has together, its own included; empty: its own alone."""

    @property
    def first_day(self) -> date:
        """The first day that was still far enough ahead when the wish reached the house."""
        return self._asked_on + self.house.notice

    @property
    def last_day(self) -> date:
        """The last day that was not beyond the house's horizon then."""
        return self._asked_on + self.house.horizon

    @property
    def minds_school_holidays(self) -> bool:
        """Whether it matters if a day lies in the school holidays."""
        return self.heeds_school_holidays or self.house.school_holidays is HolidayEffect.CLOSED

    @property
    def _asked_on(self) -> date:
        return self.house.wall_clock.date_of(self.asked_at)


class Case(NamedTuple):
    """One candidate with all that a rule may look at."""

    candidate: Candidate
    asking: Asking
    claims: Claims = UNCLAIMED

    @property
    def rooms(self) -> tuple[Room, ...]:
        """All rooms of the date: who has hall and kitchen sits in one and cooks in the other."""
        return self.asking.together or (self.candidate.room,)

    @property
    def speaks_for_date(self) -> bool:
        """Whether this is the one room in which a question about all of them is answered."""
        return self.candidate.room == self.rooms[0]

    def finding(self, rule: Rule, severity: Severity, **facts: object) -> Finding:
        """A finding about this case's date and room."""
        return Finding(rule, severity, self.candidate.day, self.candidate.room.slug, facts)

    def block_in(self, room: Room, rule: Rule, **facts: object) -> Finding:
        """A finding that stops the date, told of another of its rooms."""
        return Finding(rule, Severity.BLOCK, self.candidate.day, room.slug, facts)

    def block(self, rule: Rule, **facts: object) -> Finding:
        """A finding that stops the date."""
        return self.finding(rule, Severity.BLOCK, **facts)

    def for_outsiders(self, rule: Rule, **facts: object) -> Finding:
        """A finding that stops outsiders and only warns staff."""
        severity = Severity.WARN if self.asking.asker.is_staff else Severity.BLOCK
        return self.finding(rule, severity, **facts)
