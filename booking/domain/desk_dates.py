"""One date on the desk of staff: where it stands, what speaks against it, what may become of it.

A date is one position of a booking with all the rooms wanted together, because staff
answer it as a whole.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from booking.domain.bookings import Occurrence
from booking.domain.proposals import Proposal, Side
from booking.domain.rules import Finding, Severity
from booking.domain.statuses import STEPS, Status
from booking.domain.verdicts import Verdict, judge
from calendars.wallclock import ClockTime


@dataclass(frozen=True)
class DeskDate:
    """One date of a booking, with what the house says about it today."""

    occurrences: tuple[Occurrence, ...]
    """One for each room; never empty."""
    findings: tuple[Finding, ...] = ()
    rivals: frozenset[int] = frozenset()
    """The dates of others that hold or want the same, by id."""
    proposals: tuple[Proposal, ...] = ()
    """Where it might go instead: what is open for it, from either side."""

    @property
    def position(self) -> int:
        """Its place in the booking."""
        return self.occurrences[0].position

    @property
    def day(self) -> date:
        """Its day."""
        return self.occurrences[0].day

    @property
    def begin(self) -> ClockTime:
        """When it begins on the wall clock."""
        return self.occurrences[0].begin

    @property
    def end(self) -> ClockTime:
        """When it ends on the wall clock."""
        return self.occurrences[0].end

    @property
    def ids(self) -> frozenset[int]:
        """Its rooms, by id."""
        return frozenset(one.id for one in self.occurrences)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Where it stands; one status, unless its rooms went different ways."""
        return tuple(dict.fromkeys(one.status for one in self.occurrences))

    @cached_property
    def open_occurrences(self) -> tuple[Occurrence, ...]:
        """Its rooms that somebody still has to decide about."""
        return tuple(one for one in self.occurrences if one.status.is_open)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide about it."""
        return bool(self.open_occurrences)

    @property
    def unconfirmed_ids(self) -> frozenset[int]:
        """Its rooms that were not promised to anybody, by id."""
        return frozenset(one.id for one in self.occurrences if one.status is not Status.CONFIRMED)

    @property
    def is_freed(self) -> bool:
        """Whether it waits although its room can be had by now: time to offer it."""
        waits = self.is_open and all(one.status is Status.WAITING for one in self.open_occurrences)
        return waits and self.verdict in (Verdict.FREE, Verdict.ASKED_FOR)

    @cached_property
    def verdict(self) -> Verdict:
        """The word for it; only open dates have one that means something."""
        return judge(self.findings)

    @property
    def is_proposed(self) -> bool:
        """Whether the house has proposed another place, or offered the one that this date waited
        for, and the association has not answered."""
        offered = any(one.offered for one in self.occurrences)
        return offered or any(one.side is Side.HOUSE for one in self.proposals)

    @property
    def held_until(self) -> date | None:
        """The last day on which staff hold it; None if they do not, or offered it."""
        held = all(one.status is Status.HELD for one in self.open_occurrences)
        return (
            self.open_occurrences[0].hold_until
            if self.is_open and held and not self.is_proposed
            else None
        )

    @cached_property
    def is_kept(self) -> bool:
        """Whether it needs no word today: it is held, waits and is still taken, or the house
        has proposed something else and waits for the answer."""
        if self.is_proposed:
            return True
        statuses = {one.status for one in self.open_occurrences}
        if statuses == {Status.WAITING}:
            return self.verdict is Verdict.TAKEN
        return statuses == {Status.HELD}

    @property
    def choices(self) -> tuple[Status, ...]:
        """What staff may make of it, by the table of steps."""
        return tuple(
            status
            for status in (Status.CONFIRMED, Status.HELD, Status.DECLINED)
            if self.is_open
            and all(status in {one.status, *STEPS[one.status]} for one in self.open_occurrences)
        )

    @cached_property
    def preset(self) -> Status | None:
        """The choice that is set beforehand: a requested date that is free is confirmed;
        anything that somebody else wants or a rule stops is for staff to choose."""
        asked = all(one.status is Status.REQUESTED for one in self.open_occurrences)
        free = self.is_open and asked and self.verdict is Verdict.FREE and not self.proposals
        return Status.CONFIRMED if free else None

    @property
    def is_clear(self) -> bool:
        """Whether nothing at all speaks against confirming it, not even a warning."""
        quiet = all(finding.severity is Severity.INFORM for finding in self.findings)
        return self.preset is not None and quiet
