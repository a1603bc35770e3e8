"""A running program and a real browser.

The program is started as a user starts it: in an empty folder, with an empty HOME,
on a database of each kind. The browser is the installed Chromium; where there is
none these tests are skipped and say how to get it.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Request, sync_playwright

from booking.domain.house import House as Declared
from tests.conftest import NOW
from tests.e2e.sample_house import SampleHouse, filled_books, served

STAFF_EMAIL, STAFF_PASSWORD = "sabine@west.example", "ein langes Passwort"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class House:
    """The program at work, seen from outside."""

    address: str
    environment: dict[str, str]
    folder: Path

    def command(self, *words: str, told: str = "") -> str:
        """Runs a command of the program beside the running one; returns what it printed."""
        return run_program(words, self.environment, self.folder, told).stdout


def run_program(
    words: tuple[str, ...], environment: dict[str, str], folder: Path, told: str = ""
) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "booking", *words],
        env=environment,
        cwd=folder,
        input=told,
        text=True,
        capture_output=True,
        check=True,
    )


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def running(database_url: str, tmp_path: Path) -> Iterator[House]:
    """The program, serving, with one member of staff."""
    home, folder = tmp_path / "home", tmp_path / "folder"
    home.mkdir()
    folder.mkdir()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "BOOKING_DATABASE_URL": database_url,
        "BOOKING_BASE_URL": address,
    }
    house = House(address, environment, folder)
    add = ("people", "add", STAFF_EMAIL, "--role", "staff", "--name", "Sabine", "--password-stdin")
    house.command(*add, told=STAFF_PASSWORD)
    with (tmp_path / "log").open("w") as log:
        serving = subprocess.Popen(
            [sys.executable, "-m", "booking", "serve", "--port", str(port)],
            env=environment,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"{address}/healthz")
            yield house
        finally:
            serving.terminate()
            serving.wait(timeout=20)
    assert "Traceback" not in (tmp_path / "log").read_text()


def wait_for(address: str) -> None:
    """Until the program answers; fails after half a minute."""
    for _ in range(300):
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The installed browser; gone with the module, for its event loop would be in the way of
    other tests in the same process."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is missing: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sample_house(
    tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path, house: Declared
) -> Iterator[SampleHouse]:
    """The house of the demo, for tests that only look."""
    place = tmp_path_factory.mktemp("sample-house")
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # the workers have folders side by side
        shared = shared.parent
    declared = house.model_copy(update={"easy_language_approved": True})
    filled = filled_books(shared, empty_sqlite, declared, NOW)
    with served(Path(shutil.copy(filled, place)), declared, NOW) as sample:
        yield sample


@pytest.fixture
def phone(chromium: Browser, running: House) -> Iterator[BrowserContext]:
    """A phone in German hands; it fails the test if a page asks any other host for anything.

    It has JavaScript where the house is on SQLite, and none where it is on PostgreSQL:
    every way must be open to both, and each way is walked once.
    """
    context = chromium.new_context(
        base_url=running.address,
        locale="de-DE",
        viewport={"width": 360, "height": 740},
        java_script_enabled="sqlite" in running.environment["BOOKING_DATABASE_URL"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    strangers: list[str] = []

    def note_strangers(sent: Request) -> None:
        if not sent.url.startswith((running.address, "data:")):
            strangers.append(sent.url)

    context.on("request", note_strangers)
    yield context
    context.close()
    assert strangers == []
