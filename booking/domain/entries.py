"""What takes place when and where: the lines of a week, a plan, a feed.

An entry is one occurrence together with what its booking says about it. Who may
read which of these fields is decided by a profile (`booking.domain.feeds`) or
by the page, never by the store.
"""

from dataclasses import dataclass

from booking.domain.bookings import Occurrence


@dataclass(frozen=True, slots=True)
class Entry:
    """One occurrence with the facts of its booking."""

    occurrence: Occurrence
    reference: str
    association_id: int
    association: str
    title: str
    public_title: bool
    activity: str | None
    persons: int | None
    seating: str | None
    notes: str
