"""A stored booking and its dates, as values that outlive the transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from booking.domain.statuses import Status
from calendars.period import Period
from calendars.wallclock import ClockTime


class BookingKind(StrEnum):
    """Whose use it is. It changes no rule: whatever has a room, has it."""

    GROUP = "group"
    """An association's or a group's: what nearly all bookings are."""
    TENANT = "tenant"
    """A fixed tenant's: whoever has a room by contract, not by asking."""
    HOUSE = "house"
    """An event of the house itself."""
    MAINTENANCE = "maintenance"
    """Nobody comes: the room is being repaired, cleaned, looked after."""

    @property
    def is_own(self) -> bool:
        """Whether nobody but the house stands behind it, so that nobody waits for an answer."""
        return self in (BookingKind.HOUSE, BookingKind.MAINTENANCE)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a booking in one room, with a life of its own."""

    id: int
    uid: str
    """The UID of its VEVENT (RFC 5545 3.8.4.7): never changes, never used again."""
    position: int
    """Counts the dates of the booking; rooms wanted together share it."""
    room: str
    day: date
    begin: ClockTime
    end: ClockTime
    period: Period
    spaces: frozenset[str]
    setup: timedelta
    teardown: timedelta
    status: Status
    sequence: int
    changed_at: datetime
    hold_until: date | None = None
    """The last day on which a held date is kept."""
    offered: bool = False
    """Held because the house offers it: the association itself says yes or no."""

    @property
    def occupied(self) -> Period:
        """The period with setup and teardown."""
        return self.period.widened(self.setup, self.teardown)


@dataclass(frozen=True, slots=True)
class Booking:
    """What an association asked for, and what became of each date."""

    id: int
    reference: str
    version: int
    association_id: int
    association: str
    contact: str
    email: str
    phone: str
    language: str
    title: str
    public_title: bool
    activity: str | None
    persons: int | None
    seating: str | None
    notes: str
    any_room: bool
    """Whether its sender left the room to the house."""
    rrule: str | None
    heeds_school_holidays: bool
    entered_by_staff: bool
    received_at: datetime
    occurrences: tuple[Occurrence, ...]
    month_list: bool = True
    """Whether a mail lists the dates of each month of a series."""
    kind: BookingKind = BookingKind.GROUP

    def changed(self, dates: Mapping[int, Occurrence]) -> "Booking":
        """The booking in its next version: with some of its dates, by id, as they are then."""
        now = [dates.get(one.id, one) for one in self.occurrences]
        now.sort(key=lambda one: (one.period.begin, one.id))
        return replace(self, version=self.version + 1, occurrences=tuple(now))

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms of its dates, each once, in the order of the dates."""
        return tuple(dict.fromkeys(occurrence.room for occurrence in self.occurrences))

    @property
    def awaits_answer(self) -> bool:
        """Whether the house has promised an answer about one of its dates; a waiting date has
        had its answer until the room becomes free."""
        return any(one.status in (Status.REQUESTED, Status.HELD) for one in self.occurrences)

    @property
    def waits_only(self) -> bool:
        """Whether nothing of it is open but dates that wait for a room."""
        waits = any(one.status is Status.WAITING for one in self.occurrences)
        return waits and not self.awaits_answer

    @property
    def first_open_day(self) -> date | None:
        """The day of the first date that somebody still has to decide about."""
        return min((one.day for one in self.occurrences if one.status.is_open), default=None)
