"""`booking serve`, started for real as a newcomer would."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOMS


def environment(place: Path, **settings: str) -> dict[str, str]:
    """Nobody's settings, an empty home, the code of this checkout."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "PYTHONPATH": str(ROOMS.parent),
        **{f"BOOKING_{name.upper()}": value for name, value in settings.items()},
    }


@contextmanager
def serving(
    place: Path, *options: str, **settings: str
) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server and its address, once it has said so."""
    command = [sys.executable, "-m", "booking", "serve", "--port", "0", *options]
    with (
        (place / "log").open("w") as log,
        subprocess.Popen(
            command,
            cwd=place,
            env=environment(place, **settings),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as server,
    ):
        try:
            first = server.stdout.readline() if server.stdout else ""
            found = re.search(r"http://\S+", first)
            assert found, (place / "log").read_text()
            yield server, found[0]
        finally:
            server.kill()


def test_the_demo_serves_and_ends_when_told(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo", log="json") as (server, address):
        assert httpx.get(f"{address}/healthz").status_code == 200
        page = httpx.get(f"{address}/rooms?name=geheim")
        assert (page.status_code, "server" in page.headers) == (200, False)
        feed = httpx.get(f"{address}/calendars/s/demo-calendar-of-the-caretaker-west.ics")
        assert feed.text.count("BEGIN:VEVENT") > 100
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0
        told = server.stdout.read() if server.stdout else ""
    assert f"{address}/sign-in  staff@west.example" in told
    log = (tmp_path / "log").read_text()
    messages = [json.loads(line)["message"] for line in log.splitlines()]
    assert any("/calendars/s/[hidden].ics" in message for message in messages)
    assert "geheim" not in log
    assert {"demo.db", "demo.secret"} <= {path.name for path in tmp_path.iterdir()}


def refused(place: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """How `serve` ends where it cannot begin."""
    return subprocess.run(
        [sys.executable, "-m", "booking", "serve", *options],
        cwd=place,
        env=environment(place),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_secret_that_cannot_be_kept_is_told_before_anything_is_served(
    tmp_path: Path, workers: str
) -> None:
    (tmp_path / "booking.secret").mkdir()
    ended = refused(tmp_path, "--port", "0", "--workers", workers)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "booking: booking.secret: Is a directory.\n"


def test_several_processes_serve_one_house(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "2") as (server, address):
        answers = [httpx.get(f"{address}/rooms").status_code for _ in range(6)]
        assert answers == [200] * 6
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0


def test_only_known_proxies_are_believed(tmp_path: Path) -> None:
    forwarded = {"x-forwarded-for": "203.0.113.9"}
    logs = []
    for number, proxies in enumerate(("", "127.0.0.1")):
        place = tmp_path / str(number)
        place.mkdir()
        with serving(place, proxies=proxies) as (_, address):
            httpx.get(f"{address}/rooms", headers=forwarded)
        logs.append("203.0.113.9" in (place / "log").read_text())
    assert logs == [False, True]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--port", "{port}"), "Port {port} is in use by another program."),
        (("--host", "nowhere.invalid"), "Cannot listen on nowhere.invalid: "),
    ],
)
def test_an_address_that_cannot_be_had_is_told(
    tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = refused(tmp_path, *(one.format(port=port) for one in options))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"booking: {sentence.format(port=port)}")
    assert ended.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []  # noticed before anything was made
