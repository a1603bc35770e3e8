"""What every service works with: the database, the house, and the way into both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

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
            yield Ledger(session, self.ids, self.house.zone, now)

    def change(self, by: Person, now: datetime, deed: Callable[[Door], T]) -> T:
        """One deed in one transaction, through the one door; done again once if somebody
        else was faster. Whatever the deed raises leaves everything as it was."""
        return self.database.run(
            lambda session: pass_through(
                Door(Ledger(session, self.ids, self.house.zone, now), by), deed
            )
        )


def pass_through(door: Door, deed: Callable[[Door], T]) -> T:
    """Does a deed at a door, which is closed behind it."""
    outcome = deed(door)
    door.close()
    return outcome
