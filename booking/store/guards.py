"""The database refuses double booking: the guards, and the check that they stand.

Whatever the program does wrong, two occupancies of one space never overlap.
PostgreSQL has an exclusion constraint for it; SQLite gets triggers with the same
probe. Migrations that rebuild a table drop SQLite's triggers without a word,
and Alembic sees neither, so start-up and `doctor` ask for them by name.
"""

from sqlalchemy import Connection, text

GUARD = "occupancy_never_twice"
"""Stands in the error of both databases when the guard fires."""

POSTGRESQL_GUARD = f"""
ALTER TABLE occupancy ADD CONSTRAINT {GUARD} EXCLUDE USING gist (
  int8range(starts, ends) WITH &&,
  int8range(space_id, space_id, '[]') WITH &&
)"""
"""A range of one number instead of `=`, so that no extension is needed."""

SQLITE_PROBE = """(
    SELECT ends FROM occupancy
    WHERE space_id = NEW.space_id AND starts < NEW.ends AND id IS NOT NEW.id
    ORDER BY starts DESC LIMIT 1
  ) > NEW.starts"""
"""Occupancies of a space never overlap, so the latest that starts before the end decides."""


def sqlite_trigger(suffix: str, moment: str) -> str:
    """The trigger for one kind of statement."""
    return f"""
CREATE TRIGGER {GUARD}_{suffix} BEFORE {moment} ON occupancy
BEGIN
  SELECT RAISE(ABORT, '{GUARD}') WHERE {SQLITE_PROBE};
END"""


SQLITE_GUARDS = (
    sqlite_trigger("insert", "INSERT"),
    sqlite_trigger("update", "UPDATE OF id, space_id, starts, ends"),
)


def guards_for(dialect: str) -> tuple[str, ...]:
    """The statements that put the guards up."""
    return SQLITE_GUARDS if dialect == "sqlite" else (POSTGRESQL_GUARD,)


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """The names of guards and bonds that do not stand; empty if the house is safe."""
    if connection.dialect.name == "sqlite":
        wanted = {f"{GUARD}_insert", f"{GUARD}_update"}
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        missing = wanted - {row.name for row in found}
        missing |= {name for name, bond in BONDS.items() if bond not in _sqlite_bonds(connection)}
    else:
        found = connection.execute(
            text(
                "SELECT conname AS name FROM pg_constraint"
                " WHERE conrelid = 'occupancy'::regclass AND convalidated"
            )
        )
        missing = {GUARD, *BONDS} - {row.name for row in found}
    return tuple(sorted(missing))


BONDS = {
    "fk_occupancy_holding_occurrence": ("occurrence", "holds", "holds"),
    "fk_occupancy_holding_proposal": ("proposal", "proposed", "holds"),
}
"""Tie an occupancy to an occurrence, or a proposal, that holds; SQLite tells a foreign key
by its table and columns, not by its name."""


def _sqlite_bonds(connection: Connection) -> set[tuple[str, str, str]]:
    """The foreign keys of occupancies, if SQLite heeds them at all."""
    if not connection.execute(text("PRAGMA foreign_keys")).scalar_one():
        return set()
    keys = connection.execute(text("PRAGMA foreign_key_list(occupancy)")).mappings()
    return {(key["table"], key["from"], key["to"]) for key in keys}
