"""18:00 stays 18:00 all year; the two nights in which the clocks change are told apart."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from calendars.period import Period
from calendars.wallclock import END_OF_DAY, MIDNIGHT, ClockTime, ImpossibleTime, WallClock

HOUSE = WallClock(ZoneInfo("Europe/Berlin"))
SPRING_NIGHTS = [date(2026, 3, 29), date(2027, 3, 28)]
AUTUMN_NIGHTS = [date(2026, 10, 25), date(2027, 10, 31)]


def clock(text: str) -> ClockTime:
    return ClockTime.parse(text)


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "minutes"), [("00:00", 0), ("07:05", 425), ("18:00", 1080), ("24:00", 1440)]
)
def test_clock_time_reads_and_writes_the_same_text(text: str, minutes: int) -> None:
    assert clock(text) == ClockTime(minutes)
    assert str(ClockTime(minutes)) == text


@pytest.mark.parametrize(
    "text",
    ["", "18", "8:00", "18:0", "18:60", "24:01", "25:00", "18:00:00", " 18:00", "18:00\n"],
)
def test_clock_time_refuses_other_than_two_and_two_digits(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        clock(text)


@pytest.mark.parametrize("text", ["-1:00", "18.00", "1800", "١٨:٠٠", "noon"])
def test_clock_time_refuses_what_is_not_hours_and_minutes(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        clock(text)


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_clock_time_refuses_minutes_outside_a_day(minutes: int) -> None:
    with pytest.raises(ValueError, match="has no minute"):
        ClockTime(minutes)


def test_clock_times_sort_by_the_hour() -> None:
    assert sorted([END_OF_DAY, clock("09:00"), MIDNIGHT]) == [MIDNIGHT, clock("09:00"), END_OF_DAY]


def test_wall_clock_keeps_18_00_through_the_year() -> None:
    winter, summer = date(2027, 1, 12), date(2027, 7, 6)
    assert HOUSE.instant(winter, clock("18:00")) == utc(winter, 17)
    assert HOUSE.instant(summer, clock("18:00")) == utc(summer, 16)


def test_wall_clock_takes_24_00_as_the_next_midnight() -> None:
    new_year = HOUSE.instant(date(2027, 1, 1), MIDNIGHT)
    assert HOUSE.instant(date(2026, 12, 31), END_OF_DAY) == new_year
    assert HOUSE.clock_of(new_year) == MIDNIGHT


@pytest.mark.parametrize("night", SPRING_NIGHTS)
@pytest.mark.parametrize("text", ["02:00", "02:30", "02:59"])
def test_wall_clock_refuses_a_time_that_is_skipped_in_spring(night: date, text: str) -> None:
    with pytest.raises(ImpossibleTime) as refused:
        HOUSE.instant(night, clock(text))
    assert (refused.value.day, refused.value.clock) == (night, clock(text))


@pytest.mark.parametrize("night", SPRING_NIGHTS)
def test_wall_clock_goes_from_01_59_to_03_00_in_spring(night: date) -> None:
    assert HOUSE.instant(night, clock("01:59")) == utc(night, 0, 59)
    assert HOUSE.instant(night, clock("03:00")) == utc(night, 1)


@pytest.mark.parametrize("night", AUTUMN_NIGHTS)
def test_wall_clock_takes_the_first_of_two_times_in_autumn(night: date) -> None:
    assert HOUSE.instant(night, clock("02:30")) == utc(night, 0, 30)
    assert HOUSE.instant(night, clock("03:00")) == utc(night, 2)


@pytest.mark.parametrize("night", AUTUMN_NIGHTS)
def test_wall_clock_shows_the_same_time_twice_in_autumn(night: date) -> None:
    shown = [HOUSE.local(utc(night, hour, 30)) for hour in (0, 1)]
    assert [(local.hour, local.minute, local.fold) for local in shown] == [(2, 30, 0), (2, 30, 1)]
    assert HOUSE.clock_of(utc(night, 0, 30)) == HOUSE.clock_of(utc(night, 1, 30)) == clock("02:30")


@pytest.mark.parametrize(
    ("days", "hours"), [(SPRING_NIGHTS, 23), (AUTUMN_NIGHTS, 25), ([date(2027, 1, 12)], 24)]
)
def test_day_is_as_long_as_it_really_is(days: list[date], hours: int) -> None:
    assert [HOUSE.day(day).duration for day in days] == [timedelta(hours=hours)] * len(days)


def test_every_instant_of_a_year_lies_in_the_day_of_its_date() -> None:
    begin = HOUSE.instant(date(2027, 1, 1), MIDNIGHT)
    for half_hours in range(365 * 48):
        instant = begin + half_hours * timedelta(minutes=30)
        day = HOUSE.day(HOUSE.date_of(instant))
        assert day.begin <= instant < day.end


def test_period_lasts_from_one_time_to_the_other() -> None:
    day = date(2027, 7, 6)
    assert HOUSE.period(day, clock("18:00"), clock("20:30")) == Period(
        utc(day, 16), utc(day, 18, 30)
    )
    assert HOUSE.period(day, MIDNIGHT, END_OF_DAY) == HOUSE.day(day)


@pytest.mark.parametrize("end", ["18:00", "17:00"])
def test_period_refuses_an_end_that_is_not_after_its_begin(end: str) -> None:
    with pytest.raises(ValueError, match=f"{end} is not after 18:00"):
        HOUSE.period(date(2027, 7, 6), clock("18:00"), clock(end))


def test_period_refuses_a_skipped_time() -> None:
    with pytest.raises(ImpossibleTime):
        HOUSE.period(SPRING_NIGHTS[0], clock("01:00"), clock("02:30"))


def test_a_week_with_the_change_of_clocks_is_an_hour_shorter() -> None:
    week = HOUSE.days(date(2027, 3, 22), date(2027, 3, 29))
    assert week.duration == timedelta(days=7, hours=-1)


def test_days_end_where_the_last_one_begins() -> None:
    first, last = date(2027, 1, 4), date(2027, 1, 6)
    assert HOUSE.days(first, last) == Period(HOUSE.day(first).begin, HOUSE.day(last).begin)


def test_days_refuse_to_run_backwards() -> None:
    with pytest.raises(ValueError, match="is not after"):
        HOUSE.days(date(2027, 1, 6), date(2027, 1, 6))


def test_day_begins_at_once_where_its_midnight_is_skipped() -> None:
    beirut = WallClock(ZoneInfo("Asia/Beirut"))
    night = date(2027, 3, 28)
    assert beirut.clock_of(beirut.day(night).begin) == clock("01:00")
    assert beirut.day(night).duration == timedelta(hours=23)
    with pytest.raises(ImpossibleTime):
        beirut.instant(night, MIDNIGHT)


@pytest.mark.parametrize("day", [date.min, date.max, date(9999, 12, 27)])
def test_wall_clock_refuses_days_at_the_edges_of_the_calendar(day: date) -> None:
    with pytest.raises(ImpossibleTime):
        HOUSE.instant(day, clock("18:00"))
    with pytest.raises(ImpossibleTime):
        HOUSE.day(day)


def test_wall_clock_refuses_to_show_a_naive_datetime() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        HOUSE.local(utc(date(2027, 1, 1), 12).replace(tzinfo=None))
