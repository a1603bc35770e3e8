"""`./run bench` itself, with next to nothing in the house, so that it cannot rot."""

from pathlib import Path

import pytest

from tests.bench.__main__ import filled, measure, told_at_the_end
from tests.bench.by_hand import SqliteByHand
from tests.bench.timing import Row, compare, undisturbed

QUICK = Row("quick", 1.5, 2.0, "times", 3.0, 2.0)
SLOW = Row("slow", 2.5, 2.0, "times", 5.0, 2.0)


def test_every_line_can_be_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bench.db"
    house = filled(f"sqlite:///{path}", 200, lambda: SqliteByHand.open(str(path)))
    rows = measure("sqlite", house, house, rounds=1)
    assert len(rows) == 6
    assert all(row.ratio > 0 and row.ours_ms > 0 for row in rows)
    assert capsys.readouterr().out.count("goal") == 6


def test_a_goal_that_is_missed_is_told() -> None:
    assert "met" in str(QUICK)
    assert "MISSED" in str(SLOW)
    assert told_at_the_end([QUICK], []) == "All 1 goals are met."
    told = told_at_the_end([QUICK, SLOW], [SLOW])
    assert told == "1 of 2 goals are MISSED: slow (2.50 instead of 2.0)."


def test_both_deeds_are_prepared_in_each_round_and_take_turns_at_coming_first() -> None:
    done: list[str] = []
    row = compare(
        "x",
        lambda: lambda: done.append("base"),
        1.0,
        "times",
        ours=lambda: lambda: done.append("ours"),
        rounds=2,
    )
    assert done == ["ours", "base", "base", "ours"] * 2
    assert row.base_ms > 0


def test_what_other_programs_do_does_not_count() -> None:
    assert undisturbed([10_000, *[7] * 30, 6, *[100] * 8]) == 7
