"""The same work by hand: the least SQL that gives the same answer and leaves the same rows.

No layers, no values, no rules: what somebody would write who has one room, one kind of
series and the bare driver, and knows the quickest statement for it.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import psycopg

from booking.store.sqlite import SQLITE_PRAGMAS

Wanted = Sequence[tuple[int, int, int]]
"""Space, begin and end, for each date."""
ZONE = ZoneInfo("Europe/Berlin")
NOON = time(12)


class ByHand(Protocol):
    """Both databases, by hand."""

    def check_year(self, space: int, first: date, dates: int) -> list[str]:
        """What can be said of each date of a weekly wish at noon."""
        ...

    def read(self, spaces: Sequence[int], begin: int, end: int) -> list[Any]:
        """What is held in some spaces in a term."""
        ...

    def confirm(self, booking_id: int) -> None:
        """Confirms all dates of a booking, if they are free."""
        ...


def words_of(rows: list[Any], dates: int, counted_from: int) -> list[str]:
    """A word for each date, from the rows that stand against it."""
    words = ["free"] * dates
    for number, holds in sorted(rows, key=lambda row: row[1]):
        words[number - counted_from] = "taken" if holds else "asked_for"
    return words


def year_of(space: int, first: date, dates: int) -> Wanted:
    """From 11:45 to 13:15 every week, as seconds."""
    noons = (
        int(datetime.combine(first + timedelta(weeks=number), NOON, ZONE).timestamp())
        for number in range(dates)
    )
    return [(space, noon - 900, noon + 4500) for noon in noons]


NOW = 1795424400
"""What was held until before this moment no longer holds, but asks again."""
LIVE = f"(expires IS NULL OR expires > {NOW})"
WISHES = f"""SELECT r.i, 0 FROM asked AS r JOIN wish AS w ON w.space_id = r.space_id
  AND w.starts < r.ends AND w.starts > r.starts - 176400 AND w.ends > r.starts
UNION ALL SELECT r.i, 0 FROM occupancy AS e CROSS JOIN asked AS r WHERE e.expires <= {NOW}
  AND e.space_id = r.space_id AND e.starts < r.ends AND e.ends > r.starts"""
CHECK_SQLITE = f"""WITH asked AS MATERIALIZED (SELECT key AS i, value ->> 0 AS space_id,
    value ->> 1 AS starts, value ->> 2 AS ends FROM json_each(?))
SELECT i, 1 FROM asked AS r WHERE (SELECT ends FROM occupancy WHERE space_id = r.space_id
  AND starts < r.ends AND {LIVE} ORDER BY starts DESC LIMIT 1) > r.starts
UNION ALL {WISHES}"""
CHECK_POSTGRESQL = f"""WITH asked AS MATERIALIZED (SELECT * FROM
  unnest(%s::int[], %s::bigint[], %s::bigint[]) WITH ORDINALITY AS u (space_id, starts, ends, i))
SELECT r.i, 1 FROM asked AS r CROSS JOIN LATERAL (SELECT ends FROM occupancy AS o
  WHERE o.space_id = r.space_id AND o.starts < r.ends AND {LIVE}
  ORDER BY o.starts DESC LIMIT 1) AS p
WHERE p.ends > r.starts
UNION ALL {WISHES}"""
READ = """SELECT space_id, starts, ends FROM occupancy
WHERE space_id IN ({spaces}) AND starts < {end} AND starts > {begin} - 176400 AND ends > {begin}"""
DATES = """SELECT id, space_ids, starts - setup_minutes * 60, ends + teardown_minutes * 60
FROM occurrence WHERE booking_id = {mark} ORDER BY starts"""
WRITES = (
    "UPDATE occurrence SET status = 'confirmed', sequence = sequence + 1, changed_at = {mark}"
    " WHERE booking_id = {mark}",
    "DELETE FROM wish WHERE occurrence_id IN (SELECT id FROM occurrence WHERE booking_id = {mark})",
    "UPDATE booking SET version = version + 1 WHERE id = {mark}",
    "UPDATE room SET calendar_version = calendar_version + 1, calendar_changed_at = {mark}"
    " WHERE id IN (SELECT room_id FROM occurrence WHERE booking_id = {mark})",
)
OCCUPY = "INSERT INTO occupancy (occurrence_id, holds, space_id, starts, ends)"
NOTE = "INSERT INTO history (at, booking_id, occurrence_id, version, what, standing, facts)"
FACTS = json.dumps({"before": "requested", "status": "confirmed"})
AT = "2026-11-23 09:00:00.000000"


@dataclass
class SqliteByHand:
    """The same file, with the same settings, through `sqlite3`."""

    connection: sqlite3.Connection

    @classmethod
    def open(cls, path: str) -> "SqliteByHand":
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return cls(connection)

    def check_year(self, space: int, first: date, dates: int) -> list[str]:
        return words_of(self.check(year_of(space, first, dates)), dates, counted_from=0)

    def check(self, wanted: Wanted) -> list[Any]:
        """Which of the dates are held (1), and which are asked for (0)."""
        return self.connection.execute(CHECK_SQLITE, [json.dumps(wanted)]).fetchall()

    def read(self, spaces: Sequence[int], begin: int, end: int) -> list[Any]:
        marks = ",".join("?" * len(spaces))
        statement = READ.format(spaces=marks, begin="?", end="?")
        return self.connection.execute(statement, [*spaces, end, begin, begin]).fetchall()

    def confirm(self, booking_id: int) -> None:
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        dates = run(DATES.format(mark="?"), [booking_id]).fetchall()
        places = [(json.loads(spaces)[0], begin, end) for _, spaces, begin, end in dates]
        assert not [row for row in self.check(places) if row[1]]
        status, wishes, version, calendar = (one.format(mark="?") for one in WRITES)
        run(status, [AT, booking_id])
        run(wishes, [booking_id])
        run(version, [booking_id])
        run(calendar, [AT, booking_id])
        self.connection.executemany(
            f"{OCCUPY} VALUES (?, true, ?, ?, ?)",
            [(date[0], *place) for date, place in zip(dates, places, strict=True)],
        )
        self.connection.executemany(
            f"{NOTE} VALUES (?, ?, ?, 2, 'step', 'staff', ?)",
            [(AT, booking_id, date[0], FACTS) for date in dates],
        )
        run("COMMIT")


@dataclass
class PostgresqlByHand:
    """The same database through psycopg."""

    connection: psycopg.Connection[Any]

    @classmethod
    def open(cls, url: str) -> "PostgresqlByHand":
        return cls(psycopg.connect(url, autocommit=True))

    def check_year(self, space: int, first: date, dates: int) -> list[str]:
        return words_of(self.check(year_of(space, first, dates)), dates, counted_from=1)

    def check(self, wanted: Wanted) -> list[Any]:
        """Which of the dates are held (1), and which are asked for (0)."""
        columns = [list(column) for column in zip(*wanted, strict=True)]
        return self.connection.execute(CHECK_POSTGRESQL, columns).fetchall()

    def read(self, spaces: Sequence[int], begin: int, end: int) -> list[Any]:
        marks = ",".join(["%s::int"] * len(spaces))
        statement = READ.format(spaces=marks, begin="%s::bigint", end="%s::bigint")
        return self.connection.execute(statement, [*spaces, end, begin, begin]).fetchall()

    def confirm(self, booking_id: int) -> None:
        run = self.connection.execute
        with self.connection.transaction():
            run("SELECT id FROM booking WHERE id = %s FOR NO KEY UPDATE", [booking_id])
            dates = run(DATES.format(mark="%s"), [booking_id]).fetchall()
            places = [(spaces[0], begin, end) for _, spaces, begin, end in dates]
            spaces = sorted({space for space, _, _ in places})
            run("SELECT id FROM space WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [spaces])
            assert not [row for row in self.check(places) if row[1]]
            status, wishes, version, calendar = (one.format(mark="%s") for one in WRITES)
            run(status, [AT + "+00", booking_id])
            run(wishes, [booking_id])
            run(version, [booking_id])
            run(calendar, [AT + "+00", booking_id])
            ids = [date[0] for date in dates]
            columns = [ids, *(list(column) for column in zip(*places, strict=True))]
            run(
                f"{OCCUPY} SELECT u.o, true, u.s, u.b, u.e FROM"
                " unnest(%s::int[], %s::int[], %s::bigint[], %s::bigint[]) AS u (o, s, b, e)",
                columns,
            )
            run(
                f"{NOTE} SELECT %s, %s, u, 2, 'step', 'staff', %s FROM unnest(%s::int[]) AS u",
                [AT + "+00", booking_id, FACTS, ids],
            )
