"""Days, times and durations as people say them, in the language of the person.

Times are always told on the 24-hour clock, weeks begin on Monday, and the day of
the week is spelled out wherever somebody has to keep a date in mind.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from babel.dates import format_date, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal

from booking.words.catalogue import Words
from booking.words.language import locale_of
from calendars.period import Period
from calendars.wallclock import END_OF_DAY, ClockTime, WallClock

_LONG = {"de": "EEEE, d. MMMM y", "en": "EEEE, d MMMM y"}
_SHORT = {"de": "EEE dd.MM.y", "en": "EEE d MMM y"}


def day_text(day: date, words: Words) -> str:
    """The whole date: `Donnerstag, 14. Januar 2027`."""
    return format_date(day, _LONG[words.language], locale_of(words.language))


def short_day_text(day: date, words: Words) -> str:
    """The date for tables and lists: `Do. 14.01.2027`."""
    return format_date(day, _SHORT[words.language], locale_of(words.language))


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
        return f"{day_text(day, words)}, {times_text(begin, end, words)}"
    return words.gettext(
        "%(first_day)s, %(begin)s until %(last_day)s, %(end)s",
        first_day=day_text(day, words),
        begin=time_text(begin, words),
        last_day=day_text(last, words),
        end=time_text(end, words),
    )


def moment_text(instant: datetime, wall_clock: WallClock, words: Words) -> str:
    """An instant on the clock of the house: `Do. 14.01.2027, 18:05 Uhr`."""
    day, clock = wall_clock.date_of(instant), wall_clock.clock_of(instant)
    return f"{short_day_text(day, words)}, {time_text(clock, words)}"


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
    return " ".join(parts)


def number_text(number: int, words: Words) -> str:
    """A whole number with the separators of the language: `1.200`."""
    return format_decimal(number, locale=locale_of(words.language))


def list_text(items: Sequence[str], words: Words) -> str:
    """Several things in a row: `Saal A, Saal B und Küche`."""
    return format_list(items, locale=locale_of(words.language))
