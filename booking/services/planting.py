"""The room file meets the database: rooms and spaces get their rows, and nobody's
booking loses its room unseen."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from pydantic import ValidationError

from booking.domain.candidates import Candidate
from booking.domain.house import House
from booking.domain.occupancy import Occupancy, find_clash
from booking.domain.people import THE_HOUSE
from booking.domain.refusals import Refusal
from booking.domain.rooms import Room
from booking.domain.statuses import HOLDING, OPEN
from booking.domain.uprooting import (
    Uprooted,
    find_newly_uprooted,
    find_uprooted,
    place_in,
)
from booking.services.books import Books
from booking.services.feed_events import FORMAT
from booking.store.claims import Asked, find_claims
from booking.store.closures import Almanac
from booking.store.database import Database, Transaction
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.rooms import (
    HouseIds,
    plant_rooms,
    plant_spaces,
    read_feed_format,
    read_house_ids,
    read_planted,
    remember_planted,
    remember_shown,
)
from booking.store.steps import Step

Objection = Callable[[Sequence[Uprooted]], None]


class BookingsUprooted(Refusal):
    """The file leaves dates without a place that they had before. Facts: `uprooted`."""

    code = "bookings_uprooted"


class SpacesTaken(BookingsUprooted):
    """Rooms get spaces that others hold at the time of these dates; no force helps."""

    code = "spaces_taken"

    def __init__(self, uprooted: tuple[Uprooted, ...]) -> None:
        super().__init__(uprooted=uprooted)
        self.uprooted = uprooted

    def named(self) -> str:
        """Which dates, in short: booking, day and room of each."""
        dates = [(one.entry.reference, one.entry.occurrence) for one in self.uprooted]
        return ", ".join(f"{reference} ({one.day}, {one.room})" for reference, one in dates)


def plant(database: Database, house: House, now: datetime) -> Books:
    """Gives every room and space its row and returns the books of the house.

    Rooms that were renamed, or show more or less of themselves, are touched so that
    every calendar notices; dates in rooms that are made of other spaces now take those.
    Raises `BookingsUprooted` if the file breaks dates that the one before did not, and
    then has changed nothing.
    """
    return plant_unless(object_to_any, database, house, now)


def plant_all_the_same(database: Database, house: House, now: datetime) -> Books:
    """Plants a file although it breaks dates: they stay as they are, for staff to settle.
    Raises `SpacesTaken` where two dates would be in one space."""
    return plant_unless(object_to_none, database, house, now)


def plant_unless(object_to: Objection, database: Database, house: House, now: datetime) -> Books:
    """Plants a file, unless somebody objects to what it breaks."""
    ids = database.run(lambda session: plant_rows(session, house, now, object_to))
    return Books(database, house, ids)


def object_to_any(uprooted: Sequence[Uprooted]) -> None:
    """Refuses whatever cannot be mended by taking other spaces."""
    broken = [one for one in uprooted if one.room is None or one.broken]
    if broken:
        raise BookingsUprooted(uprooted=tuple(broken))


def object_to_none(_: Sequence[Uprooted]) -> None:
    """Takes whatever comes."""


def plant_rows(session: Transaction, house: House, now: datetime, object_to: Objection) -> HouseIds:
    """Plants all in one transaction: a room that looked different without being touched
    would be missed by its calendars for ever."""
    plant_spaces(session, house.spaces.keys())
    shown = {room.slug: shown_as(house, room) for room in house.rooms}
    changed = plant_rooms(session, shown, now)
    ids = read_house_ids(session)
    declared, before = house.as_declared(), read_planted(session)
    is_written_as_before = read_feed_format(session) in (None, FORMAT)
    if before == declared and is_written_as_before:
        remember_shown(session, shown)
        return ids
    ledger = Ledger(session, ids, house.zone, now, Almanac(house))
    uprooted = find_newly_uprooted_in(ledger, house)
    object_to(uprooted)
    door = Door(ledger, THE_HOUSE)
    door.lock_spaces(ids.spaces.values())
    take_other_spaces(door, [one for one in uprooted if one.has_other_spaces])
    looks_different = changed if is_written_as_before else ids.rooms.keys()
    door.touch_rooms([ids.rooms[slug] for slug in looks_different])
    if before is not None:
        door.announce(ids.rooms.values())
    door.close()
    remember_shown(session, shown)
    remember_planted(session, declared, FORMAT, now)
    return ids


def take_other_spaces(door: Door, uprooted: Sequence[Uprooted]) -> None:
    """Dates in rooms that are made otherwise now take the spaces of today; raises
    `SpacesTaken` naming those that would find somebody there."""
    places = {
        one.entry.occurrence.id: place_in(one.room, one.entry) for one in uprooted if one.room
    }
    lost = find_losers(door.ledger, uprooted, places)
    if lost:
        raise SpacesTaken(uprooted=tuple(lost))
    door.settle_anew(
        [
            Step(
                one.entry.occurrence,
                one.entry.occurrence.status,
                one.entry.occurrence.hold_until,
                place=places[one.entry.occurrence.id],
                facts={"why": "other_spaces"},
            )
            for one in uprooted
        ]
    )


def find_losers(
    ledger: Ledger, uprooted: Sequence[Uprooted], places: dict[int, Candidate]
) -> list[Uprooted]:
    """The dates that hold their room and cannot have its spaces of today: others hold them,
    or want them from the same file."""
    holding = {
        one.entry.occurrence.id: occupied
        for one in uprooted
        if one.entry.occurrence.status.holds
        and (occupied := places[one.entry.occurrence.id].occupied)
    }
    asked = [
        Asked(number, ledger.ids.space_ids(places[number].spaces), occupied)
        for number, occupied in holding.items()
    ]
    claims = find_claims(ledger.session, asked, ledger.now, leaving=list(places))
    taken = {number for number, claim in claims.items() if claim.held_by}
    clash = find_clash(
        [Occupancy(number, places[number].spaces, occupied) for number, occupied in holding.items()]
    )
    if clash:
        taken |= {claim.holder for claim in clash}
    return [one for one in uprooted if one.entry.occurrence.id in taken]


def look_at_books(database: Database, house: House) -> Books:
    """The books as they stand, for whoever only looks: nothing is planted."""
    with database.reading() as session:
        return Books(database, house, read_house_ids(session))


def find_uprooted_in(ledger: Ledger, house: House) -> tuple[Uprooted, ...]:
    """The future dates, asked for or held, that the house has no place for."""
    return find_uprooted(house, ledger.find_future_entries(HOLDING | OPEN), ledger.now)


def find_newly_uprooted_in(ledger: Ledger, house: House) -> tuple[Uprooted, ...]:
    """The same, but only what the file planted last did not break already."""
    entries = ledger.find_future_entries(HOLDING | OPEN)
    return find_newly_uprooted(house, planted_house(ledger), entries, ledger.now)


def planted_house(ledger: Ledger) -> House | None:
    """The house as it was planted last; None if it never was, or in words of an older
    version of the program that are no longer known."""
    declared = read_planted(ledger.session)
    try:
        return House.model_validate(declared) if declared else None
    except ValidationError:
        return None


def shown_as(house: House, room: Room) -> str:
    """What feeds show of a room by itself, of its house, and of how people sit in it."""
    names = room.names.model_dump_json(exclude_none=True)
    of_house = repr((house.name, sorted(house.as_declared()["seatings"].items())))
    return f"{names} {room.public} {hashlib.sha256(of_house.encode()).hexdigest()}"
