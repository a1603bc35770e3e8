"""A series in one sentence, as somebody would say it on the phone.

`Jeden zweiten Dienstag, 18:00–20:00 Uhr, vom 12. Januar 2027 bis 6. Juli 2027, nicht in den
Schulferien`: how often, at what time, from when until when, and what is left out. Every piece
that a language inflects or places differently is a message of its own.
"""

from collections.abc import Collection, Mapping
from datetime import date

from babel.lists import format_list

from booking.domain.enquiries import Series, Skip
from booking.words.catalogue import Words, msgid
from booking.words.dates import list_text, plain_day_text, times_text, weekday_text
from booking.words.language import locale_of
from calendars.recurrence import Frequency, Recurrence, WeekdayRule
from calendars.wallclock import ClockTime

MOST_NAMED = 6
"""So many single dates are named; of more, only the number is told."""

_ORDINALS: Mapping[int, str] = {
    1: msgid("on the first %(weekday)s"),
    2: msgid("on the second %(weekday)s"),
    3: msgid("on the third %(weekday)s"),
    4: msgid("on the fourth %(weekday)s"),
    5: msgid("on the fifth %(weekday)s"),
    -1: msgid("on the last %(weekday)s"),
    -2: msgid("on the second to last %(weekday)s"),
    -3: msgid("on the third to last %(weekday)s"),
    -4: msgid("on the fourth to last %(weekday)s"),
    -5: msgid("on the fifth to last %(weekday)s"),
}
_FEMININE_ORDINALS: Mapping[int, str] = {
    1: msgid("on the first %(weekday)s (feminine)"),
    2: msgid("on the second %(weekday)s (feminine)"),
    3: msgid("on the third %(weekday)s (feminine)"),
    4: msgid("on the fourth %(weekday)s (feminine)"),
    5: msgid("on the fifth %(weekday)s (feminine)"),
    -1: msgid("on the last %(weekday)s (feminine)"),
    -2: msgid("on the second to last %(weekday)s (feminine)"),
    -3: msgid("on the third to last %(weekday)s (feminine)"),
    -4: msgid("on the fourth to last %(weekday)s (feminine)"),
    -5: msgid("on the fifth to last %(weekday)s (feminine)"),
}
_FEMININE_WEEKDAYS: Mapping[str, Collection[int]] = {"it": {6}, "uk": {2, 4, 5, 6}}
"""The weekdays that other words have to agree with, in languages that have two kinds."""
_BENT_WEEKDAYS: Mapping[str, Mapping[int, str]] = {
    "uk": {
        2: msgid("Wednesday (accusative)"),
        4: msgid("Friday (accusative)"),
        5: msgid("Saturday (accusative)"),
        6: msgid("Sunday (accusative)"),
    }
}
"""The weekdays that stand otherwise within a sentence than alone, in languages that bend them."""
_EVERY = msgid("on every %(weekday)s")
_ANY = msgid("on a %(weekday)s")
_SKIPS: Mapping[Skip, str] = {
    Skip.PUBLIC_HOLIDAYS: msgid("not on public holidays"),
    Skip.SCHOOL_HOLIDAYS: msgid("not in the school holidays"),
}


def series_text(first: date, begin: ClockTime, end: ClockTime, series: Series, words: Words) -> str:
    """The whole series; `first` is its first date, on which a plain rule leans."""
    told = words.gettext(
        "%(rhythm)s, %(times)s, %(end)s",
        rhythm=rhythm_text(series.rule, first, words),
        times=times_text(begin, end, words),
        end=_end(first, series.rule, words),
    )
    for note in _notes(series, words):
        told = words.gettext("%(told)s, %(note)s", told=told, note=note)
    return told[:1].upper() + told[1:]


def rhythm_text(rule: Recurrence, first: date, words: Words) -> str:
    """How often, to stand within a sentence: `jeden zweiten Dienstag`."""
    match _told_as(rule):
        case Frequency.DAILY:
            return _daily(rule, words)
        case Frequency.WEEKLY:
            return _weekly(rule, first, words)
        case Frequency.MONTHLY:
            return _monthly(rule, first, words)


def _told_as(rule: Recurrence) -> Frequency:
    """The frequency that tells a rule most plainly. Where no interval counts, every day that
    is a Monday is every Monday, and every day that is a 15th is the 15th of each month."""
    if rule.interval > 1:
        return rule.frequency
    if rule.month_days or any(day.ordinal for day in rule.weekdays):
        return Frequency.MONTHLY
    return Frequency.WEEKLY if rule.weekdays else rule.frequency


def _daily(rule: Recurrence, words: Words) -> str:
    if rule.interval == 1:
        return words.gettext("every day")
    if rule.interval == 2:
        told = words.gettext("every second day")
    else:
        told = words.ngettext("every %(num)s day", "every %(num)s days", rule.interval)
    if rule.month_days:
        told = _only(told, [_month_day(day, words) for day in rule.month_days], words)
    return _only_on_weekdays(told, rule, words)


def _weekly(rule: Recurrence, first: date, words: Words) -> str:
    numbers = [day.weekday for day in rule.weekdays] or [first.weekday()]
    weekdays = list_text([_name_of(number, words) for number in numbers], words)
    if rule.interval == 1:
        return words.gettext("every %(weekdays)s", weekdays=weekdays)
    if rule.interval == 2 and len(numbers) == 1:
        return words.gettext("every second %(weekday)s", weekday=weekdays)
    if rule.interval == 2:
        return words.gettext("every second week on %(weekdays)s", weekdays=weekdays)
    return words.ngettext(
        "every %(num)s week on %(weekdays)s",
        "every %(num)s weeks on %(weekdays)s",
        rule.interval,
        weekdays=weekdays,
    )


def _monthly(rule: Recurrence, first: date, words: Words) -> str:
    if rule.weekdays and not rule.month_days:
        return _each_month(rule, [_weekday(day, _EVERY, words) for day in rule.weekdays], words)
    days = rule.month_days or (first.day,)
    told = _each_month(rule, [_month_day(day, words) for day in days], words)
    return _only_on_weekdays(told, rule, words)


def _each_month(rule: Recurrence, days: list[str], words: Words) -> str:
    told = list_text(days, words)
    if rule.interval == 1:
        return words.gettext("%(days)s of the month", days=told)
    if rule.interval == 2:
        return words.gettext("every second month %(days)s", days=told)
    return words.ngettext(
        "every %(num)s month %(days)s", "every %(num)s months %(days)s", rule.interval, days=told
    )


def _only_on_weekdays(told: str, rule: Recurrence, words: Words) -> str:
    """A weekday beside other conditions narrows them down: only a 13th that is a Friday."""
    if not rule.weekdays:
        return told
    return _only(told, [_weekday(day, _ANY, words) for day in rule.weekdays], words)


def _only(told: str, days: list[str], words: Words) -> str:
    either = format_list(days, style="or", locale=locale_of(words.language))
    return words.gettext("%(rhythm)s, but only %(days)s", rhythm=told, days=either)


def _weekday(rule: WeekdayRule, plain: str, words: Words) -> str:
    """One weekday of a month; `plain` is the message for one without an ordinal."""
    feminine = rule.weekday in _FEMININE_WEEKDAYS.get(words.language, ())
    ordinals = _FEMININE_ORDINALS if feminine else _ORDINALS
    message = plain if rule.ordinal is None else ordinals[rule.ordinal]
    return words.gettext(message, weekday=_name_of(rule.weekday, words))


def _name_of(weekday: int, words: Words) -> str:
    """A weekday as it stands within the sentence."""
    bent = _BENT_WEEKDAYS.get(words.language, {}).get(weekday)
    return words.gettext(bent) if bent else weekday_text(weekday, words)


def _month_day(day: int, words: Words) -> str:
    return words.gettext("on day %(day)s", day=day)


def _end(first: date, rule: Recurrence, words: Words) -> str:
    if rule.until is not None:
        begins, ends = plain_day_text(first, words), plain_day_text(rule.until, words)
        return words.gettext("from %(first)s to %(last)s", first=begins, last=ends)
    return words.ngettext("%(num)s time", "%(num)s times", rule.count or 0)


def _notes(series: Series, words: Words) -> list[str]:
    """What is left out, and what comes on top."""
    notes = []
    if series.skip:
        skips = [words.gettext(message) for skip, message in _SKIPS.items() if skip in series.skip]
        notes.append(list_text(skips, words))
    if series.except_dates:
        notes.append(words.gettext("except %(days)s", days=_dates(series.except_dates, words)))
    if series.extra_dates:
        notes.append(words.gettext("and also %(days)s", days=_dates(series.extra_dates, words)))
    return notes


def _dates(days: Collection[date], words: Words) -> str:
    if len(days) > MOST_NAMED:
        return words.ngettext("on %(num)s date", "on %(num)s dates", len(days))
    return words.gettext(
        "on %(days)s", days=list_text([plain_day_text(day, words) for day in sorted(days)], words)
    )
