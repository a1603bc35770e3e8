"""Every fault of the command line is one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Command


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dance",),
        ("rooms",),
        ("people", "add", "staff@west.example"),
        ("people", "add", "staff", "--role", "staff"),
        ("people", "add", "staff@west.example", "--role", "king"),
        ("people", "add", f"{'x' * 250}@west.example", "--role", "staff"),
        ("tokens", "add", "--role", "association"),
        ("tokens", "add", "--role", "staff", "--email", "a@west.example"),
        ("tokens", "add", "--role", "association", "--name", "Chor"),
        ("feeds", "add", "--profile", "association"),
        ("feeds", "add", "--profile", "staff", "--room", "saal", "--room", "saal"),
        ("tokens", "add", "--role", "staff", "--name", "x" * 201),
        ("import", "plan.ics", "--group", "x" * 201),
        ("serve", "--port", "70000"),
        ("serve", "--workers", "0"),
    ],
)
def test_wrong_usage_ends_with_two(booking: Command, words: tuple[str, ...]) -> None:
    told = booking(*words)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("booking: ")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("DATABASE_URL=nowhere", "BOOKING_DATABASE_URL is not an address this program knows."),
        ("DATABASE_URL=oracle+none://x", "BOOKING_DATABASE_URL is not an address"),
        ("DATABASE_URL=sqlite:////dev/null/x.db", "/dev/null: "),
        ("DATABASE_URL=postgresql://localhost:1/x", "The database cannot be used: connection"),
        ("BASE_URL=ftp://west.example", "BOOKING_BASE_URL must begin with http:// or https://."),
        ("SMTP_URL=mail.west.example", "BOOKING_SMTP_URL is not like smtp://"),
        ("LOG=loud", "BOOKING_LOG cannot be used: Input should be 'text' or 'json'."),
        ("ROOMS=missing.yaml", "The room file has a fault in line 1, column 1: There is no"),
    ],
)
def test_a_wrong_setting_is_named(
    booking: Command, monkeypatch: pytest.MonkeyPatch, setting: str, sentence: str
) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(f"BOOKING_{name}", value)
    told = booking("jobs")
    assert (told.status, told.out) == (1, "")
    assert told.err.startswith(f"booking: {sentence}")
    assert told.err.count("\n") == 1


def test_a_file_that_is_no_database_is_refused(
    booking: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", f"sqlite:///{__file__}")
    told = booking("migrate")
    assert told.status == 1
    assert told.err.startswith("booking: The database cannot be used: file is not a database. If")
    assert told.err.count("\n") == 1


def test_jobs_say_nothing(anywhere: Command) -> None:
    told = anywhere("jobs")
    assert (told.status, told.out, told.err) == (0, "", "")


def test_migrate_can_be_done_twice(booking: Command) -> None:
    assert booking("migrate").status == 0
    assert booking("migrate").out == "The database has the newest schema.\n"


def test_settings_that_are_no_text_are_told(booking: Command, place: Path) -> None:
    (place / ".env").write_bytes("BOOKING_MAIL_FROM=Büro <b@west.example>".encode("latin-1"))
    told = booking("jobs")
    assert (told.status, told.out) == (1, "")
    assert told.err.startswith("booking: A text cannot be read or shown as utf-8 (invalid ")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("words", [("rooms", "check"), ("rooms", "schema"), ("--help",)])
def test_whoever_no_longer_reads_is_told_in_a_sentence(place: Path, words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-m", "booking", *words],
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (1, b"booking: Broken pipe.\n")
