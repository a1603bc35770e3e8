"""Which bookings somebody wants to see."""

from dataclasses import dataclass
from datetime import date

from booking.domain.statuses import Status


@dataclass(frozen=True, slots=True)
class Filter:
    """Which bookings: those with at least one date that meets all of this."""

    status: Status | None = None
    room: str | None = None
    first: date | None = None
    until: date | None = None
    """Exclusive."""
    association_id: int | None = None
