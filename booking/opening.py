"""Opening the house: its room file read, its database up to date, its rooms planted."""

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
    house = read_house(config.rooms)
    database = Database(config.database_url)
    migrate(database)
    return plant(database, house, utc_now())


def find_database(config: Config) -> Database | None:
    """The database, as it is; None if it is an SQLite file that is not there yet, which
    to look at would be to make it."""
    database = Database(config.database_url)
    return database if database.exists() else None
