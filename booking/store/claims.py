"""Who is in the way: all dates of an enquiry in one question.

Occupancies of one space never overlap (the guards see to it) and have length,
so the latest one that starts before the wanted end decides alone: it conflicts
exactly if it ends after the wanted start. That is one step in an index for each
date, however full the house is. Wishes may overlap; they are read as a range
that reaches back as far as the longest occurrence.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from booking.domain.rules import Claims
from booking.store.closures import NEVER_CHANGED, note_version
from booking.store.database import connection_of
from booking.store.tables.bookings import LONGEST_SECONDS
from booking.store.values import begun_quarter
from calendars.period import Period


class Asked(NamedTuple):
    """One period wanted in some spaces, setup and teardown included."""

    number: int
    space_ids: Collection[int]
    period: Period
    own: int = 0
    """The stored date that asks, if it is one: never in its own way."""


# Held is a place by the latest occupancy that starts before its end, if that ends after its
# begin. The answers of the next two are few; for SQLite's sake they are told as they are: it
# takes any list for a million long, and with `=` it would first read all wishes, or all
# occupancies, of the house to spare itself some steps in an index. Hence the IN, and the join
# that begins with the few holds that have ended. The moment stands in the statement itself, for
# PostgreSQL would plan it anew each time if it could not see that few have ended by then.
# Whoever asks this also wants to know whether the closures are those of before: that comes along.
QUESTION = """
WITH asked AS MATERIALIZED ({asked})
SELECT latest.*, CAST(NULL AS text) AS version FROM (
  SELECT asked.row AS row, 1 AS holds, (
    SELECT CASE WHEN p.ends > asked.starts THEN p.occurrence_id END FROM occupancy AS p
    WHERE p.space_id = asked.space_id AND p.starts < asked.ends
      AND (p.expires IS NULL OR p.expires > {now}) {others_than_own}
    ORDER BY p.starts DESC LIMIT 1
  ) AS occurrence_id FROM asked
) AS latest WHERE occurrence_id IS NOT NULL
UNION ALL
SELECT asked.row, 0, w.occurrence_id, NULL
FROM asked JOIN wish AS w ON w.space_id IN (asked.space_id)
  AND w.starts < asked.ends AND w.starts > asked.starts - {longest} AND w.ends > asked.starts
  {wish_of_others}
UNION ALL
SELECT asked.row, 0, e.occurrence_id, NULL
FROM occupancy AS e CROSS JOIN asked
WHERE e.expires <= {now} AND e.proposal_id IS NULL
  AND e.space_id = asked.space_id AND e.starts < asked.ends AND e.ends > asked.starts
  {expired_of_others}
UNION ALL
SELECT -1, 0, 0, version FROM closures_version
"""


class Tongue(NamedTuple):
    """How one database, and its driver, want to be spoken to."""

    value: str
    asked: str
    own: str
    not_among: str


TONGUES = {
    "sqlite": Tongue(
        value=":{}",
        asked="""
  SELECT key AS row, value ->> 0 AS space_id, value ->> 1 AS starts, value ->> 2 AS ends{own}
  FROM json_each({asked})""",
        own=", value ->> 3 AS own",
        not_among="NOT IN (SELECT value FROM json_each({ids}))",
    ),
    "postgresql": Tongue(
        value="%({})s",
        asked="""
  SELECT ordinality - 1 AS row, (value ->> 0)::int AS space_id,
         (value ->> 1)::bigint AS starts, (value ->> 2)::bigint AS ends{own}
  FROM json_array_elements(CAST({asked} AS json)) WITH ORDINALITY""",
        own=", (value ->> 3)::int AS own",
        not_among="""
  <> ALL (ARRAY(SELECT value::int FROM json_array_elements_text(CAST({ids} AS json))))""",
    ),
}


class Questions(NamedTuple):
    """The statement in the words of one database."""

    anew: str
    """For a wish that is not stored: whoever is there is in the way."""
    of_booking: str
    """For stored dates: they are not in their own way, nor are those that leave, or friends."""


def questions(tongue: Tongue) -> Questions:
    """Both statements for one database."""
    leaving, friends = (
        tongue.not_among.format(ids=tongue.value.format(ids)) for ids in ("leaving", "friends")
    )

    def told(own: str, others_than_own: str, wish_of_others: str, expired_of_others: str) -> str:
        return QUESTION.format(
            asked=tongue.asked.format(asked=tongue.value.format("asked"), own=own),
            now="{now}",
            longest=LONGEST_SECONDS,
            others_than_own=others_than_own,
            wish_of_others=wish_of_others,
            expired_of_others=expired_of_others,
        )

    return Questions(
        told("", "", "", ""),
        told(
            tongue.own,
            f"AND p.occurrence_id <> asked.own AND p.occurrence_id {leaving}",
            f"AND w.occurrence_id {friends}",
            f"AND e.occurrence_id {friends}",
        ),
    )


QUESTIONS = {dialect: questions(tongue) for dialect, tongue in TONGUES.items()}


def find_claims(
    session: Session,
    asked: Sequence[Asked],
    now: datetime,
    leaving: Collection[int] = (),
    friends: Collection[int] = (),
) -> dict[int, Claims]:
    """What others hold or ask for, by the number of what was asked; free ones are left out.

    A hold that has expired by `now` no longer holds; it asks again. Occurrences that are
    `leaving` are not in the way, neither with what they hold nor with what is kept free for them;
    `friends` may hold, but are no rivals: what they only ask for does not count.
    """
    places = [(one, space) for one in asked for space in one.space_ids]
    if not places:
        return {}
    of_booking = bool(leaving or friends) or any(one.own for one in asked)
    wanted: list[tuple[int, ...]]
    wanted = [(space, one.period.starts, one.period.ends) for one, space in places]
    values = {}
    if of_booking:
        wanted = [(*place, one.own) for place, (one, _) in zip(wanted, places, strict=True)]
        values["leaving"] = json.dumps(sorted(leaving))
        values["friends"] = json.dumps(sorted({*leaving, *friends}))
    values["asked"] = json.dumps(wanted)
    connection = connection_of(session)
    question = QUESTIONS[connection.dialect.name][of_booking].format(now=begun_quarter(now))
    version = NEVER_CHANGED
    held: dict[int, set[int]] = {}
    wished: dict[int, set[int]] = {}
    for row, holds, occurrence_id, told in connection.exec_driver_sql(question, values).all():
        if row < 0:
            version = told
        else:
            (held if holds else wished).setdefault(places[row][0].number, set()).add(occurrence_id)
    note_version(session, version)
    return {
        number: Claims(frozenset(held.get(number, ())), frozenset(wished.get(number, ())))
        for number in held.keys() | wished.keys()
    }
