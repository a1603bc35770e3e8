"""The room file meets the database: rooms and spaces get their rows, and nobody's
booking loses its room unseen."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.people import THE_HOUSE
from booking.domain.refusals import Refusal
from booking.domain.rooms import Room
from booking.domain.statuses import HOLDING, OPEN
from booking.services.books import Books
from booking.store.database import Database, Transaction
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.rooms import HouseIds, plant_rooms, plant_spaces, read_house_ids


@dataclass(frozen=True, slots=True)
class Uprooted:
    """A future date that a room file leaves without its room or with other spaces."""

    entry: Entry
    room: Room | None
    """The room as the file has it now; None if it is gone."""


class BookingsUprooted(Refusal):
    """The file takes rooms away that are still booked. Facts: `uprooted`."""

    code = "bookings_uprooted"


def plant(database: Database, house: House, now: datetime) -> Books:
    """Gives every room and space its row and returns the books of the house.

    Rooms that were renamed, or show more or less of themselves, are touched so that
    every calendar notices. Raises `BookingsUprooted`, and then has changed nothing.
    """
    ids = database.run(lambda session: plant_rows(session, house, now))
    return Books(database, house, ids)


def plant_rows(session: Transaction, house: House, now: datetime) -> HouseIds:
    """Plants all in one transaction: a room that looked different without being touched
    would be missed by its calendars for ever."""
    plant_spaces(session, house.spaces.keys())
    changed = plant_rooms(session, {room.slug: shown_as(room) for room in house.rooms}, now)
    ids = read_house_ids(session)
    ledger = Ledger(session, ids, house.zone, now)
    uprooted = find_uprooted(house, ledger)
    if uprooted:
        raise BookingsUprooted(uprooted=uprooted)
    door = Door(ledger, THE_HOUSE)
    door.touch_rooms([ids.rooms[slug] for slug in changed])
    door.close()
    return ids


def look_at_books(database: Database, house: House) -> Books:
    """The books as they stand, for whoever only looks: nothing is planted."""
    with database.reading() as session:
        return Books(database, house, read_house_ids(session))


def find_uprooted(house: House, ledger: Ledger) -> tuple[Uprooted, ...]:
    """The future dates, asked for or held, that the house has no place for any more."""
    return tuple(
        Uprooted(entry, room)
        for entry in ledger.find_future_entries(HOLDING | OPEN)
        if (room := house.find_room(entry.occurrence.room)) is None
        or room.spaces != entry.occurrence.spaces
    )


def shown_as(room: Room) -> str:
    """What feeds show of a room by itself."""
    return f"{room.names.model_dump_json(exclude_none=True)} {room.public}"
