"""Whoever takes a place and does not go on loses it. A real server, with less patience."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from booking.commands.patience import LimitedPatience
from booking.commands.serve import settings
from booking.config import Config

HEAD_SECONDS, BODY_SECONDS = 0.4, 0.8
LONG_ANSWER = b"x" * 20_000_000
"""More than the sockets of both sides keep."""
Server = tuple[str, int]


class Impatient(LimitedPatience):
    """The same, for tests that do not want to wait."""

    head_seconds = HEAD_SECONDS
    body_seconds = BODY_SECONDS


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Answers with the body that came: `/long` with a long one, `/slow` after a while."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body, more = body + message["body"], message["more_body"]
    if scope["path"] == "/slow":
        await asyncio.sleep(HEAD_SECONDS * 2)
    answer = LONG_ANSWER if scope["path"] == "/long" else body
    length = (b"content-length", str(len(answer)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": answer})


@pytest.fixture(scope="module")
def running() -> Iterator[uvicorn.Server]:
    """A server of that kind."""
    config = uvicorn.Config(
        echo,
        port=0,
        http=Impatient,
        ws="none",
        lifespan="off",
        log_config=None,
        limit_concurrency=20,
        timeout_keep_alive=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server
    server.should_exit = True
    thread.join()


@pytest.fixture
def server(running: uvicorn.Server) -> Server:
    """Where it is."""
    address: Server = running.servers[0].sockets[0].getsockname()[:2]
    return address


def connect(server: Server) -> socket.socket:
    connection = socket.create_connection(server, timeout=10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def read_to_the_end(connection: socket.socket) -> bytes:
    """Everything until the connection is closed, or broken off."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def read_until(connection: socket.socket, end: bytes) -> bool:
    """Whether an answer came that ends so."""
    taken = b""
    while not taken.endswith(end) and (part := connection.recv(65536)):
        taken += part
    return taken.endswith(end)


def drip(connection: socket.socket, seconds: float) -> None:
    """A byte now and then."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        connection.sendall(b"y")
        time.sleep(0.05)


def post(length: int) -> bytes:
    return b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % length


@pytest.mark.parametrize(
    ("sent", "least"),
    [
        (b"", HEAD_SECONDS),
        (b"GET / HTTP/1.1\r\nhost: ", HEAD_SECONDS),
        (post(5) + b"ab", BODY_SECONDS),
    ],
    ids=["nothing", "half a head", "half a body"],
)
def test_whoever_does_not_go_on_is_sent_away(server: Server, sent: bytes, least: float) -> None:
    with connect(server) as connection:
        began = time.monotonic()
        connection.sendall(sent)
        assert read_to_the_end(connection) == b""
    assert time.monotonic() - began > least * 0.9


@pytest.mark.parametrize("begun", [b"", post(5000)], ids=["head", "body"])
def test_a_few_bytes_now_and_then_win_no_time(server: Server, begun: bytes) -> None:
    with connect(server) as connection:
        connection.sendall(begun or b"GET / HTTP/1.1\r\nx: ")
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            drip(connection, seconds=30)


def test_a_next_request_that_is_never_finished_is_not_waited_for(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET / HTTP/1.1\r\nhos")
        assert read_to_the_end(connection) == b""


def test_a_connection_serves_one_request_after_the_other(server: Server) -> None:
    with connect(server) as connection:
        for _ in range(3):
            connection.sendall(post(4) + b"abcd")
            assert read_until(connection, b"abcd")
            time.sleep(HEAD_SECONDS / 2)


def test_an_answer_may_take_the_house_longer(server: Server) -> None:
    with connect(server) as connection:
        connection.sendall(post(4).replace(b"POST /", b"POST /slow") + b"abcd")
        assert read_until(connection, b"abcd")


def test_an_answer_that_is_not_taken_is_not_kept(server: Server, running: uvicorn.Server) -> None:
    with connect(server) as connection:
        connection.sendall(b"GET /long HTTP/1.1\r\nhost: x\r\n\r\n")
        time.sleep(HEAD_SECONDS * 3)
        deadline = time.monotonic() + 5
        while running.server_state.connections and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not running.server_state.connections
        assert len(read_to_the_end(connection)) < len(LONG_ANSWER)


def test_an_answer_may_be_taken_slowly(server: Server) -> None:
    taken = 0
    with connect(server) as connection:
        connection.sendall(b"GET /long HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        while part := connection.recv(1_000_000):
            taken += len(part)
            time.sleep(HEAD_SECONDS / 8)
    assert taken > len(LONG_ANSWER)


def test_a_house_full_of_silent_visitors_empties_by_itself(server: Server) -> None:
    silent = [connect(server) for _ in range(25)]
    for one in silent:
        one.sendall(b"GET / HTTP/1.1\r\nx: ")
    time.sleep(HEAD_SECONDS + 0.5)
    with connect(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
    for one in silent:
        one.close()


def test_the_house_is_served_with_limited_patience() -> None:
    assert settings(Config(_env_file=None), workers=1).http is LimitedPatience
    assert (LimitedPatience.head_seconds, LimitedPatience.body_seconds) == (15, 30)
