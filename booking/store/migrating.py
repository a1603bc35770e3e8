"""Brings a database to the newest schema and makes sure that its guards stand.

SQLite can change a table only by building it anew. With foreign keys on, that
would delete all rows that point to it, so they are off while migrating and
checked afterwards; the triggers on the old table are gone and must be put up
again by the migration itself.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from booking.store.database import Database
from booking.store.guards import missing_guards

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x3E57_B00C
"""PostgreSQL: processes that start at once migrate one after the other."""


class GuardsMissing(Exception):
    """The database would let two bookings overlap; the program must not run on it."""


def migrate(database: Database) -> None:
    """Brings the schema up to date; raises `GuardsMissing` if a guard does not stand."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            _migrate_sqlite(connection)
        else:
            with connection.begin():
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
                _upgrade(connection)
    require_guards(database)


def require_guards(database: Database) -> None:
    """Raises `GuardsMissing` naming what does not stand."""
    with database.engine.connect() as connection:
        missing = missing_guards(connection)
    if missing:
        raise GuardsMissing(", ".join(missing))


def is_up_to_date(database: Database) -> bool:
    """Whether the schema is the newest."""
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_config()).get_current_head()


def _migrate_sqlite(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101  an open connection has one
    driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
    try:
        immediate = connection.execution_options(sqlite_begin="IMMEDIATE")
        with immediate.begin():
            _upgrade(connection)
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration left rows pointing nowhere: {broken[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
