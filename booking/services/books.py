"""What every service works with: the database, the house, and the way into both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from booking.domain.house import House
from booking.domain.people import Person
from booking.store.closures import Almanac
from booking.store.database import Database, Transaction
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.rooms import HouseIds

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one house. Made once when the program starts; holds no state."""

    database: Database
    house: House
    """As the room file tells it. What staff have closed besides is known in a transaction
    only: whoever judges days asks `Ledger.house`."""
    ids: HouseIds
    almanac: Almanac = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "almanac", Almanac(self.house))

    @contextmanager
    def reading(self, now: datetime) -> Iterator[Ledger]:
        """The books as they stand; nothing can be changed."""
        with self.database.reading() as session:
            yield self._ledger(session, now)

    @contextmanager
    def asking(self, now: datetime) -> Iterator[Ledger]:
        """The books for a single question."""
        with self.database.asking() as session:
            yield self._ledger(session, now)

    def house_at(self, now: datetime) -> House:
        """The house with all its closures, for whoever only wants to know which days count."""
        with self.asking(now) as ledger:
            return ledger.house

    def change(self, by: Person, now: datetime, deed: Callable[[Door], T]) -> T:
        """One deed in one transaction, through the one door; done again once if somebody
        else was faster. Whatever the deed raises leaves everything as it was."""
        return self.database.run(
            lambda session: pass_through(Door(self._ledger(session, now), by), deed)
        )

    def _ledger(self, session: Transaction, now: datetime) -> Ledger:
        return Ledger(session, self.ids, self.house.zone, now, self.almanac)


def pass_through(door: Door, deed: Callable[[Door], T]) -> T:
    """Does a deed at a door, which is closed behind it."""
    outcome = deed(door)
    door.close()
    return outcome
