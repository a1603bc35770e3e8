"""`booking migrate`: the database with the newest schema, and its guards in place."""

from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.opening import opened_database
from booking.store.migrating import migrate


def add_to(commands: Subparsers) -> None:
    """The command and its options."""
    parser = commands.add_parser("migrate", help="bring the database to the newest schema")
    parser.set_defaults(deed=bring_up_to_date)


def bring_up_to_date(_: Options) -> None:
    """Changes nothing if there is nothing to do."""
    with opened_database(Config()) as database:
        migrate(database)
    print("The database has the newest schema.")
