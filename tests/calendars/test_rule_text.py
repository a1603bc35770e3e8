"""What a rule may say, and that everything else is refused by name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.recurrence import Recurrence, RecurrenceError, WeekdayRule

PARTS = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "BYDAY=TU", "BYDAY=MO,-1FR", "BYDAY=2"]
PARTS += ["BYMONTHDAY=28,1", "INTERVAL=3", "COUNT=7", "UNTIL=20270706", "WKST=MO", "X"]


def refusal(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(RecurrenceError) as refused:
        Recurrence.parse(text)
    return refused.value.code, refused.value.facts


@pytest.mark.parametrize("until", ["20270119", "20270119T170000", "20270119T170000Z"])
def test_until_with_a_time_means_its_date(until: str) -> None:
    assert Recurrence.parse(f"FREQ=WEEKLY;UNTIL={until}").until == date(2027, 1, 19)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("freq=weekly;byday=th,tu,tu;count=5", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5"),
        (" UNTIL=20270706T000000Z;FREQ=DAILY\n", "FREQ=DAILY;UNTIL=20270706"),
        ("FREQ=WEEKLY;INTERVAL=1;COUNT=2;WKST=MO", "FREQ=WEEKLY;COUNT=2"),
        ("FREQ=MONTHLY;BYDAY=-1FR,+2TU;COUNT=3", "FREQ=MONTHLY;BYDAY=2TU,-1FR;COUNT=3"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28,1;COUNT=3", None),
    ],
)
def test_rule_has_one_text(text: str, canonical: str | None) -> None:
    rule = Recurrence.parse(text)
    assert str(rule) == (canonical or "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1,28;COUNT=3")
    assert Recurrence.parse(str(rule)) == rule


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("", "bad_rule", ""),
        ("every tuesday", "bad_rule", "EVERY TUESDAY"),
        ("COUNT=3", "bad_rule", "FREQ"),
        ("FREQ=DAILY;COUNT=3;", "bad_rule", ""),
        ("FREQ=DAILY;BYDAY=;COUNT=3", "bad_rule", "BYDAY="),
        ("RRULE:FREQ=DAILY;COUNT=3", "bad_rule", "RRULE:FREQ=DAILY"),
        ("FREQ=DAILY;COUNT=3\r\nX=1", "bad_rule", "COUNT=3\r\nX=1"),
        ("FREQ=DAILY;COUNT=٣", "bad_rule", "COUNT=٣"),
        ("FREQ=YEARLY;COUNT=3", "unsupported_part", "FREQ=YEARLY"),
        ("FREQ=SECONDLY;COUNT=3", "unsupported_part", "FREQ=SECONDLY"),
        ("FREQ=DAILY;BYHOUR=9;COUNT=3", "unsupported_part", "BYHOUR=9"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;COUNT=3", "unsupported_part", "BYSETPOS=1"),
        ("FREQ=WEEKLY;WKST=SU;COUNT=3", "unsupported_part", "WKST=SU"),
        ("FREQ=WEEKLY;BYDAY=2TU;COUNT=3", "unsupported_part", "BYDAY=2TU"),
        ("FREQ=DAILY;BYDAY=-1TU;COUNT=3", "unsupported_part", "BYDAY=-1TU"),
        ("FREQ=WEEKLY;BYMONTHDAY=12;COUNT=3", "unsupported_part", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=29;COUNT=3", "unsupported_part", "BYMONTHDAY=29"),
        ("FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3", "unsupported_part", "BYMONTHDAY=0"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "unsupported_part", "BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYDAY=6TU;COUNT=3", "bad_part", "BYDAY=6TU"),
        ("FREQ=MONTHLY;BYDAY=0TU;COUNT=3", "bad_part", "BYDAY=0TU"),
        ("FREQ=WEEKLY;BYDAY=DI;COUNT=3", "bad_part", "BYDAY=DI"),
        ("FREQ=WEEKLY;BYDAY=TU,;COUNT=3", "bad_part", "BYDAY="),
        ("FREQ=DAILY;INTERVAL=0;COUNT=3", "bad_part", "INTERVAL=0"),
        ("FREQ=DAILY;INTERVAL=-1;COUNT=3", "bad_part", "INTERVAL=-1"),
        ("FREQ=DAILY;COUNT=0", "bad_part", "COUNT=0"),
        ("FREQ=DAILY;COUNT=1,2", "bad_part", "COUNT=1,2"),
        ("FREQ=DAILY;UNTIL=20270230", "bad_part", "UNTIL=20270230"),
        ("FREQ=DAILY;UNTIL=2027-07-06", "bad_part", "UNTIL=2027-07-06"),
        ("FREQ=DAILY;COUNT=3;COUNT=4", "repeated_part", "COUNT"),
    ],
)
def test_rule_refuses_a_part_by_name(text: str, code: str, part: str) -> None:
    assert refusal(text) == (code, {"part": part})


def test_rule_without_an_end_is_refused() -> None:
    assert refusal("FREQ=WEEKLY;BYDAY=TU") == ("endless", {})


def test_rule_with_two_ends_is_refused() -> None:
    assert refusal("FREQ=WEEKLY;COUNT=3;UNTIL=20270706") == ("count_and_until", {})


def test_rule_names_no_more_of_a_long_text_than_a_line_shows() -> None:
    assert refusal("X" * 100_000) == ("bad_rule", {"part": "X" * 40})
    assert refusal(f"FREQ=DAILY;COUNT={'9' * 100_000}") == (
        "bad_part",
        {"part": f"COUNT={'9' * 40}"},
    )


def test_weekday_rule_refuses_an_eighth_weekday() -> None:
    with pytest.raises(RecurrenceError):
        WeekdayRule(None, 7)


@given(st.lists(st.sampled_from(PARTS), max_size=6))
def test_rule_is_refused_or_comes_back_from_its_text(parts: list[str]) -> None:
    try:
        rule = Recurrence.parse(";".join(parts))
    except RecurrenceError:
        return
    assert Recurrence.parse(str(rule)) == rule


@given(st.text())
def test_rule_refuses_any_other_text(text: str) -> None:
    with pytest.raises(RecurrenceError):
        Recurrence.parse(text)
