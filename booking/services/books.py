"""What every service works with: the database, the house, and the way into both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session

from booking.domain.house import House
from booking.domain.people import Person
from booking.store.database import Database
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.rooms import HouseIds

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one house. Made once when the program starts; holds no state."""

    database: Database
    house: House
    ids: HouseIds

    @contextmanager
    def reading(self, now: datetime) -> Iterator[Ledger]:
        """The books as they stand; nothing can be changed."""
        with self.database.reading() as session:
            yield self._ledger(session, now)

    def change(self, by: Person, now: datetime, deed: Callable[[Door], T]) -> T:
        """One deed in one transaction, through the one door; done again once if somebody
        else was faster. Whatever the deed raises leaves everything as it was."""

        def through_the_door(session: Session) -> T:
            door = Door(self._ledger(session, now), by)
            outcome = deed(door)
            door.close()
            return outcome

        return self.database.run(through_the_door)

    def _ledger(self, session: Session, now: datetime) -> Ledger:
        return Ledger(session, self.ids, self.house.zone, now)
