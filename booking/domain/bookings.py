"""A stored booking and its dates, as values that outlive the transaction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.statuses import Status
from calendars.period import Period
from calendars.wallclock import ClockTime


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
    rrule: str | None
    heeds_school_holidays: bool
    entered_by_staff: bool
    received_at: datetime
    occurrences: tuple[Occurrence, ...]

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms of its dates, each once, in the order of the dates."""
        return tuple(dict.fromkeys(occurrence.room for occurrence in self.occurrences))

    @property
    def has_open_dates(self) -> bool:
        """Whether somebody still has to decide about one of its dates."""
        return any(occurrence.status.is_open for occurrence in self.occurrences)

    @property
    def first_open_day(self) -> date | None:
        """The day of the first date that somebody still has to decide about."""
        return min((one.day for one in self.occurrences if one.status.is_open), default=None)
