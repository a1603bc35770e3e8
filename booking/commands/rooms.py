"""`booking rooms`: is the room file right, and what would it do to the bookings?"""

import json
import sys
from pathlib import Path

from booking.commands.counting import counted
from booking.commands.faults import Failed
from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.domain.house import House
from booking.domain.uprooting import Uprooted
from booking.opening import opened_database, utc_now
from booking.services.planting import (
    find_newly_uprooted_in,
    look_at_books,
    plant_all_the_same,
)
from booking.store.house_file import HouseFileFaults, house_schema, read_house
from booking.store.migrating import is_up_to_date, migrate


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    rooms = commands.add_parser("rooms", help="check the room file")
    deeds = rooms.add_subparsers(title="commands", metavar="COMMAND", required=True)
    checking = deeds.add_parser("check", help="every fault with line and column; writes nothing")
    checking.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the room file")
    checking.set_defaults(deed=check)
    planting = deeds.add_parser("plant", help="takes the room file although it breaks booked dates")
    planting.add_argument(
        "--force", action="store_true", required=True, help="say that you mean it"
    )
    planting.set_defaults(deed=plant_by_force)
    schema = deeds.add_parser("schema", help="the JSON Schema of the room file, for editors")
    schema.set_defaults(deed=print_schema)


def check(options: Options) -> None:
    """Says everything that is wrong; `Failed` if anything is."""
    config = Config()
    file: Path = options.file or config.rooms
    house = read_or_complain(file)
    complain_about_uprooted(config, house)
    rooms = sum(not room.retired for room in house.rooms)
    print(f"OK: {file} describes {house.name} with {rooms} rooms.")


def read_or_complain(file: Path) -> House:
    """The house of a file; otherwise a line for each fault, in the form editors jump to."""
    try:
        return read_house(file)
    except HouseFileFaults as found:
        for fault in found.faults:
            where = f"{fault.where}: " if fault.where else ""
            print(f"{file}:{fault.line}:{fault.column}: {where}{fault.sentence}", file=sys.stderr)
        raise Failed(f"{file} has {counted(len(found.faults), 'fault')}.") from found


def complain_about_uprooted(config: Config, house: House) -> None:
    """Names the future dates that would lose their room; only looks, if there is a database."""
    with opened_database(config) as database:
        if not database.exists():
            return
        if not is_up_to_date(database):
            print("The bookings were not looked at: run `booking migrate` first.", file=sys.stderr)
            return
        with look_at_books(database, house).reading(utc_now()) as ledger:
            uprooted = find_newly_uprooted_in(ledger, house)
    for one in uprooted:
        print(sentence_about(one), file=sys.stderr)
    if uprooted:
        raise Failed(f"This file would break {counted(len(uprooted), 'booked date')}.")


def sentence_about(one: Uprooted) -> str:
    """Whose date loses what."""
    date = one.entry.occurrence
    return (
        f"{one.entry.reference} ({one.entry.association}) on {date.day} from {date.begin}"
        f" to {date.end}: {loss_of(one)}."
    )


def loss_of(one: Uprooted) -> str:
    """What the file takes from a date."""
    room = one.entry.occurrence.room
    if one.room is None:
        return f"the room {room} is no longer there"
    if one.has_other_spaces:
        return f"the room {room} has other spaces"
    rules = ", ".join(sorted(one.broken)).replace("_", " ")
    return f"against the rules for {room} ({rules})"


def plant_by_force(_: Options) -> None:
    """Plants the file whatever it breaks; `check` has told what."""
    config = Config()
    house = read_or_complain(config.rooms)
    with opened_database(config) as database:
        migrate(database)
        plant_all_the_same(database, house, utc_now())
    print(f"Planted {config.rooms}. Dates without a place are told by `booking doctor`.")


def print_schema(_: Options) -> None:
    """Writes the schema to standard output."""
    print(json.dumps(house_schema(), indent=2, ensure_ascii=False))
