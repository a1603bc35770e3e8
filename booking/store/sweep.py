"""Every row once more: promises that only a bug, a bad restore or a hand in the
database can have broken. Each sweep is one statement and names some rows."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlmodel import Session

MOST_NAMED = 20

SWEEPS: Mapping[str, str] = {
    "occupancies_overlap": """
        SELECT occurrence_id FROM (
          SELECT occurrence_id, starts,
                 MAX(ends) OVER (PARTITION BY space_id ORDER BY starts, id
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier_end
          FROM occupancy) AS o
        WHERE earlier_end > starts""",
    "holding_without_occupancy": """
        SELECT o.id AS occurrence_id FROM occurrence AS o
        LEFT JOIN (SELECT occurrence_id, count(*) AS spaces FROM occupancy
          WHERE proposed IS NULL GROUP BY occurrence_id) AS y ON y.occurrence_id = o.id
        WHERE o.holds AND json_array_length(o.space_ids) <> COALESCE(y.spaces, 0)""",
    "occupancy_without_holding": """
        SELECT y.occurrence_id FROM occupancy AS y
        LEFT JOIN occurrence AS o ON o.id = y.occurrence_id
        WHERE y.proposed IS NULL AND (o.id IS NULL OR NOT o.holds)""",
    "occupancy_without_proposal": """
        SELECT y.occurrence_id FROM occupancy AS y
        LEFT JOIN proposal AS p ON p.id = y.proposal_id
        WHERE y.proposed IS NOT NULL AND (p.id IS NULL OR NOT p.holds)""",
    "occupancy_of_other_period": """
        SELECT y.occurrence_id FROM occupancy AS y
        JOIN occurrence AS o ON o.id = y.occurrence_id
        WHERE y.proposed IS NULL AND (
          y.starts <> o.starts - o.setup_minutes * 60
          OR y.ends <> o.ends + o.teardown_minutes * 60)""",
    "asking_without_wish": """
        SELECT o.id AS occurrence_id FROM occurrence AS o
        LEFT JOIN (SELECT occurrence_id, count(*) AS spaces FROM wish
          GROUP BY occurrence_id) AS w ON w.occurrence_id = o.id
        WHERE o.status IN ('requested', 'waiting')
          AND json_array_length(o.space_ids) <> COALESCE(w.spaces, 0)""",
    "wish_without_asking": """
        SELECT w.occurrence_id FROM wish AS w
        JOIN occurrence AS o ON o.id = w.occurrence_id
        WHERE o.status NOT IN ('requested', 'waiting')""",
    "misplaced_in_inbox": """
        SELECT min(o.id) AS occurrence_id FROM booking AS b
        JOIN occurrence AS o ON o.booking_id = b.id
        GROUP BY b.id, b.first_open, b.asks
        HAVING COALESCE(b.first_open, '0001-01-01') <> COALESCE(
            min(CASE WHEN o.status IN ('requested', 'held', 'waiting') THEN o.day END),
            '0001-01-01')
          OR b.asks <> (max(CASE WHEN o.status = 'requested' THEN 1 ELSE 0 END) = 1)""",
}


def sweep(session: Session) -> dict[str, tuple[int, ...]]:
    """The broken promises by name, each with the ids of some occurrences; empty if all
    is well."""
    found = {}
    for name, statement in SWEEPS.items():
        rows = session.connection().execute(text(statement)).fetchmany(MOST_NAMED)
        if rows:
            found[name] = tuple(row.occurrence_id for row in rows)
    return found
