"""Which days are off in Lower Saxony, by law and by decree."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter

from calendars.holidays import (
    SCHOOL_HOLIDAYS_KNOWN_UNTIL,
    HolidayKind,
    find_public_holiday,
    find_school_holiday,
    last_day_before_summer_holidays,
    public_holidays,
    school_holidays,
)


@pytest.mark.parametrize("year", range(2025, 2041))
def test_public_holidays_are_the_ten_of_the_law(year: int) -> None:
    moving = [easter(year) + timedelta(days=days) for days in (-2, 1, 39, 50)]
    fixed = [
        date(year, month, day)
        for month, day in [(1, 1), (5, 1), (10, 3), (10, 31), (12, 25), (12, 26)]
    ]
    found = public_holidays(date(year, 1, 1), date(year, 12, 31))
    assert list(found) == sorted(moving + fixed)


def test_public_holidays_have_their_german_names() -> None:
    found = public_holidays(date(2027, 10, 1), date(2027, 10, 31))
    assert [holiday.name for holiday in found.values()] == [
        "Tag der Deutschen Einheit",
        "Reformationstag",
    ]
    assert {holiday.kind for holiday in found.values()} == {HolidayKind.PUBLIC}


def test_public_holidays_run_over_the_turn_of_the_year_with_both_ends() -> None:
    assert list(public_holidays(date(2026, 12, 26), date(2027, 1, 1))) == [
        date(2026, 12, 26),
        date(2027, 1, 1),
    ]


def test_holidays_know_none_if_the_last_day_comes_first() -> None:
    assert public_holidays(date(2027, 1, 1), date(2026, 1, 1)) == {}
    assert school_holidays(date(2027, 1, 1), date(2026, 12, 31)) == {}


def test_school_holidays_include_their_first_and_last_day() -> None:
    found = school_holidays(date(2027, 7, 1), date(2027, 8, 31))
    assert (min(found), max(found), len(found)) == (date(2027, 7, 8), date(2027, 8, 18), 42)
    assert {(holiday.name, holiday.kind) for holiday in found.values()} == {
        ("Sommerferien", HolidayKind.SCHOOL)
    }


def test_school_holidays_at_christmas_run_over_the_turn_of_the_year() -> None:
    found = school_holidays(date(2026, 12, 1), date(2027, 1, 31))
    days = [date(2026, 12, 23) + timedelta(days=number) for number in range(18)]
    assert list(found) == days
    assert [holiday.day for holiday in found.values()] == days


def test_school_holidays_are_known_until_the_summer_of_2030() -> None:
    assert date(2030, 8, 21) == SCHOOL_HOLIDAYS_KNOWN_UNTIL
    assert list(school_holidays(date(2030, 8, 21), date(2035, 12, 31))) == [date(2030, 8, 21)]


@pytest.mark.parametrize(
    ("after", "last_day"),
    [
        (date(2026, 11, 23), date(2027, 7, 7)),
        (date(2027, 7, 7), date(2027, 7, 7)),
        (date(2027, 7, 8), date(2028, 7, 19)),
        (date(2027, 8, 1), date(2028, 7, 19)),
    ],
)
def test_last_day_before_summer_holidays_is_the_day_before_they_begin(
    after: date, last_day: date
) -> None:
    assert last_day_before_summer_holidays(after) == last_day


def test_last_day_before_summer_holidays_is_unknown_where_the_table_ends() -> None:
    assert last_day_before_summer_holidays(date(2030, 7, 11)) is None


def test_a_single_day_is_found_as_in_the_whole_table() -> None:
    first, last = date(2026, 1, 1), date(2031, 12, 31)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    public = {day: found for day in days if (found := find_public_holiday(day))}
    school = {day: found for day in days if (found := find_school_holiday(day))}
    assert public == public_holidays(first, last)
    assert school == school_holidays(first, last)
