"""`booking serve`: the program for everybody else.

The database is migrated and the rooms are planted before anything is answered. Then
one process serves, or as many as are wanted; each opens the same books for itself.
"""

import http.client
import os
import signal
import threading

import uvicorn
from uvicorn.supervisors import Multiprocess

from booking.commands import demo
from booking.commands.listening import Listener, listen
from booking.commands.logs import log_settings
from booking.commands.parsing import Options, Subparsers, at_least_one, port_number
from booking.commands.patience import LimitedPatience
from booking.config import Config
from booking.opening import opened_books, utc_now

LONGEST_HEADERS = 32 * 1024
"""Bytes of a request's headers that are waited for; more is refused. The limit is approximate:
a longer head that has come as a whole by one look at the socket (256 KiB) is still taken."""
MOST_CONNECTIONS = 500
"""Of one process at once; others are asked to come again."""
IDLE_SECONDS = 15
"""How long a connection is kept for another request."""
LAST_SECONDS = 10
"""How long an end waits for answers that are under way."""


def add_to(commands: Subparsers) -> None:
    """The command and its options."""
    parser = commands.add_parser("serve", help="serve pages, feeds and API, and do the jobs")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=port_number, default=8000, help="0 takes any free one")
    parser.add_argument("--workers", type=at_least_one, default=1, metavar="N", help="processes")
    parser.add_argument("--demo", action="store_true", help="with sample bookings, in demo.db")
    parser.set_defaults(deed=serve)


def serve(options: Options) -> None:
    """Serves until it is told to end (SIGTERM, Ctrl-C), then answers what is under way."""
    listener = listen(options.host, options.port)
    config = settle(options, listener)
    with opened_books(config) as books:
        os.environ["BOOKING_SECRET"] = config.signing_secret  # a fault in it is told here
        told = [f"{books.house.name} is on {listener.address}"]
        if options.demo:
            told += demo.present(books, config.base_url, listener.is_local, utc_now())
    threading.Thread(target=tell_when_ready, args=(listener, told), daemon=True).start()
    run(settings(config, options.workers), listener)


def settle(options: Options, listener: Listener) -> Config:
    """The settings of this start. They are left in the environment, where the processes
    that serve read them again."""
    known = Config().model_fields_set
    if options.demo and "database_url" not in known:
        os.environ["BOOKING_DATABASE_URL"] = demo.DATABASE
    os.environ["BOOKING_DEMO"] = "1" if options.demo else "0"
    if options.demo:
        os.environ["BOOKING_SMTP_URL"] = ""  # its people are invented, and so are their addresses
    if "base_url" not in known:
        os.environ["BOOKING_BASE_URL"] = listener.address
    return Config()


def settings(config: Config, workers: int) -> uvicorn.Config:
    """How requests are taken in. A client's address is believed from known proxies only."""
    return uvicorn.Config(
        "booking.app:create_from_environment",
        factory=True,
        workers=workers,
        log_config=log_settings(config.log),
        loop="asyncio",
        http=LimitedPatience,
        ws="none",
        lifespan="on",
        server_header=False,
        proxy_headers=bool(config.proxies),
        forwarded_allow_ips=config.proxies,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=LAST_SECONDS,
    )


def run(configured: uvicorn.Config, listener: Listener) -> None:
    """Returns when everything has come to its end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ended)
    if configured.workers > 1:
        Multiprocess(configured, sockets=[listener.socket]).run()
    else:
        uvicorn.Server(configured).run(sockets=[listener.socket])


def ended(_number: int, _frame: object) -> None:
    """The server ends in order and then raises the signal once more; by then all is done."""


def tell_when_ready(listener: Listener, lines: list[str]) -> None:
    """Asks the server for a sign of life, and prints once it has come: the socket takes
    connections from the start, so the answer waits until there is somebody to give it."""
    connection = http.client.HTTPConnection(*listener.nearby, timeout=60)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return  # it ended before it began; whoever ended it says why
    finally:
        connection.close()
    print("\n".join(lines), flush=True)
