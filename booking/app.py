"""Puts the house together: the books, the routes, and the clock that everything goes by."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State

from booking.config import Config
from booking.opening import open_books, utc_now
from booking.services.books import Books
from booking.services.feed_visits import FeedVisits, write_down
from booking.services.jobs import run_due_jobs
from booking.services.kept_feeds import KeptFeeds
from booking.services.pace import Pace
from booking.services.postman import keep_delivering
from booking.store.room_photos import read_photos
from booking.web.routes import routes
from booking.web.site.staff_menu import STAFF_MENU

log = logging.getLogger("booking")

THREADS = 8
"""Handlers at work at once in one process; the database's pool is at least as large."""
MOST_DATES = 200_000
"""That visitors from one address may have checked by the API in an hour, each in one room."""
JOBS_EVERY = 60
"""Seconds between two looks for due jobs."""
POSTMAN_MAY_FINISH = 3.0
"""Seconds that the mail under way gets when the program ends."""


def create_app(
    books: Books,
    config: Config,
    clock: Callable[[], datetime] = utc_now,
    hasher: PasswordHasher | None = None,
    *,
    does_jobs: bool = True,
) -> Litestar:
    """The program as one ASGI application. Tests of pages do without the jobs and the postman:
    these write when they find time, which is in the midst of what somebody counts."""
    return Litestar(
        **routes(config.base_url, config.signing_secret),
        state=state_of(books, config, clock, hasher or PasswordHasher()),
        lifespan=[with_threads, at_work] if does_jobs else [with_threads],
        logging_config=None,
    )


def state_of(
    books: Books, config: Config, clock: Callable[[], datetime], hasher: PasswordHasher
) -> State:
    """What the handlers find in the application: whose books, and by which clock."""
    return State(
        {
            "books": books,
            "house": books.house,
            "photos": read_photos(books.house, config.rooms),
            "kept_feeds": KeptFeeds(),
            "feed_visits": FeedVisits(),
            "pace": Pace(MOST_DATES, timedelta(hours=1)),
            "staff_menu": STAFF_MENU,
            "clock": clock,
            "hasher": hasher,
            "base_url": config.base_url,
            "is_demo": config.demo,
            "office": config.post_office(books.house),
        }
    )


def create_from_environment() -> Litestar:
    """For servers that start the application themselves, one in each process."""
    config = Config()
    return create_app(open_books(config), config)


@asynccontextmanager
async def with_threads(_: Litestar) -> AsyncIterator[None]:
    """From the first request to the last: threads for the handlers."""
    executor = ThreadPoolExecutor(THREADS, thread_name_prefix="handler")
    asyncio.get_running_loop().set_default_executor(executor)
    yield


@asynccontextmanager
async def at_work(app: Litestar) -> AsyncIterator[None]:
    """From the first request to the last: the jobs and the postman."""
    jobs = asyncio.create_task(do_jobs(app.state), name="jobs")
    stop_postman = start_postman(app.state)
    try:
        yield
    finally:
        stop_postman()
        jobs.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await jobs
        with contextlib.suppress(Exception):  # counts of a minute are worth no delay
            write_down(app.state.books, app.state.feed_visits)


def start_postman(state: State) -> Callable[[], None]:
    """Sets the postman to work in a thread of his own, so that a silent mail server keeps
    no page waiting; returns what stops him. Nobody waits for the mail in his hand: if it
    does not settle in time it is sent again, and known by its message id."""
    stopped = threading.Event()
    arguments = (state.books, state.office, state.clock, stopped)
    postman = threading.Thread(target=keep_delivering, args=arguments, name="postman", daemon=True)
    if state.office.server:
        postman.start()

    def stop() -> None:
        stopped.set()
        if postman.is_alive():
            postman.join(POSTMAN_MAY_FINISH)

    return stop


async def do_jobs(state: State) -> None:
    """Looks for due jobs for ever; one that fails is logged and tried again."""
    while True:
        try:
            await sync_to_thread(write_down, state.books, state.feed_visits)
            await sync_to_thread(run_due_jobs, state.books, state.clock())
        except Exception:
            log.exception("a job failed; it is tried again")
        await asyncio.sleep(JOBS_EVERY)
