"""One step in the life of a date, as the door is told to make it, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from booking.domain.bookings import Occurrence
from booking.domain.candidates import Candidate
from booking.domain.statuses import Status
from booking.store.history import Line

SECOND = timedelta(seconds=1)
"""Calendars tell changes in whole seconds, and a later one must look later."""


@dataclass(frozen=True, slots=True)
class Step:
    """One occurrence goes from the status it has to another."""

    occurrence: Occurrence
    status: Status
    hold_until: date | None = None
    """The last day of a hold, for `HELD` only."""
    offers: bool = False
    """Whether the house offers it to whoever waited; for `HELD` only."""
    place: Candidate | None = None
    """The new room and time of a date that is moved; without one it stays."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What the history shall know besides: a reason, overruled rules."""

    @property
    def moves(self) -> bool:
        """Whether anything changes at all."""
        before = self.occurrence
        stays = (before.status, before.hold_until) == (self.status, self.hold_until)
        return self.place is not None or not stays

    def outcome(self, now: datetime) -> Occurrence:
        """The date as it is once the step is made."""
        before = self.occurrence
        return replace(
            before,
            status=self.status,
            hold_until=self.hold_until,
            offered=self.status is Status.HELD and (self.offers or before.offered),
            sequence=before.sequence + 1,
            changed_at=max(now, before.changed_at + SECOND),
            **(there(self.place) if self.place else {}),
        )


class Turn(NamedTuple):
    """A step that is being made: of whose date, what comes of it, and for which version."""

    booking_id: int
    step: Step
    after: Occurrence
    version: int | None = None
    """None if nobody decided anything: the house changed, or a hold ended."""
    ended: Sequence[int] = ()
    """The ids of what was proposed for the date until then."""

    @property
    def before(self) -> Occurrence:
        """The date as it was."""
        return self.step.occurrence

    @property
    def is_move(self) -> bool:
        """Whether the date gets another place."""
        return self.step.place is not None

    @property
    def line(self) -> Line:
        """What the history says of it."""
        before, after = self.before, self.after
        facts = {"before": before.status.value, "status": after.status.value, **self.step.facts}
        if before.hold_until is not None:
            facts["hold_until_before"] = before.hold_until.isoformat()
        if before.offered:
            facts["offered_before"] = True
        if self.ended:
            facts["ended_proposals"] = list(self.ended)
        if self.is_move:
            facts |= {"from": place_told(before), "to": place_told(after)}
        return Line(self.booking_id, "step", facts, after.id, self.version)


def there(place: Candidate) -> dict[str, Any]:
    """Room and time of a date at another place."""
    return {
        "room": place.room.slug,
        "day": place.day,
        "begin": place.begin,
        "end": place.end,
        "period": place.period,
        "spaces": place.spaces,
        "setup": place.setup,
        "teardown": place.teardown,
    }


def candidate_told(place: Candidate) -> dict[str, object]:
    """Where a date might go, for the history."""
    return {
        "room": place.room.slug,
        "day": place.day.isoformat(),
        "begin": str(place.begin),
        "end": str(place.end),
    }


def place_told(one: Occurrence) -> dict[str, object]:
    """Where a date is, for the history."""
    return {
        "room": one.room,
        "day": one.day.isoformat(),
        "begin": str(one.begin),
        "end": str(one.end),
    }
