"""Nobody can edit the history: the database itself refuses to change or delete a line.

One thing may be forgotten, once it is old: the reason that somebody wrote, for it may
name people. Everything else of a line stays as it was written.
"""

from sqlalchemy import Connection, text

HISTORY_GUARD = "history_only_grows"
"""Stands in the error of both databases when the guard fires."""

FORGET_REASON = {
    "sqlite": "json_remove(facts, '$.reason')",
    "postgresql": "CAST(CAST(facts AS jsonb) - 'reason' AS json)",
}
"""The facts of a line without what somebody wrote."""

SQLITE = (
    f"""
CREATE TRIGGER {HISTORY_GUARD}_delete BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, '{HISTORY_GUARD}');
END""",
    f"""
CREATE TRIGGER {HISTORY_GUARD}_update BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, '{HISTORY_GUARD}')
  WHERE json(NEW.facts) IS NOT json_remove(OLD.facts, '$.reason')
     OR (NEW.id, NEW.at, NEW.booking_id, NEW.what, NEW.standing)
        IS NOT (OLD.id, OLD.at, OLD.booking_id, OLD.what, OLD.standing)
     OR NEW.occurrence_id IS NOT OLD.occurrence_id
     OR NEW.version IS NOT OLD.version
     OR NEW.account_id IS NOT OLD.account_id;
END""",
)
POSTGRESQL = (
    f"""
CREATE FUNCTION {HISTORY_GUARD}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'facts' = to_jsonb(OLD) - 'facts'
       AND NEW.facts::jsonb = OLD.facts::jsonb - 'reason' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '{HISTORY_GUARD}' USING ERRCODE = 'integrity_constraint_violation';
END $$""",
    f"""
CREATE TRIGGER {HISTORY_GUARD} BEFORE UPDATE OR DELETE ON history
FOR EACH ROW EXECUTE FUNCTION {HISTORY_GUARD}()""",
)


def history_guard_for(dialect: str) -> tuple[str, ...]:
    """The statements that put the guard up."""
    return SQLITE if dialect == "sqlite" else POSTGRESQL


def is_history_guarded(connection: Connection) -> bool:
    """Whether the guard stands."""
    if connection.dialect.name == "sqlite":
        wanted = {f"{HISTORY_GUARD}_delete", f"{HISTORY_GUARD}_update"}
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    else:
        wanted = {HISTORY_GUARD}
        found = connection.execute(
            text(
                "SELECT tgname AS name FROM pg_trigger"
                " WHERE tgrelid = 'history'::regclass AND tgenabled = 'O'"
            )
        )
    return wanted <= {row.name for row in found}
