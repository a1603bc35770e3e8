"""One mail that is about to be written: what it was owed for, and the books it is told from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.house import House
from booking.domain.rooms import Room
from booking.domain.statuses import Status
from booking.store.ledger import Ledger

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """The facts that were noted when the mail was owed, and where the rest is found."""

    house: House
    ledger: Ledger
    noted: Facts
    known: Booking | None
    recipient: str = ""
    """The address it goes to."""

    @property
    def now(self) -> datetime:
        """The moment at which the mail is written."""
        return self.ledger.now

    @property
    def today(self) -> date:
        """The day in the house."""
        return self.house.wall_clock.date_of(self.now)

    @property
    def booking(self) -> Booking:
        """The booking it is about; a ValueError if it is about none."""
        if self.known is None:
            raise ValueError("this kind of mail is about a booking")
        return self.known

    def dates(
        self, statuses: Collection[Status], name: str = "occurrences"
    ) -> tuple[Occurrence, ...]:
        """The dates that were noted under a name, as far as they stand at one of these."""
        noted = self.noted.get(name)
        ids = set(noted) if isinstance(noted, list) else set()
        return self.standing(statuses, ids)

    def standing(
        self, statuses: Collection[Status], among: Collection[int] | None = None
    ) -> tuple[Occurrence, ...]:
        """The booking's dates that stand at one of these; only those named, if any are."""
        return tuple(
            one
            for one in self.booking.occurrences
            if one.status in statuses and (among is None or one.id in among)
        )

    def to_come(self, dates: Collection[Occurrence]) -> tuple[Occurrence, ...]:
        """Those that have not begun."""
        return tuple(one for one in dates if one.period.begin > self.now)

    def rooms_with_rules(self, dates: Collection[Occurrence]) -> tuple[Room, ...]:
        """The rooms of these dates that have rules of their own."""
        rooms = dict.fromkeys(self.house.find_room(one.room) for one in dates)
        return tuple(room for room in rooms if room and room.rules)

    def text(self, name: str) -> str:
        """A noted text, empty if there is none."""
        return str(self.noted.get(name) or "")

    def number(self, name: str) -> int:
        """A noted id, 0 if there is none."""
        return int(self.text(name) or 0)

    def day(self, name: str) -> date:
        """A noted day."""
        return date.fromisoformat(self.text(name))
