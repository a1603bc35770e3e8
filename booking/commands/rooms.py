"""`booking rooms`: is the room file right, and what would it do to the bookings?"""

import json
import sys
from pathlib import Path

from booking.commands.faults import Failed
from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.domain.house import House
from booking.opening import opened_database, utc_now
from booking.services.planting import Uprooted, find_uprooted, look_at_books
from booking.store.house_file import HouseFileFaults, house_schema, read_house
from booking.store.migrating import is_up_to_date


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    rooms = commands.add_parser("rooms", help="check the room file")
    deeds = rooms.add_subparsers(title="commands", metavar="COMMAND", required=True)
    checking = deeds.add_parser("check", help="every fault with line and column; writes nothing")
    checking.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the room file")
    checking.set_defaults(deed=check)
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
            uprooted = find_uprooted(house, ledger)
    for one in uprooted:
        print(sentence_about(one), file=sys.stderr)
    if uprooted:
        raise Failed(f"This file would break {counted(len(uprooted), 'booked date')}.")


def sentence_about(one: Uprooted) -> str:
    """Whose date loses what."""
    date = one.entry.occurrence
    lost = "is no longer there" if one.room is None else "has other spaces"
    return (
        f"{one.entry.reference} ({one.entry.association}) on {date.day} from {date.begin}"
        f" to {date.end}: the room {date.room} {lost}."
    )


def counted(number: int, thing: str) -> str:
    """`1 fault`, `2 faults`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def print_schema(_: Options) -> None:
    """Writes the schema to standard output."""
    print(json.dumps(house_schema(), indent=2, ensure_ascii=False))
