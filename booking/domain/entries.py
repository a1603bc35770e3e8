"""What takes place when and where: the lines of a week, a plan, a feed.

An entry is one occurrence together with what its booking says about it. Who may
read which of these fields is decided by a profile (`booking.domain.feeds`) or
by the page, never by the store.
"""

from dataclasses import dataclass

from booking.domain.bookings import BookingKind, Occurrence


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
    kind: BookingKind = BookingKind.GROUP
    user_group: str = ""
    """The kind of its association, one of the house's `user_groups`."""
