"""Migrations bring a database to exactly what the tables say."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from booking.store.database import Database
from booking.store.guards import missing_guards
from booking.store.migrating import is_up_to_date, migrate
from booking.store.tables import Base


def test_a_migrated_database_is_what_the_tables_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
        assert missing_guards(connection) == ()


def test_the_checks_of_the_tables_are_those_of_the_migration(database: Database) -> None:
    wanted = {
        str(one.name)
        for table in Base.metadata.tables.values()
        for one in table.constraints
        if type(one).__name__ == "CheckConstraint"
    }
    with database.engine.connect() as connection:
        if database.is_sqlite:
            found = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
            told = "\n".join(row.sql for row in found)
            missing = {name for name in wanted if name not in told}
        else:
            found = connection.execute(text("SELECT conname FROM pg_constraint"))
            missing = wanted - {row.conname for row in found}
    assert wanted
    assert missing == set()


def test_migrating_twice_changes_nothing(database: Database) -> None:
    assert is_up_to_date(database)
    migrate(database)
    assert is_up_to_date(database)


def test_an_empty_file_is_not_up_to_date_until_it_is_migrated(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new/booking.db")
    assert not is_up_to_date(database)
    migrate(database)
    assert is_up_to_date(database)
    with database.engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    database.dispose()
