"""Measures how much the house adds to bare SQL, on both databases.

    python -m tests.bench [--short] [--json FILE] [--strict]

Each line is a ratio within this run, so it means the same on a slow machine and a fast one.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from time import monotonic

from booking.services.planting import plant
from booking.store.database import Database
from booking.store.migrating import migrate
from tests.bench.by_hand import ByHand, PostgresqlByHand, SqliteByHand
from tests.bench.deeds import Deeds
from tests.bench.feed_rows import feed_rows
from tests.bench.filling import fill
from tests.bench.timing import ROUNDS, Row, again, compare
from tests.bench.twenty_rooms import NOW, twenty_rooms
from tests.postgresql import temporary_cluster

FEW, MANY, SHORT = 1_000, 1_000_000, 100_000
"""How many occupancies the houses have."""
GOALS = {"sqlite": (3.0, 3.5), "postgresql": (2.0, 2.5)}
"""Of a check and of a confirmation, as times the work by hand."""


def main() -> None:
    """Fills two houses in each database and prints a line for each measurement."""
    parser = argparse.ArgumentParser(prog="run bench", description=__doc__)
    parser.add_argument("--short", action="store_true", help="with a tenth of the occupancies")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the lines there, too")
    parser.add_argument("--strict", action="store_true", help="end with 1 if a goal is missed")
    options = parser.parse_args()
    occupancies = SHORT if options.short else MANY
    rows = [*measure_sqlite(occupancies), *measure_postgresql(occupancies)]
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    missed = [row for row in rows if not row.is_met]
    say(told_at_the_end(rows, missed))
    sys.exit(1 if options.strict and missed else 0)


def told_at_the_end(rows: list[Row], missed: list[Row]) -> str:
    """How it went, so that nobody need read every line."""
    if not missed:
        return f"All {len(rows)} goals are met."
    told = ", ".join(f"{row.name} ({row.ratio:.2f} instead of {row.goal:.1f})" for row in missed)
    return f"{len(missed)} of {len(rows)} goals are MISSED: {told}."


def measure_sqlite(occupancies: int) -> list[Row]:
    """All lines for a file."""
    folder = Path(tempfile.mkdtemp(prefix="west-bench-"))

    def house(size: int) -> Deeds:
        path = folder / f"{size}.db"
        return filled(f"sqlite:///{path}", size, lambda: SqliteByHand.open(str(path)))

    try:
        return measure("sqlite", house(FEW), house(occupancies))
    finally:
        shutil.rmtree(folder)


def measure_postgresql(occupancies: int) -> list[Row]:
    """All lines for a server, if there is one."""
    with temporary_cluster(is_careful=True) as url:
        if url is None:
            say("PostgreSQL is missing: apt install postgresql")
            return []

        def house(size: int) -> Deeds:
            address = url.replace("/postgres?", f"/bench_{size}?")
            with PostgresqlByHand.open(url).connection as server:
                server.execute(f"CREATE DATABASE bench_{size}")
            return filled(address, size, lambda: PostgresqlByHand.open(address))

        return measure("postgresql", house(FEW), house(occupancies))


def filled(url: str, occupancies: int, by_hand: Callable[[], ByHand]) -> Deeds:
    """A house with so many occupancies, and both ways into it."""
    begun = monotonic()
    database = Database(url)
    migrate(database)
    books = plant(database, twenty_rooms(), NOW)
    fill(database, books.house, occupancies)
    say(f"{occupancies} occupancies in {monotonic() - begun:.0f} s")
    return Deeds(books, by_hand())


def measure(kind: str, few: Deeds, many: Deeds, rounds: int = ROUNDS) -> list[Row]:
    """The lines of one database, each printed as soon as it is there."""
    check_goal, confirm_goal = GOALS[kind]
    by_hand, check = f"times {kind} by hand", again(many.check)
    checked = partial(compare, ours=check, rounds=5 * rounds)
    few_told = f"times a house of {FEW}"
    lines: list[Callable[[], Row]] = [
        partial(checked, f"{kind} check of 52", again(many.check_by_hand), check_goal, by_hand),
        partial(checked, f"{kind} growth of check", again(few.check), 2.0, few_told),
        partial(
            compare,
            f"{kind} confirm of 52",
            many.confirm_by_hand,
            confirm_goal,
            by_hand,
            ours=many.confirm,
            rounds=rounds,
        ),
        partial(
            compare,
            f"{kind} find",
            again(many.read_by_hand),
            10.0,
            "times one read of the term",
            ours=again(many.find),
            rounds=rounds,
        ),
        *feed_rows(kind, many.books, rounds),
    ]
    return [said(line()) for line in lines]


def said(row: Row) -> Row:
    """Prints a line as soon as it is there."""
    say(str(row))
    return row


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
