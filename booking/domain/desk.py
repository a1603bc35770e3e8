"""What lies on the desk of staff: bookings whose dates are weighed, one by one.

Only open dates are weighed; what is answered stays answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from booking.domain.answers import answer_by
from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import find_booking_findings
from booking.domain.desk_dates import DeskDate
from booking.domain.house import House
from booking.domain.proposals import Proposal
from booking.domain.rules import Claims, Finding, Rule
from booking.domain.rules.case import NEVER_OVERRULED
from booking.domain.talk import SILENCE, Talk
from booking.domain.verdicts import blocking_rules


class Pile(StrEnum):
    """Where on the desk a booking lies."""

    CLEAR = "clear"
    """Whatever is open today is free, nobody else asked, no rule warns: one click confirms it."""
    TO_DECIDE = "to_decide"
    """Somebody has to look."""
    ASKED = "asked"
    """The association was asked something, or was proposed another place: its turn."""
    KEPT = "kept"
    """Everything is held, or waits for a room that others have: nothing to do today."""


@dataclass(frozen=True)
class DeskBooking:
    """A booking on the desk; what follows from its dates is worked out once."""

    booking: Booking
    answer_by: date
    """The last day on which the house keeps its promise to answer."""
    dates: tuple[DeskDate, ...]
    today: date
    talk: Talk = SILENCE

    @cached_property
    def open_dates(self) -> tuple[DeskDate, ...]:
        """The dates that somebody still has to decide about."""
        return tuple(one for one in self.dates if one.is_open)

    @cached_property
    def pile(self) -> Pile:
        """Where it lies on the desk."""
        if self.talk.question(self.today):
            return Pile.ASKED
        if self.talk.since:
            return Pile.TO_DECIDE
        pressing = [one for one in self.open_dates if not one.is_kept]
        if not pressing:
            return Pile.ASKED if any(one.is_proposed for one in self.dates) else Pile.KEPT
        return Pile.CLEAR if all(one.is_clear for one in pressing) else Pile.TO_DECIDE

    @property
    def is_resting(self) -> bool:
        """Whether nobody in the house need do anything about it today."""
        return self.pile in (Pile.ASKED, Pile.KEPT)

    @property
    def is_only_news(self) -> bool:
        """Whether it lies there for nothing but a message that somebody has to read."""
        pressing = any(not one.is_kept for one in self.open_dates)
        return bool(self.talk.news) and not self.talk.wishes and not pressing

    @cached_property
    def free_dates(self) -> tuple[DeskDate, ...]:
        """The requested dates that nobody else holds or wants."""
        return tuple(one for one in self.open_dates if one.preset)

    @cached_property
    def free_ids(self) -> tuple[int, ...]:
        """All rooms of these, by id."""
        return open_ids_of(self.free_dates)

    @cached_property
    def freed_dates(self) -> tuple[DeskDate, ...]:
        """The dates that wait for a room that can be had by now."""
        return tuple(one for one in self.open_dates if one.is_freed)

    @cached_property
    def freed_ids(self) -> tuple[int, ...]:
        """All rooms of these, by id."""
        return open_ids_of(self.freed_dates)

    @property
    def open_ids(self) -> tuple[int, ...]:
        """The ids of all dates that somebody still has to decide about."""
        return open_ids_of(self.open_dates)

    @cached_property
    def reasons(self) -> Mapping[Rule, int]:
        """Why it is not clear: each rule with the number of dates it speaks against."""
        return Counter(
            rule
            for one in self.open_dates
            for rule in dict.fromkeys(finding.rule for finding in one.findings)
        )

    @property
    def can_overrule(self) -> tuple[Rule, ...]:
        """The rules that stop one of its dates and that staff may set aside."""
        stopping = {rule for one in self.open_dates for rule in blocking_rules(one.findings)}
        return tuple(rule for rule in Rule if rule in stopping - NEVER_OVERRULED)


def open_ids_of(dates: Iterable[DeskDate]) -> tuple[int, ...]:
    """The ids of all rooms of some dates that somebody still has to decide about."""
    return tuple(occurrence.id for one in dates for occurrence in one.open_occurrences)


def lay_on_desk(
    booking: Booking,
    claims: Mapping[int, Claims],
    house: House,
    now: datetime,
    talk: Talk = SILENCE,
) -> DeskBooking:
    """A booking with its open dates weighed; `claims` go by the dates' ids."""
    open_dates = [one for one in booking.occurrences if one.status.is_open]
    rivals = claims_of_others(booking, open_dates, claims)
    findings = find_booking_findings(booking, open_dates, house, rivals, now)
    rooms_of: dict[int, list[Occurrence]] = {}
    for one in booking.occurrences:
        rooms_of.setdefault(one.position, []).append(one)
    first_open = booking.first_open_day
    since = booking.received_at if first_open else talk.since or booking.received_at
    return DeskBooking(
        booking,
        answer_by(house, since, first_open),
        tuple(
            weigh(rooms, rivals, findings, talk.proposals) for _, rooms in sorted(rooms_of.items())
        ),
        house.wall_clock.date_of(now),
        talk,
    )


def claims_of_others(
    booking: Booking, dates: Iterable[Occurrence], claims: Mapping[int, Claims]
) -> dict[int, Claims]:
    """What others have on some dates of a booking, which is never in its own way; by id."""
    own = frozenset(one.id for one in booking.occurrences)
    found = ((one.id, claims[one.id]) for one in dates if one.id in claims)
    return {number: Claims(one.held_by - own, one.asked_by - own) for number, one in found}


def weigh(
    rooms: Iterable[Occurrence],
    claims: Mapping[int, Claims],
    findings: Mapping[int, tuple[Finding, ...]],
    proposals: Iterable[Proposal] = (),
) -> DeskDate:
    """One date in all its rooms, with what stands against those that are open, by their ids."""
    occurrences = tuple(rooms)
    ids = {one.id for one in occurrences}
    rivals = [claims[number] for number in ids if number in claims]
    return DeskDate(
        occurrences,
        tuple(finding for one in occurrences for finding in findings.get(one.id, ())),
        frozenset().union(*(one.held_by | one.asked_by for one in rivals)),
        tuple(one for one in proposals if one.occurrence_id in ids),
    )
