"""`booking backup` and `booking restore`: a copy of everything, and its way back."""

from pathlib import Path

from booking.commands.faults import Failed
from booking.commands.parsing import Options, Subparsers
from booking.config import Config
from booking.opening import utc_now
from booking.store.backups import (
    NotABackup,
    back_up,
    file_of,
    find_latest_change,
    is_foreign,
    is_replaceable,
    put_back,
    require_backup,
)
from booking.store.database import Database


def add_to(commands: Subparsers) -> None:
    """The commands and their options."""
    backing = commands.add_parser("backup", help="write a consistent copy, also while serving")
    backing.add_argument("file", type=Path, metavar="FILE")
    backing.set_defaults(deed=backup)
    restoring = commands.add_parser("restore", help="put a copy back")
    restoring.add_argument("file", type=Path, metavar="FILE")
    restoring.add_argument(
        "--force", action="store_true", help="also over bookings that are newer than the copy"
    )
    restoring.set_defaults(deed=restore)


def backup(options: Options) -> None:
    """Writes the copy; `Failed` if there is nothing to copy, or no place for it. An older copy
    makes way, as jobs that copy every night want it; anything else stays."""
    database = get_sqlite("pg_dump --format=custom")
    if not database.exists():
        raise Failed(f"There is no database at {file_of(database)}.")
    target: Path = options.file
    if target.is_dir():
        raise Failed(f"{target} is a folder. Name a file.")
    if not is_replaceable(target):
        raise Failed(f"{target} is there already and is no older copy. Name another file.")
    back_up(database, target)
    print(f"{target} is a copy of everything. It holds names and addresses: keep it safe.")


def restore(options: Options) -> None:
    """Puts the copy back; `Failed` if bookings were changed after it was made."""
    database = get_sqlite("pg_restore --clean")
    source: Path = options.file
    if not source.is_file():
        raise Failed(f"There is no file {source}.")
    try:
        require_backup(source)
        if not options.force:
            refuse_to_lose_changes(database, source)
        put_back(database, source, utc_now())
    except NotABackup as fault:
        raise Failed(str(fault)) from fault
    print(f"The database is what {source} says.")


def refuse_to_lose_changes(database: Database, source: Path) -> None:
    """Raises `Failed` if the database knows of changes that the copy does not, or is not of
    this program."""
    if not database.exists():
        return
    if is_foreign(file_of(database)):
        raise Failed(
            f"{file_of(database)} is a database of another program. With --force it is lost."
        )
    present, copied = find_latest_change(file_of(database)), find_latest_change(source)
    if present is not None and (copied is None or present > copied):
        raise Failed(
            f"Bookings were changed on {present[:16]} (UTC), after this copy was made."
            " With --force those changes are lost."
        )


def get_sqlite(program: str) -> Database:
    """The database; `Failed` for PostgreSQL, which brings its own program for this."""
    database = Database(Config().database_url)
    if not database.is_sqlite:
        raise Failed(f"PostgreSQL has its own program for this: {program}.")
    return database
