"""The dates of a booking as its association sees them: where each stands, what can be done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.house import House
from booking.domain.statuses import GIVEN_UP, Status


@dataclass(frozen=True, slots=True)
class OwnDate:
    """One date in one room."""

    occurrence: Occurrence
    room: str
    """The room's name in the language of the page."""
    is_over: bool

    @property
    def day(self) -> date:
        """The day in the house."""
        return self.occurrence.day

    @property
    def status(self) -> Status:
        """Where it stands."""
        return self.occurrence.status

    @property
    def can_be_given_up(self) -> bool:
        """Whether its association may still say that it does not take place."""
        return not self.is_over and self.status in GIVEN_UP


def ends_as(dates: Collection[OwnDate]) -> Status:
    """The word for giving these dates up: confirmed ones are cancelled; as soon as one is
    only asked for, they are withdrawn."""
    are_confirmed = all(one.status is Status.CONFIRMED for one in dates)
    return Status.CANCELLED if are_confirmed else Status.WITHDRAWN


def own_dates(booking: Booking, house: House, now: datetime, language: str) -> tuple[OwnDate, ...]:
    """All dates of a booking, in order."""
    return tuple(
        OwnDate(one, _name_of(house, one.room, language), one.period.end <= now)
        for one in sorted(booking.occurrences, key=lambda one: (one.period.begin, one.position))
    )


def _name_of(house: House, slug: str, language: str) -> str:
    room = house.find_room(slug)
    return room.name_in(language) if room else slug
