"""Who is in the way: all dates of an enquiry in one question.

Occupancies of one space never overlap (the guards see to it) and have length,
so the latest one that starts before the wanted end decides alone: it conflicts
exactly if it ends after the wanted start. That is one step in an index for each
date, however full the house is. Wishes may overlap; they are read as a range
that reaches back as far as the longest occurrence.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import TextClause, text
from sqlmodel import Session

from booking.domain.rules import Claims
from booking.store.tables.bookings import LONGEST_SECONDS
from calendars.period import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """One period wanted in some spaces, setup and teardown included."""

    index: int
    space_ids: Collection[int]
    period: Period


ASKED_SQLITE = """
  SELECT value ->> 0 AS i, value ->> 1 AS space_id, value ->> 2 AS starts, value ->> 3 AS ends
  FROM json_each(:asked)"""
ASKED_POSTGRESQL = """
  SELECT (value ->> 0)::int AS i, (value ->> 1)::int AS space_id,
         (value ->> 2)::bigint AS starts, (value ->> 3)::bigint AS ends
  FROM json_array_elements(CAST(:asked AS json))"""
IGNORED_SQLITE = "NOT IN (SELECT value FROM json_each(:ignored))"
IGNORED_POSTGRESQL = """
  <> ALL (ARRAY(SELECT value::int FROM json_array_elements_text(CAST(:ignored AS json))))"""

QUESTION = """
WITH asked AS MATERIALIZED ({asked})
SELECT asked.i AS i, 1 AS holds, o.occurrence_id AS occurrence_id
FROM asked JOIN occupancy AS o ON o.id = (
  SELECT p.id FROM occupancy AS p
  WHERE p.space_id = asked.space_id AND p.starts < asked.ends
    AND (p.expires IS NULL OR p.expires > CAST(:now AS bigint))
    AND p.occurrence_id {ignored}
  ORDER BY p.starts DESC LIMIT 1)
WHERE o.ends > asked.starts
UNION ALL
SELECT asked.i, 0, w.occurrence_id
FROM asked JOIN wish AS w ON w.space_id = asked.space_id
  AND w.starts < asked.ends AND w.starts > asked.starts - {longest} AND w.ends > asked.starts
WHERE w.occurrence_id {ignored}
"""


def question(asked: str, ignored: str) -> TextClause:
    """The statement in the words of one database."""
    return text(QUESTION.format(asked=asked, ignored=ignored, longest=LONGEST_SECONDS))


QUESTIONS = {
    "sqlite": question(ASKED_SQLITE, IGNORED_SQLITE),
    "postgresql": question(ASKED_POSTGRESQL, IGNORED_POSTGRESQL),
}


def find_claims(
    session: Session,
    asked: Sequence[Asked],
    now: datetime,
    ignoring: Collection[int] = (),
) -> dict[int, Claims]:
    """What others hold or ask for, by the index of what was asked; free ones are left out.

    A hold that has expired by `now` no longer counts. `ignoring` names occurrences
    that are not in the way: their own, or those about to leave.
    """
    wanted = [
        (one.index, space, one.period.starts, one.period.ends)
        for one in asked
        for space in one.space_ids
    ]
    if not wanted:
        return {}
    rows = session.connection().execute(
        QUESTIONS[session.get_bind().dialect.name],
        {
            "asked": json.dumps(wanted),
            "ignored": json.dumps(sorted(ignoring)),
            "now": int(now.timestamp()),
        },
    )
    held: dict[int, set[int]] = {}
    wished: dict[int, set[int]] = {}
    for index, holds, occurrence_id in rows:
        (held if holds else wished).setdefault(index, set()).add(occurrence_id)
    return {
        index: Claims(frozenset(held.get(index, ())), frozenset(wished.get(index, ())))
        for index in held.keys() | wished.keys()
    }
