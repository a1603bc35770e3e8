"""What becomes of a rule's dates: exceptions, holidays, and dates asked for by name."""

from datetime import date, timedelta

import pytest

from calendars.recurrence import MAX_DATES, Recurrence, RecurrenceError, series_dates

TUESDAY = date(2027, 1, 12)
NONE: frozenset[date] = frozenset()


def never(_: date) -> bool:
    return False


def test_series_without_a_rule_is_its_first_date() -> None:
    assert series_dates(TUESDAY, None, NONE, NONE, never) == (TUESDAY,)


def test_series_leaves_out_except_dates_and_skipped_days_but_counts_them() -> None:
    rule = Recurrence.parse("FREQ=WEEKLY;COUNT=4")
    second, third, fourth = (TUESDAY + timedelta(weeks=number) for number in (1, 2, 3))
    assert series_dates(TUESDAY, rule, {second}, NONE, third.__eq__) == (TUESDAY, fourth)


def test_series_does_not_mind_an_except_date_that_it_never_had() -> None:
    rule = Recurrence.parse("FREQ=WEEKLY;COUNT=1")
    assert series_dates(TUESDAY, rule, {date(2027, 1, 13)}, NONE, never) == (TUESDAY,)


def test_series_takes_each_extra_date_once_and_in_order_even_on_skipped_days() -> None:
    rule = Recurrence.parse("FREQ=WEEKLY;COUNT=2")
    extra = [date(2027, 1, 20), date(2027, 1, 14), date(2027, 1, 19)]
    found = series_dates(TUESDAY, rule, {date(2027, 1, 14)}, extra, lambda day: day != TUESDAY)
    assert found == (TUESDAY, date(2027, 1, 14), date(2027, 1, 19), date(2027, 1, 20))


def test_series_refuses_an_extra_date_before_its_first() -> None:
    before = TUESDAY - timedelta(days=1)
    with pytest.raises(RecurrenceError) as refused:
        series_dates(TUESDAY, None, NONE, [TUESDAY, before], never)
    assert refused.value.code == "extra_date_before_first"
    assert refused.value.facts == {"first": TUESDAY, "extra": before}


def test_series_of_which_nothing_is_left_is_refused() -> None:
    with pytest.raises(RecurrenceError) as refused:
        series_dates(TUESDAY, Recurrence.parse("FREQ=DAILY;COUNT=9"), NONE, NONE, lambda _: True)
    assert refused.value.code == "no_dates"


def test_series_with_more_extra_dates_than_are_allowed_is_refused() -> None:
    extra = {TUESDAY + timedelta(days=number) for number in range(MAX_DATES + 1)}
    assert len(series_dates(TUESDAY, None, NONE, extra - {max(extra)}, never)) == MAX_DATES
    with pytest.raises(RecurrenceError) as refused:
        series_dates(TUESDAY, None, NONE, extra, never)
    assert (refused.value.code, refused.value.facts) == ("too_many_dates", {"most": 400})
