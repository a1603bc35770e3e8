"""Opening the house: its room file read, its database up to date, its rooms planted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from booking.config import Config
from booking.services.books import Books
from booking.services.planting import plant
from booking.store.database import Database
from booking.store.house_file import read_house
from booking.store.migrating import migrate


def utc_now() -> datetime:
    """The present in whole seconds; what is kept and shown knows nothing finer."""
    return datetime.now(UTC).replace(microsecond=0)


def open_books(config: Config) -> Books:
    """Reads the room file, brings the database up to date and plants the rooms.

    Raises `HouseFileFaults`, `GuardsMissing`, `BookingsUprooted`.
    """
    return books_in(Database(config.database_url), config)


@contextmanager
def opened_books(config: Config) -> Iterator[Books]:
    """The same for one deed, after which the database is closed."""
    with opened_database(config) as database:
        yield books_in(database, config)


@contextmanager
def opened_database(config: Config) -> Iterator[Database]:
    """The database as it is, until the deed is done. To look at an SQLite file that is not
    there would be to make it: ask `exists` first."""
    database = Database(config.database_url)
    try:
        yield database
    finally:
        database.dispose()


def books_in(database: Database, config: Config) -> Books:
    """The books in that database, as `open_books` opens them."""
    house = read_house(config.rooms)
    migrate(database)
    return plant(database, house, utc_now())
