"""Puts the house together: the books, the routes, and the clock that everything goes by."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from typing import TypeAlias

from argon2 import PasswordHasher
from litestar import Litestar
from litestar.datastructures import State

from booking.background import jobs_and_post
from booking.config import Config
from booking.opening import open_books, utc_now
from booking.services.books import Books
from booking.services.feed_visits import FeedVisits
from booking.services.kept_feeds import KeptFeeds
from booking.services.pace import Pace
from booking.store.room_photos import read_photos
from booking.web.routes import routes
from booking.web.site.staff_menu import STAFF_MENU

THREADS = 8
"""Handlers at work at once in one process; the database's pool is at least as large."""
MOST_DATES = 200_000
"""That visitors from one address may have checked by the API in an hour, each in one room."""
Background: TypeAlias = Callable[[Litestar], AbstractAsyncContextManager[None]]
"""Works from the first request to the last."""


def create_app(
    books: Books,
    config: Config,
    clock: Callable[[], datetime] = utc_now,
    hasher: PasswordHasher | None = None,
    background: Sequence[Background] = (),
) -> Litestar:
    """The program as one ASGI application, and what works beside the handlers."""
    return Litestar(
        **routes(config.base_url, config.signing_secret),
        state=state_of(books, config, clock, hasher or PasswordHasher()),
        lifespan=[with_threads, *background],
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
    return create_app(open_books(config), config, background=[jobs_and_post])


@asynccontextmanager
async def with_threads(_: Litestar) -> AsyncIterator[None]:
    """From the first request to the last: threads for the handlers."""
    executor = ThreadPoolExecutor(THREADS, thread_name_prefix="handler")
    asyncio.get_running_loop().set_default_executor(executor)
    yield
