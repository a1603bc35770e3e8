"""Why a date is not possible: the reasons that come up again and again.

The report counts them; their sentences are told in the language of the association.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from booking.domain.bookings import Occurrence
from booking.domain.changes import Change
from booking.domain.people import DECIDING
from booking.domain.statuses import Status


class Reason(StrEnum):
    """One of the usual reasons; whatever else is to be said is written freely."""

    TAKEN = "taken"
    OTHERS_FIRST = "others_first"
    CLOSED = "closed"
    TOO_LOUD = "too_loud"
    TOO_MANY = "too_many"
    TOO_SOON = "too_soon"
    NOBODY_THERE = "nobody_there"
    PURPOSE = "purpose"


@dataclass(frozen=True, slots=True)
class Why:
    """Why the house let a date fall, as its association was told by mail."""

    text: str
    """All of it, in the language of the association."""
    usual: Reason | None = None
    """The usual reason that it begins with, if one was chosen."""


FALLEN = frozenset({Status.DECLINED, Status.CANCELLED})


def whys_of(dates: Iterable[Occurrence], changes: Iterable[Change]) -> Mapping[int, Why]:
    """Why dates stand where the house let them fall, by their ids; nothing of those for which
    it gave no reason, and of those that their association itself gave up."""
    made = {
        (one.occurrence_id, one.facts.get("status")): one
        for one in changes  # a way back to where a date stood has no reason of its own
        if one.what == "step" and one.facts.get("why") != "undone"
    }
    fell = {
        date.id: made[date.id, date.status.value]
        for date in dates
        if date.status in FALLEN and (date.id, date.status.value) in made
    }
    return {
        number: Why(str(one.facts["reason"]), reason_named(one.facts.get("because")))
        for number, one in fell.items()
        if one.standing in DECIDING and one.facts.get("reason")
    }


def reason_named(name: object) -> Reason | None:
    """The usual reason of this name, if there is one."""
    return next((one for one in Reason if one == name), None)
