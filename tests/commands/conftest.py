"""The command line as people use it: words in, a status and two kinds of text out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from booking.__main__ import main


@dataclass(frozen=True)
class Told:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


Command = Callable[..., Told]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and no settings from outside."""
    for name in (
        "DATABASE_URL", "ROOMS", "BASE_URL", "SECRET", "SMTP_URL", "MAIL_FROM", "PROXIES", "LOG",
    ):  # fmt: skip
        monkeypatch.delenv(f"BOOKING_{name}", raising=False)
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def booking(place: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """`booking("rooms", "check")`, in that folder."""

    def command(*words: str) -> Told:
        try:
            status = main(words)
        except SystemExit as ended:  # argparse, about wrong usage
            status = int(ended.code or 0)
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return command


@pytest.fixture
def anywhere(booking: Command, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The same on SQLite and on PostgreSQL."""
    monkeypatch.setenv("BOOKING_DATABASE_URL", database_url)
    return booking
