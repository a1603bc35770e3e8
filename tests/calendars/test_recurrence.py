"""Which dates a rule means, and that it always ends."""

from datetime import date

import pytest

from calendars.recurrence import (
    MAX_DATES,
    Frequency,
    Recurrence,
    RecurrenceError,
)
from tests.yardstick import in_yardsticks

TUESDAY = date(2027, 1, 12)


def dates(text: str, first: date = TUESDAY) -> list[str]:
    return [day.isoformat() for day in Recurrence.parse(text).dates(first)]


def refusal(text: str, first: date = TUESDAY) -> tuple[str, dict[str, object]]:
    with pytest.raises(RecurrenceError) as refused:
        Recurrence.parse(text).dates(first)
    return refused.value.code, refused.value.facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["2027-01-12", "2027-01-13", "2027-01-14"]),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20270201", ["2027-01-12", "2027-01-22", "2027-02-01"]),
        ("FREQ=DAILY;BYDAY=TU,SA;COUNT=3", ["2027-01-12", "2027-01-16", "2027-01-19"]),
        ("FREQ=DAILY;BYMONTHDAY=12,1;COUNT=3", ["2027-01-12", "2027-02-01", "2027-02-12"]),
        ("FREQ=WEEKLY;COUNT=2", ["2027-01-12", "2027-01-19"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", ["2027-01-12", "2027-01-14", "2027-01-19"]),
        ("FREQ=MONTHLY;COUNT=2", ["2027-01-12", "2027-02-12"]),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", ["2027-01-12", "2027-02-09", "2027-03-09"]),
        ("FREQ=MONTHLY;BYDAY=TU;UNTIL=20270126", ["2027-01-12", "2027-01-19", "2027-01-26"]),
        ("FREQ=MONTHLY;BYMONTHDAY=12,28;COUNT=3", ["2027-01-12", "2027-01-28", "2027-02-12"]),
        ("FREQ=MONTHLY;INTERVAL=12;COUNT=2", ["2027-01-12", "2028-01-12"]),
    ],
)
def test_rule_means_these_dates(text: str, expected: list[str]) -> None:
    assert dates(text) == expected


def test_rule_with_interval_counts_weeks_from_monday() -> None:
    sunday = date(2027, 1, 17)
    assert dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=3", sunday) == [
        "2027-01-17",
        "2027-01-25",
        "2027-01-31",
    ]


def test_rule_for_the_last_friday_knows_the_length_of_each_month() -> None:
    assert dates("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", date(2027, 1, 29)) == [
        "2027-01-29",
        "2027-02-26",
        "2027-03-26",
    ]


def test_rule_for_every_tuesday_and_the_first_monday_takes_either() -> None:
    assert dates("FREQ=MONTHLY;BYDAY=1MO,TU;COUNT=5", date(2027, 1, 19)) == [
        "2027-01-19",
        "2027-01-26",
        "2027-02-01",
        "2027-02-02",
        "2027-02-09",
    ]


def test_rule_for_a_weekday_and_a_day_of_the_month_wants_both() -> None:
    assert dates("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2", date(2027, 8, 13)) == [
        "2027-08-13",
        "2028-10-13",
    ]


def test_monthly_rule_leaves_out_months_without_that_day() -> None:
    assert dates("FREQ=MONTHLY;COUNT=3", date(2027, 1, 31)) == [
        "2027-01-31",
        "2027-03-31",
        "2027-05-31",
    ]


def test_until_is_inclusive() -> None:
    assert dates("FREQ=WEEKLY;UNTIL=20270119") == ["2027-01-12", "2027-01-19"]
    assert dates("FREQ=WEEKLY;UNTIL=20270118") == ["2027-01-12"]
    assert dates("FREQ=WEEKLY;UNTIL=20270112") == ["2027-01-12"]


def test_first_date_must_fit_the_rule_and_the_next_that_would_is_told() -> None:
    assert refusal("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=3") == (
        "first_date_does_not_fit",
        {"first": TUESDAY, "next": date(2027, 1, 13)},
    )
    assert refusal("FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270706") == (
        "first_date_does_not_fit",
        {"first": TUESDAY, "next": date(2027, 2, 1)},
    )


def test_until_before_the_first_date_is_refused() -> None:
    assert refusal("FREQ=WEEKLY;UNTIL=20270111") == (
        "until_before_first",
        {"first": TUESDAY, "until": date(2027, 1, 11)},
    )


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=28;COUNT=3",  # the first Monday is the 7th at most
        "FREQ=WEEKLY;BYDAY=SU;UNTIL=20270116",
    ],
)
def test_rule_that_no_date_can_begin_is_refused(text: str) -> None:
    assert refusal(text) == ("no_dates", {})


def test_rule_takes_as_many_dates_as_are_allowed_and_no_more() -> None:
    assert len(dates(f"FREQ=DAILY;COUNT={MAX_DATES}")) == 400
    assert refusal(f"FREQ=DAILY;COUNT={MAX_DATES + 1}") == ("too_many_dates", {"most": 400})


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;COUNT=1000000000",
        "FREQ=WEEKLY;COUNT=999999999999999999",
        "FREQ=DAILY;UNTIL=99991231",
        "FREQ=MONTHLY;UNTIL=99991231T235959Z",
        "FREQ=DAILY;BYDAY=TU;BYMONTHDAY=12;UNTIL=99991231",
    ],
)
def test_rule_that_runs_on_and_on_is_refused_at_once(text: str) -> None:
    assert refusal(text) == ("too_many_dates", {"most": 400})
    assert in_yardsticks(lambda: refusal(text)) < 50


@pytest.mark.parametrize("frequency", list(Frequency))
def test_rule_ends_with_the_calendar(frequency: Frequency) -> None:
    assert dates(f"FREQ={frequency};UNTIL=99991231", date(9999, 12, 31)) == ["9999-12-31"]
    assert refusal(f"FREQ={frequency};INTERVAL=999999999999999999;COUNT=2") == (
        "calendar_ends",
        {"count": 2},
    )
    assert refusal(f"FREQ={frequency};COUNT=60", date(9999, 12, 1))[0] == "calendar_ends"


def test_first_date_at_the_end_of_the_calendar_has_no_next() -> None:
    assert refusal("FREQ=WEEKLY;BYDAY=MO;COUNT=1", date.max) == ("no_dates", {})
