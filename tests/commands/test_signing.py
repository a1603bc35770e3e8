"""The secret that forms are signed with: made once, known to every process."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from booking.config import Config

TOGETHER = 8


def signing_secret() -> str:
    """As a process reads it that has just begun."""
    return Config(_env_file=None).signing_secret


def test_the_secret_stays_and_is_for_its_owner_alone(place: Path) -> None:
    secret = signing_secret()
    assert len(secret) >= 32
    assert signing_secret() == secret
    assert (place / "booking.secret").stat().st_mode & 0o777 == 0o600


def test_processes_that_begin_at_once_have_one_secret(place: Path) -> None:
    together = Barrier(TOGETHER)

    def begin(_: int) -> str:
        together.wait()
        return signing_secret()

    with ThreadPoolExecutor(TOGETHER) as threads:
        for _ in range(20):
            (place / "booking.secret").unlink(missing_ok=True)
            assert set(threads.map(begin, range(TOGETHER))) == {signing_secret()}


def test_a_file_in_which_nothing_stands_yet_is_no_secret(place: Path) -> None:
    (place / "booking.secret").touch()
    assert signing_secret() != ""
    assert signing_secret() == signing_secret()


def test_a_secret_that_is_set_needs_no_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOKING_SECRET", "as long as a secret has to be, or more")
    assert signing_secret() == "as long as a secret has to be, or more"
    assert list(place.iterdir()) == []
