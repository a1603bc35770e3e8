"""How days, times and durations are told."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.words import dates
from booking.words.catalogue import Words
from calendars.period import Period
from calendars.wallclock import ClockTime, WallClock

GERMAN, ENGLISH = Words("de"), Words("en")
DAY = date(2027, 1, 14)
WOLFSBURG = WallClock(ZoneInfo("Europe/Berlin"))
SIX, EIGHT = ClockTime.parse("18:00"), ClockTime.parse("20:00")


def test_a_day_is_told_with_its_weekday():
    assert dates.day_text(DAY, GERMAN) == "Donnerstag, 14. Januar 2027"
    assert dates.day_text(DAY, ENGLISH) == "Thursday, 14 January 2027"


def test_a_day_is_told_shortly_in_tables():
    assert dates.short_day_text(DAY, GERMAN) == "Do. 14.01.2027"
    assert dates.short_day_text(DAY, ENGLISH) == "Thu 14 Jan 2027"


def test_months_and_weekdays_have_their_names():
    assert dates.month_text(DAY, GERMAN) == "Januar 2027"
    assert dates.weekday_text(0, GERMAN) == "Montag"
    assert dates.weekday_text(6, ENGLISH) == "Sunday"


def test_times_are_told_on_the_24_hour_clock():
    assert dates.times_text(SIX, EIGHT, GERMAN) == "18:00–20:00 Uhr"
    assert dates.times_text(SIX, EIGHT, ENGLISH) == "18:00–20:00"
    assert dates.time_text(SIX, GERMAN) == "18:00 Uhr"
    assert dates.span(SIX, EIGHT) == "18:00–20:00"


def test_a_span_keeps_its_direction_in_a_language_from_the_right():
    assert dates.span_text(SIX, EIGHT, GERMAN) == "18:00–20:00"
    assert dates.span_text(SIX, EIGHT, Words("ar")) == "\u206618:00–20:00\u2069"


def test_a_ukrainian_day_stands_after_any_preposition():
    assert dates.day_text(DAY, Words("uk")) == "14 січня 2027 (четвер)"


def test_a_period_is_told_on_the_clock_of_the_house():
    period = WOLFSBURG.period(DAY, SIX, EIGHT)
    told = dates.period_text(period, WOLFSBURG, GERMAN)
    assert told == "Donnerstag, 14. Januar 2027, 18:00–20:00 Uhr"


def test_a_period_until_midnight_ends_on_its_own_day():
    period = WOLFSBURG.period(DAY, SIX, ClockTime(1440))
    told = dates.period_text(period, WOLFSBURG, GERMAN)
    assert told == "Donnerstag, 14. Januar 2027, 18:00–24:00 Uhr"


def test_a_period_beyond_midnight_names_both_days():
    begin = WOLFSBURG.instant(DAY, ClockTime.parse("22:00"))
    told = dates.period_text(Period(begin, begin + timedelta(hours=4)), WOLFSBURG, GERMAN)
    assert told == "Donnerstag, 14. Januar 2027, 22:00 Uhr bis Freitag, 15. Januar 2027, 02:00 Uhr"


def test_a_moment_is_told_on_the_clock_of_the_house():
    moment = datetime(2027, 7, 1, 16, 5, tzinfo=UTC)
    assert dates.moment_text(moment, WOLFSBURG, GERMAN) == "Do. 01.07.2027, 18:05 Uhr"


@pytest.mark.parametrize(
    ("minutes", "german", "english"),
    [
        (0, "0 Minuten", "0 minutes"),
        (1, "1 Minute", "1 minute"),
        (30, "30 Minuten", "30 minutes"),
        (60, "1 Stunde", "1 hour"),
        (90, "1 Stunde 30 Minuten", "1 hour 30 minutes"),
        (2 * 1440, "2 Tage", "2 days"),
    ],
)
def test_a_duration_is_told_in_words(minutes, german, english):
    duration = timedelta(minutes=minutes)
    assert dates.duration_text(duration, GERMAN) == german
    assert dates.duration_text(duration, ENGLISH) == english


def test_arabic_joins_with_its_own_signs():
    arabic = Words("ar")
    moment = dates.moment_text(datetime(2027, 7, 1, 16, 5, tzinfo=UTC), WOLFSBURG, arabic)
    assert (arabic.comma, arabic.semicolon) == ("، ", "؛ ")
    assert "," not in moment
    assert moment.count("،") == 2
    told = dates.duration_text(timedelta(minutes=90), arabic)
    assert told.translate(dict.fromkeys((0x2068, 0x2069))) == "ساعة واحدة و30 دقيقة"


def test_numbers_and_lists_follow_the_language():
    assert dates.number_text(1200, GERMAN) == "1.200"
    assert dates.list_text(["Saal A", "Saal B", "Küche"], GERMAN) == "Saal A, Saal B und Küche"
    assert dates.list_text(["Saal A", "Saal B"], ENGLISH) == "Saal A and Saal B"
