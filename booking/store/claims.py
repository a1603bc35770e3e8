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
    own: int = 0
    """The stored date that asks, if it is one: never in its own way."""


ASKED_SQLITE = """
  SELECT value ->> 0 AS i, value ->> 1 AS space_id, value ->> 2 AS starts, value ->> 3 AS ends,
         value ->> 4 AS own
  FROM json_each(:asked)"""
ASKED_POSTGRESQL = """
  SELECT (value ->> 0)::int AS i, (value ->> 1)::int AS space_id,
         (value ->> 2)::bigint AS starts, (value ->> 3)::bigint AS ends, (value ->> 4)::int AS own
  FROM json_array_elements(CAST(:asked AS json))"""
NOT_AMONG_SQLITE = "NOT IN (SELECT value FROM json_each(:{ids}))"
NOT_AMONG_POSTGRESQL = """
  <> ALL (ARRAY(SELECT value::int FROM json_array_elements_text(CAST(:{ids} AS json))))"""

LATEST_SQLITE = "occupancy AS o ON o.id = (SELECT p.id {before})"
LATEST_POSTGRESQL = "LATERAL (SELECT p.occurrence_id, p.ends {before}) AS o ON true"
"""The same step in the index; as a join by id, PostgreSQL would rather read the whole table."""

BEFORE = """FROM occupancy AS p
  WHERE p.space_id = asked.space_id AND p.starts < asked.ends
    AND (p.expires IS NULL OR p.expires > CAST(:now AS bigint))
    AND p.occurrence_id <> asked.own AND p.occurrence_id {not_leaving}
  ORDER BY p.starts DESC LIMIT 1"""
QUESTION = """
WITH asked AS MATERIALIZED ({asked})
SELECT asked.i AS i, 1 AS holds, o.occurrence_id AS occurrence_id
FROM asked JOIN {latest}
WHERE o.ends > asked.starts
UNION ALL
SELECT asked.i, 0, w.occurrence_id
FROM asked JOIN wish AS w ON w.space_id = asked.space_id
  AND w.starts < asked.ends AND w.starts > asked.starts - {longest} AND w.ends > asked.starts
WHERE w.occurrence_id {not_friends}
UNION ALL
SELECT asked.i, 0, e.occurrence_id
FROM asked JOIN occupancy AS e ON e.space_id = asked.space_id
  AND e.starts < asked.ends AND e.starts > asked.starts - {longest} AND e.ends > asked.starts
WHERE e.expires <= CAST(:now AS bigint) AND e.proposal_id IS NULL
  AND e.occurrence_id {not_friends}
"""


def question(asked: str, latest: str, not_among: str) -> TextClause:
    """The statement in the words of one database."""
    before = BEFORE.format(not_leaving=not_among.format(ids="leaving"))
    return text(
        QUESTION.format(
            asked=asked,
            latest=latest.format(before=before),
            not_friends=not_among.format(ids="friends"),
            longest=LONGEST_SECONDS,
        )
    )


QUESTIONS = {
    "sqlite": question(ASKED_SQLITE, LATEST_SQLITE, NOT_AMONG_SQLITE),
    "postgresql": question(ASKED_POSTGRESQL, LATEST_POSTGRESQL, NOT_AMONG_POSTGRESQL),
}


def find_claims(
    session: Session,
    asked: Sequence[Asked],
    now: datetime,
    leaving: Collection[int] = (),
    friends: Collection[int] = (),
) -> dict[int, Claims]:
    """What others hold or ask for, by the index of what was asked; free ones are left out.

    A hold that has expired by `now` no longer holds; it asks again. Occurrences that are
    `leaving` are not in the way, neither with what they hold nor with what is kept free for them;
    `friends` may hold, but are no rivals: what they only ask for does not count.
    """
    wanted = [
        (one.index, space, one.period.starts, one.period.ends, one.own)
        for one in asked
        for space in one.space_ids
    ]
    if not wanted:
        return {}
    rows = session.connection().execute(
        QUESTIONS[session.get_bind().dialect.name],
        {
            "asked": json.dumps(wanted),
            "leaving": json.dumps(sorted(leaving)),
            "friends": json.dumps(sorted({*leaving, *friends})),
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
