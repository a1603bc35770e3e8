"""Many who take a place and do not go on: the others are served all the same."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic, sleep

import httpx

from tests.abuse.house import House
from tests.abuse.promises import Promises

HALVES = (
    b"",
    b"GET / HTTP/1.1\r\nhost: x\r\nx-slow: ",
    b"POST /api/check HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    b"content-length: 9000\r\n\r\n{",
    b"GET /rooms HTTP/1.1\r\nhost: x\r\n\r\n" * 40,  # asks for much and takes nothing
)
SOON = 5.0
"""Seconds that a page may take meanwhile; whoever had to wait for them would wait longer."""
PATIENCE = 45
"""Seconds after which the slowest have lost their place: see `commands.patience`."""


def be_slow(house: House, promises: Promises, connections: int, seconds: float) -> None:
    """Holds half-open connections for so long, a byte now and then; looks at who else comes."""
    with held(house, connections) as slow, httpx.Client(base_url=house.first.address) as client:
        until = monotonic() + seconds
        while monotonic() < until:
            for one in slow[::7]:
                drip(one)
            begun = monotonic()
            answer = client.get("/rooms", timeout=30)
            took = monotonic() - begun
            told = f"{answer.status_code} after {took:.1f} s"
            is_soon = answer.status_code == 200 and took < SOON
            promises.hold("who comes while others dawdle is served soon", is_soon, told)
            sleep(0.2)
        if seconds >= PATIENCE:
            left = sum(is_open(one) for one in slow)
            promises.hold("who dawdles loses the place", left == 0, f"{left} are still there")


@contextmanager
def held(house: House, number: int) -> Iterator[list[socket.socket]]:
    """Connections that have begun to say something."""
    with ExitStack() as stack:
        slow = []
        for count in range(number):
            one = socket.create_connection(("127.0.0.1", house.first.port), timeout=10)
            slow.append(stack.enter_context(one))
            one.sendall(HALVES[count % len(HALVES)])
        yield slow


def drip(connection: socket.socket) -> None:
    """One more byte, if anybody still listens."""
    try:
        connection.sendall(b"y")
    except OSError:
        return


def is_open(connection: socket.socket) -> bool:
    """Whether the house still keeps a place for it."""
    connection.settimeout(0.01)
    try:
        while connection.recv(1 << 20):
            pass
    except TimeoutError:
        return True
    except OSError:
        return False
    return False
