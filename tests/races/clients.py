"""Clients in processes of their own, who all begin at the same instant.

Four processes with four threads each: threads of one process meet in the program's own
lock, processes only in the database. The processes are started once for all races.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial

from booking.domain.house import House
from booking.services.books import Books
from booking.store.database import Database
from booking.store.house_file import read_house
from booking.store.rooms import read_house_ids
from tests.conftest import ROOMS

PROCESSES, THREADS = 4, 4
Deed = Callable[[Books], object]
"""What one client does; its answer, or the exception that reached it, comes back."""


class Clients:
    """All of them, waiting to be told what to do."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self.pool = pool

    def do_at_once(self, url: str, deeds: Sequence[Deed]) -> list[object]:
        """Does all deeds at the same instant; the answers are in their order."""
        shares = [deeds[number::PROCESSES] for number in range(PROCESSES)]
        start_at = time.time() + 0.25
        waiting = [self.pool.submit(do_share, url, share, start_at) for share in shares]
        answers = [iter(one.result(timeout=60)) for one in waiting]
        return [next(answers[number % PROCESSES]) for number in range(len(deeds))]


@contextmanager
def clients() -> Iterator[Clients]:
    """The processes, warm; they end with the block."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        ready = [pool.submit(warm_up) for _ in range(PROCESSES)]
        for one in ready:
            one.result(timeout=60)
        yield Clients(pool)


def warm_up() -> None:
    """Reads the room file, and stays long enough for the others to start as well."""
    the_house()
    time.sleep(0.2)


@cache
def the_house() -> House:
    """The house as shipped, read once in each process."""
    return read_house(ROOMS)


def do_share(url: str, deeds: Sequence[Deed], start_at: float) -> list[object]:
    """What one process does: each deed in a thread, all from the same instant on."""
    database = Database(url)
    with database.reading() as session:
        books = Books(database, the_house(), read_house_ids(session))
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(partial(do_one, books, start_at), deeds))
    database.dispose()
    return answers


def do_one(books: Books, start_at: float, deed: Deed) -> object:
    """One deed; whatever goes wrong is its answer."""
    time.sleep(max(0.0, start_at - time.time()))
    try:
        return deed(books)
    except Exception as error:  # noqa: BLE001  the test looks at it
        return f"{type(error).__name__}: {error}"
