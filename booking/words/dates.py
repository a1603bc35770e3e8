"""Days, times and durations as people say them, in the language of the person.

Times are always told on the 24-hour clock, weeks begin on Monday, and the day of
the week is spelled out wherever somebody has to keep a date in mind.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal

from booking.words.catalogue import Words
from booking.words.isolation import LEFT_TO_RIGHT, POP
from booking.words.language import direction_of, locale_of
from calendars.period import Period
from calendars.wallclock import END_OF_DAY, ClockTime, WallClock

_LONG = {
    "de": "EEEE, d. MMMM y",
    "en": "EEEE, d MMMM y",
    "it": "EEEE d MMMM y",
    "ar": "EEEE، d MMMM y",
    "uk": "d MMMM y (EEEE)",  # after a preposition the weekday would need another case
}
_SHORT = {
    "de": "EEE dd.MM.y",
    "en": "EEE d MMM y",
    "it": "EEE d MMM y",
    "ar": "EEEE، d MMM y",
    "uk": "EEE, d MMM y",
}
_WITHOUT_WEEKDAY = {
    "de": "d. MMMM y",
    "en": "d MMMM y",
    "it": "d MMMM y",
    "ar": "d MMMM y",
    "uk": "d MMMM y",
}


@lru_cache(maxsize=2_000)
def _told(day: date, pattern: str, language: str) -> str:
    """A date by a pattern; a page tells the same few dates again and again."""
    return format_date(day, pattern, locale_of(language))


def day_text(day: date, words: Words) -> str:
    """The whole date: `Donnerstag, 14. Januar 2027`."""
    return _told(day, _LONG[words.language], words.language)


def short_day_text(day: date, words: Words) -> str:
    """The date for tables and lists: `Do. 14.01.2027`."""
    return _told(day, _SHORT[words.language], words.language)


def plain_day_text(day: date, words: Words) -> str:
    """The date within a sentence about weekdays, without the weekday: `6. Juli 2027`."""
    return _told(day, _WITHOUT_WEEKDAY[words.language], words.language)


def month_text(day: date, words: Words) -> str:
    """The month of a day: `Januar 2027`."""
    return format_date(day, "LLLL y", locale_of(words.language))


def weekday_text(weekday: int, words: Words) -> str:
    """The name of a day of the week, 0 for Monday: `Montag`."""
    return str(get_day_names("wide", "stand-alone", locale_of(words.language))[weekday])


def time_text(clock: ClockTime, words: Words) -> str:
    """One time in a sentence: `18:00 Uhr`."""
    return words.gettext("%(time)s", time=clock)


def span(begin: ClockTime, end: ClockTime) -> str:
    """Two times for tables: `18:00–20:00`, the same in every language."""
    return f"{begin}–{end}"


def span_text(begin: ClockTime, end: ClockTime, words: Words) -> str:
    """The same where no element can give it its direction, as in the options of a form: from
    left to right, as in tables, also in a language that is written from the right."""
    told = span(begin, end)
    return told if direction_of(words.language) == "ltr" else f"{LEFT_TO_RIGHT}{told}{POP}"


def times_text(begin: ClockTime, end: ClockTime, words: Words) -> str:
    """Two times in a sentence: `18:00–20:00 Uhr`."""
    return words.gettext("%(begin)s–%(end)s", begin=begin, end=end)


def period_text(period: Period, wall_clock: WallClock, words: Words) -> str:
    """When something is, on the clock of the house.

    `Donnerstag, 14. Januar 2027, 18:00–20:00 Uhr`; beyond midnight both days are named.
    """
    day, begin = wall_clock.date_of(period.begin), wall_clock.clock_of(period.begin)
    last, end = wall_clock.date_of(period.end), wall_clock.clock_of(period.end)
    if period.end == wall_clock.day(day).end:
        last, end = day, END_OF_DAY
    if last == day:
        return date_text(day, begin, end, words)
    return words.gettext(
        "%(first_day)s, %(begin)s until %(last_day)s, %(end)s",
        first_day=day_text(day, words),
        begin=time_text(begin, words),
        last_day=day_text(last, words),
        end=time_text(end, words),
    )


def date_text(day: date, begin: ClockTime, end: ClockTime, words: Words) -> str:
    """A date of a booking: `Donnerstag, 14. Januar 2027, 18:00–20:00 Uhr`."""
    times = times_text(begin, end, words)
    return words.gettext("%(day)s, %(times)s", day=day_text(day, words), times=times)


def moment_text(instant: datetime, wall_clock: WallClock, words: Words) -> str:
    """An instant on the clock of the house: `Do. 14.01.2027, 18:05 Uhr`."""
    day, clock = wall_clock.date_of(instant), wall_clock.clock_of(instant)
    return words.gettext(
        "%(day)s, %(times)s", day=short_day_text(day, words), times=time_text(clock, words)
    )


def duration_text(duration: timedelta, words: Words) -> str:
    """Whole days, hours and minutes: `2 Tage`, `1 Stunde 30 Minuten`; nothing is `0 Minuten`."""
    minutes = duration // timedelta(minutes=1)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = []
    if days:
        parts.append(words.ngettext("%(num)s day", "%(num)s days", days))
    if hours:
        parts.append(words.ngettext("%(num)s hour", "%(num)s hours", hours))
    if minutes or not parts:
        parts.append(words.ngettext("%(num)s minute", "%(num)s minutes", minutes))
    told = parts[0]
    for part in parts[1:]:
        told = words.gettext("%(longer)s %(shorter)s", longer=told, shorter=part)
    return told


def number_text(number: int, words: Words) -> str:
    """A whole number with the separators of the language: `1.200`."""
    return format_decimal(number, locale=locale_of(words.language))


def list_text(items: Sequence[str], words: Words) -> str:
    """Several things in a row: `Saal A, Saal B und Küche`."""
    return format_list(items, locale=locale_of(words.language))
