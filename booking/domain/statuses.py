"""The life of one occurrence: which status it may have and which steps lead on.

A request holds nothing; a held or confirmed date holds its spaces. The steps
are a table, so that no rule about them can hide in an if.
"""

from collections.abc import Mapping
from enum import StrEnum

from booking.domain.refusals import WrongStep


class Status(StrEnum):
    """Where one date of a booking stands; the words of pages live in the catalogues."""

    REQUESTED = "requested"
    HELD = "held"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"

    @property
    def holds(self) -> bool:
        """Whether the spaces are kept free for this date, so that nobody else gets them."""
        return self in HOLDING

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self in OPEN


HOLDING = frozenset({Status.HELD, Status.CONFIRMED})
ASKING = frozenset({Status.REQUESTED, Status.WAITING})
OPEN = ASKING | {Status.HELD}

STEPS: Mapping[Status, frozenset[Status]] = {
    Status.REQUESTED: frozenset(
        {Status.HELD, Status.CONFIRMED, Status.DECLINED, Status.WAITING, Status.WITHDRAWN}
    ),
    Status.HELD: frozenset({Status.CONFIRMED, Status.DECLINED, Status.WITHDRAWN, Status.REQUESTED}),
    Status.WAITING: frozenset(
        {Status.HELD, Status.CONFIRMED, Status.DECLINED, Status.WITHDRAWN}  # confirmed: a proposal
    ),
    Status.CONFIRMED: frozenset({Status.CANCELLED}),
    Status.DECLINED: frozenset({Status.CONFIRMED, Status.HELD}),  # staff think again
    Status.WITHDRAWN: frozenset(),
    Status.CANCELLED: frozenset({Status.CONFIRMED}),  # it takes place after all
}

GIVEN_UP: Mapping[Status, Status] = {
    Status.REQUESTED: Status.WITHDRAWN,
    Status.HELD: Status.WITHDRAWN,
    Status.WAITING: Status.WITHDRAWN,
    Status.CONFIRMED: Status.CANCELLED,
}
"""What a date becomes when its association (or the house for it) gives it up."""


def require_step(occurrence_id: int, old: Status, new: Status) -> None:
    """Raise `WrongStep` unless the table has this step. Staying is always allowed."""
    if new is not old and new not in STEPS[old]:
        raise WrongStep(occurrence=occurrence_id, old=old.value, new=new.value)


def require_way_back(occurrence_id: int, old: Status, new: Status) -> None:
    """Raise `WrongStep` unless a step led the other way: what undoing asks for. Staying is
    always allowed: a hold that was made longer, or has ended by itself meanwhile."""
    if new is not old and old not in STEPS[new]:
        raise WrongStep(occurrence=occurrence_id, old=old.value, new=new.value)
