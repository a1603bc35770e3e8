"""One step in the life of a date, as the door is told to make it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from booking.domain.bookings import Occurrence
from booking.domain.candidates import Candidate
from booking.domain.statuses import Status
from booking.store.rooms import HouseIds
from booking.store.tables import OccurrenceRow
from calendars.wallclock import ClockTime


@dataclass(frozen=True, slots=True)
class Step:
    """One occurrence goes from the status it has to another."""

    occurrence: Occurrence
    status: Status
    hold_until: date | None = None
    """The last day of a hold, for `HELD` only."""
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


def place_told(row: OccurrenceRow, ids: HouseIds) -> dict[str, object]:
    """Where a date is, for the history."""
    return {
        "room": ids.room_slugs[row.room_id],
        "day": row.day.isoformat(),
        "begin": str(ClockTime(row.begin_minutes)),
        "end": str(ClockTime(row.end_minutes)),
    }
