"""Which bookings somebody wants to see."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from booking.domain.statuses import Status


class Progress(StrEnum):
    """How far the house has come with a booking."""

    OPEN = "open"
    """Somebody still has to decide about one of its dates."""
    SETTLED = "settled"
    """Every date has its answer."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which bookings: those with at least one date that meets all of this."""

    status: Status | None = None
    room: str | None = None
    first: date | None = None
    until: date | None = None
    """Exclusive."""
    progress: Progress | None = None
    text: str = ""
    """Stands in the title, the reference, the association's name, or in the name, mail address
    or telephone number of who speaks for it; capitals, blanks and hyphens do not matter."""
