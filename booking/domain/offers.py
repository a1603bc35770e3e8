"""Offers: a date that waited has become free, and the house offers it.

An offer keeps the room until a day. By offering it the house has said yes, so the
association's own yes confirms the date; its no withdraws it. An offer that nobody answers
lapses with its day: the date is then a request like any other, and staff decide. So it is
with a date that was only held.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from booking.domain.bookings import Booking, Occurrence
from booking.domain.changes import Change
from booking.domain.proposals import Proposal
from booking.domain.statuses import Status


@dataclass(frozen=True, slots=True)
class Lapsed:
    """What the house kept free for a group until a day that has gone by."""

    until: date
    proposal: Proposal | None = None
    """The other place that was kept; None where it was the date itself."""
    was_offered: bool = False
    """Whether the date itself was offered, not only held."""

    @property
    def was_asked(self) -> bool:
        """Whether the group was asked for a yes, and gave no answer."""
        return self.was_offered or self.proposal is not None


def waiting_among(booking: Booking, ids: Collection[int]) -> tuple[Occurrence, ...]:
    """The dates of these ids that wait, with the rooms that go with them."""
    positions = {one.position for one in booking.occurrences if one.id in ids}
    return tuple(
        one
        for one in booking.occurrences
        if one.position in positions and one.status is Status.WAITING
    )


def offered_among(booking: Booking, ids: Collection[int]) -> tuple[Occurrence, ...]:
    """The dates of these ids that are offered, with the rooms that go with them."""
    positions = {one.position for one in booking.occurrences if one.id in ids and one.offered}
    return tuple(one for one in booking.occurrences if one.position in positions and one.offered)


def find_lapsed(
    changes: Iterable[Change], proposals: Iterable[Proposal], ended: Mapping[int, Lapsed]
) -> Mapping[int, Lapsed]:
    """The dates to which nothing happened since a hold, or the house's offer or proposal, ended,
    by their ids; `proposals` are those that lapsed, `ended` are holds and offers of which the
    history does not yet say so."""
    steps: dict[int, list[Change]] = {}
    for one in changes:
        if one.what == "step" and one.occurrence_id is not None:
            steps.setdefault(one.occurrence_id, []).append(one)
    told = {number: end_of_hold(made) for number, made in steps.items()}
    holds = {number: kept for number, kept in told.items() if kept} | dict(ended)
    return holds | {
        one.occurrence_id: Lapsed(one.open_until, one)
        for one in proposals
        if all(is_older(step, one) for step in steps.get(one.occurrence_id, ()))
    }


def end_of_hold(steps: Sequence[Change]) -> Lapsed | None:
    """What a date was held or offered for, if the last that happened to it is that this ended."""
    if not steps or steps[-1].facts.get("why") != "hold_ended":
        return None
    held = takewhile(lambda one: one.facts.get("status") == Status.HELD, reversed(steps[:-1]))
    was_offered = any(one.facts.get("why") == "offered" for one in held)
    until = steps[-1].facts.get("hold_until_before")
    return Lapsed(date.fromisoformat(str(until)), was_offered=was_offered) if until else None


def is_older(step: Change, proposal: Proposal) -> bool:
    """Whether a proposal was made after this step; a hold that ends by itself changes nothing
    about it."""
    return step.at <= proposal.made_at or step.facts.get("why") == "hold_ended"
