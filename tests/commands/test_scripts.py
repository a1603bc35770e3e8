"""The scripts beside the program: `run`, and the promise that nothing was skipped."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOMS

CHECKOUT = ROOMS.parent
SKIPPING = """
import pytest

@pytest.fixture
def browser():
    pytest.skip("Chromium is missing")

def test_with_a_browser(browser): ...
def test_without(): ...
"""


def start(*command: str, place: Path = CHECKOUT) -> "subprocess.CompletedProcess[str]":
    """A program that ends by itself."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("words", "status"), [((), 0), (("--help",), 0), (("dance",), 2)])
def test_run_says_what_it_can_do(words: tuple[str, ...], status: int) -> None:
    ended = start("run", *words)
    assert ended.returncode == status
    for command in ("./run demo", "./run test", "./run setup"):
        assert command in ended.stdout


def test_run_says_why_it_cannot_set_up(tmp_path: Path) -> None:
    copy = tmp_path / "run"
    copy.write_bytes((CHECKOUT / "run").read_bytes())
    (tmp_path / ".venv").touch()
    ended = start(str(copy), "demo")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"{tmp_path}/.venv: File exists.\n"


@pytest.mark.parametrize(
    ("options", "status", "closing"),
    [
        ((), 0, "1 passed, 1 skipped"),
        (("-p", "tests.nothing_skipped"), 1, "1 passed, 1 error"),
    ],
)
def test_a_skipped_test_fails_where_nothing_may_be(
    tmp_path: Path, options: tuple[str, ...], status: int, closing: str
) -> None:
    file = tmp_path / "test_skipping.py"
    file.write_text(SKIPPING)
    plain = ("-c", "/dev/null", "--rootdir", str(tmp_path), "-p", "no:cacheprovider")
    ended = start("-m", "pytest", *plain, *options, str(file))
    assert ended.returncode == status
    assert closing in ended.stdout
