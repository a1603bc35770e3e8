"""Nobody came: the caretaker saw nobody, staff may ask, and the group may say otherwise."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.entries import Entry


@dataclass(frozen=True, slots=True)
class NoShow:
    """One date to which nobody came, as far as the caretaker saw."""

    occurrence_id: int
    at: datetime
    mailed_at: datetime | None = None
    disputed_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts: the group has not said that it was there."""
        return self.disputed_at is None


@dataclass(frozen=True, slots=True)
class MissedDate:
    """A no-show with its date, and how many of its booking count by now."""

    no_show: NoShow
    entry: Entry
    counting: int
    can_be_asked: bool
    """Whether there is an address, and nobody was asked or has answered yet."""
