"""Misuses the real program from outside and tells which promises it kept.

    python -m tests.abuse [--short] [--seed N]

Many ask for the same dates while a server is killed; others send the same twice, send
nonsense to every address, or take places and do nothing. Ends with 1 if a promise is broken.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import monotonic

from booking.services.doctor import BROKEN_PROMISES
from tests.abuse.hostile import be_hostile
from tests.abuse.house import House
from tests.abuse.promises import Promises
from tests.abuse.races import race_and_kill
from tests.abuse.slow import be_slow
from tests.abuse.twice import be_hasty
from tests.postgresql import temporary_cluster

IN_THE_LOG = ("Traceback", "unhandled fault", "a job failed")
MOST_GROWTH = 100
"""Megabytes that a process may hold more after all of it; what is kept to be quick is less."""
SOON = 2.0
"""Seconds that a page may take when all is over."""


@dataclass(frozen=True)
class Extent:
    """How long each kind of misuse lasts, in seconds, and how many dawdle."""

    race: float
    hostile: float
    slow: float
    connections: int


FULL, SHORT = Extent(60, 120, 50, 300), Extent(12, 25, 5, 120)


def main() -> None:
    """Misuses a house on each database; a short run only one on a file."""
    parser = argparse.ArgumentParser(prog="run abuse", description=__doc__)
    parser.add_argument("--short", action="store_true", help="about a minute, and SQLite alone")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), metavar="N")
    options = parser.parse_args()
    say(f"seed {options.seed}")
    is_broken = False
    for kind, url in databases(options.short):
        say(f"{kind}:")
        is_broken |= bool(misuse(url, SHORT if options.short else FULL, options.seed).broken)
    sys.exit(1 if is_broken else 0)


@contextmanager
def postgresql() -> Iterator[str | None]:
    """The address of a database of its own, for a driver that the program has."""
    with temporary_cluster() as url:
        yield url and url.replace("postgresql://", "postgresql+psycopg://")


def databases(is_short: bool) -> Iterator[tuple[str, str]]:
    """Each kind with the address of an empty one."""
    yield "sqlite", "sqlite:///abuse.db"
    if is_short:
        return
    with postgresql() as url:
        if url is None:
            say("PostgreSQL is missing: apt install postgresql")
        else:
            yield "postgresql", url


def misuse(database_url: str, extent: Extent, seed: int) -> Promises:
    """All kinds of it, one after the other, on a house of its own."""
    promises = Promises()
    first_day = datetime.now(UTC).date() + timedelta(days=60)
    with (
        tempfile.TemporaryDirectory(prefix="west-abuse-") as folder,
        House(Path(folder), database_url) as house,
    ):
        booked, wishes = race_and_kill(house, promises, seed, extent.race, first_day)
        say(f"    {wishes} times a hall was fought for, {booked} times with success")
        be_hasty(house, promises, first_day)
        calls = be_hostile(house, promises, seed, extent.hostile / 5)
        before = house.first.memory()
        calls += be_hostile(house, promises, seed + 1, extent.hostile)
        say(f"    {calls} hostile calls to all addresses")
        be_slow(house, promises, extent.connections, extent.slow)
        look_afterwards(house, promises, before)
    for line in promises.lines():
        say(f"    {line}")
    return promises


def look_afterwards(house: House, promises: Promises, before: int) -> None:
    """Whether the house is as good as before."""
    grown = house.first.memory() - before
    promises.hold("memory does not grow without bound", grown < MOST_GROWTH, f"{grown} MB more")
    with house.browser() as client:
        times = []
        for _ in range(10):
            begun = monotonic()
            promises.look_at(client.get("/rooms"), "/rooms")
            times.append(monotonic() - begun)
    took = median(times)
    promises.hold("pages come soon when all is over", took < SOON, f"{took:.2f} s")
    told = house.command("doctor", "--deep").splitlines()
    found = [line for line in told for wrong in BROKEN_PROMISES.values() if wrong in line]
    promises.hold("the doctor finds every row in order", bool(told) and not found, found)
    for server in house.servers:
        said = server.log.read_text(errors="replace").splitlines()
        bad = [line for line in said if any(word in line for word in IN_THE_LOG)]
        promises.hold("the log knows no fault of ours", not bad, bad[:3])


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
