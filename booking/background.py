"""What works beside the handlers for as long as the program runs: the jobs and the postman."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State

from booking.services.feed_visits import write_down
from booking.services.jobs import run_due_jobs
from booking.services.postman import keep_delivering

log = logging.getLogger("booking")

JOBS_EVERY = 60
"""Seconds between two looks for due jobs."""
POSTMAN_MAY_FINISH = 3.0
"""Seconds that the mail under way gets when the program ends."""


@asynccontextmanager
async def jobs_and_post(app: Litestar) -> AsyncIterator[None]:
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
