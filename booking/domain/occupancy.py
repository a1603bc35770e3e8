"""Who holds which part of the house, and where two claims clash.

A room is made of spaces, the smallest parts that can be locked apart. Two rooms
get in each other's way exactly when they share a space, so nothing here needs
to know which hall is whose half. A room is occupied longer than it is used:
chairs go up before and come down after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from calendars.period import Period

LONGEST_OCCUPANCY = timedelta(hours=49)
"""No occurrence lasts longer, setup and teardown included: a day has 25 hours when the
clocks go back, and twelve hours may be added on either side. Reads of a range reach back
exactly this far, and the tables hold to it."""


@dataclass(frozen=True, slots=True)
class Occupancy:
    """One claim on some spaces for one period, setup and teardown included."""

    holder: int
    """The occurrence's id, or its position in an enquiry that has no ids yet."""
    spaces: frozenset[str]
    period: Period

    def clashes_with(self, other: Self) -> bool:
        """Whether both claims cannot be had; an occurrence never stands in its own way."""
        return (
            self.holder != other.holder
            and not self.spaces.isdisjoint(other.spaces)
            and self.period.overlaps(other.period)
        )


def find_clash(claims: Sequence[Occupancy]) -> tuple[Occupancy, Occupancy] | None:
    """The first two claims of one series that get in each other's way, or None.

    Sorted by begin, a claim can only clash with those that begin before it ends;
    a series has at most a few rooms a date, so the neighbours reach far enough.
    """
    ordered = sorted(claims, key=lambda claim: claim.period.begin)
    for index, claim in enumerate(ordered):
        for later in ordered[index + 1 :]:
            if later.period.begin >= claim.period.end:
                break
            if claim.clashes_with(later):
                return claim, later
    return None


def find_late(claims: Iterable[Occupancy]) -> frozenset[int]:
    """The holders whose claim clashes with an earlier one of the same deed: of two who want
    the same, the one that begins first has it."""
    late = set()
    taken: list[Occupancy] = []
    for claim in sorted(claims, key=lambda one: one.period):
        taken = [one for one in taken if one.period.end > claim.period.begin]
        if any(claim.clashes_with(one) for one in taken):
            late.add(claim.holder)
        else:
            taken.append(claim)
    return frozenset(late)
