"""Every problem that code can name has a sentence of its own."""

import re
from pathlib import Path
from typing import get_args

from booking.web.api.bodies import PROBLEM_OF
from booking.words.catalogue import Words
from booking.words.problems import PROBLEMS, problem_text
from calendars.rule_text import RecurrenceCode

ROOT = Path(__file__).parents[2]


def test_every_problem_named_in_the_code_has_a_sentence() -> None:
    named = {
        code
        for path in (ROOT / "booking").rglob("*.py")
        for code in re.findall(r'BadInput\([^()]*?, "([a-z_]+)"', path.read_text())
    }
    assert "end_before_begin" in named
    assert sorted(named - PROBLEMS.keys()) == []


def test_every_recurrence_code_has_a_sentence() -> None:
    assert sorted(set(get_args(RecurrenceCode)) - PROBLEMS.keys()) == []


def test_every_fault_of_a_body_has_a_sentence() -> None:
    assert sorted(set(PROBLEM_OF.values()) - PROBLEMS.keys()) == []


def test_a_problem_that_nobody_has_put_into_words_is_told_all_the_same() -> None:
    assert problem_text("quite new", {}, Words("en")) == "This entry cannot be right."
