"""The real program at work: processes on one database, which can be killed and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
ADMIN, PASSWORD = "abuse@west.example", "ein ziemlich langes Passwort"
PATIENCE = 240
"""Seconds that a start may take: sample bookings are many, and the machine may be busy."""


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Serving:
    """One process of `booking serve`, always on the same port."""

    folder: Path
    environment: dict[str, str]
    options: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """All that it has said, in all its lives."""
        return self.folder / f"{self.port}.log"

    def start(self) -> None:
        """Starts it and waits until it answers."""
        command = [sys.executable, "-m", "booking", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *self.options],
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            try:
                if httpx.get(f"{self.address}/healthz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError(f"the program does not serve:\n{self.log.read_text()}")

    def kill(self) -> None:
        """Ends it with -9, in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Asks it to end."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)

    def memory(self) -> int:
        """How much it holds, in megabytes."""
        if self.process is None:
            return 0
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) // 1024 if found else 0


@dataclass
class House:
    """Some processes on one database, and what their administrator can do."""

    folder: Path
    database_url: str
    has_samples: bool = True
    processes: int = 2
    servers: list[Serving] = field(default_factory=list)
    token: str = ""

    def __enter__(self) -> "House":
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "BOOKING_DATABASE_URL": self.database_url,
        }
        samples = ("--demo",) if self.has_samples else ()
        self.servers = [Serving(self.folder, environment, samples) for _ in range(self.processes)]
        environment["BOOKING_BASE_URL"] = self.first.address
        try:
            for one in self.servers:
                one.start()
            self.command("people", "add", ADMIN, "--role", "admin", "--password-stdin")
            self.token = self.command("tokens", "add", "--role", "staff").strip()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for one in self.servers:
            one.stop()

    @property
    def first(self) -> Serving:
        """The one whose pages are visited."""
        return self.servers[0]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the processes answer."""
        return tuple(one.address for one in self.servers)

    def command(self, *words: str) -> str:
        """Runs a command of the program to its end; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "booking", *words],
            cwd=self.folder,
            env=self.first.environment,
            input=PASSWORD,
            text=True,
            capture_output=True,
            check=False,
        )
        return done.stdout if done.returncode == 0 else f"{done.stdout}{done.stderr}"

    def api(self, address: str = "") -> httpx.Client:
        """A program with staff's token."""
        bearer = {"authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=address or self.first.address, headers=bearer, timeout=30)

    def browser(self) -> httpx.Client:
        """Somebody's browser; it follows nothing by itself."""
        return httpx.Client(base_url=self.first.address, timeout=30)

    def signed_in(self, browser: httpx.Client) -> None:
        """Signs the administrator in, if they are not; opens the account if somebody shut it."""
        for _ in range(2):
            if browser.get("/account").status_code == 200:
                return
            browser.get("/sign-in")
            entry = {"email": ADMIN, "password": PASSWORD, "_csrf_token": csrf(browser)}
            if browser.post("/sign-in", data=entry).status_code != 303:
                self.command("people", "add", ADMIN, "--role", "admin", "--password-stdin")


def csrf(browser: httpx.Client) -> str:
    """What each form of this browser must carry."""
    return browser.cookies.get("csrftoken") or ""
