"""Two second opinions on the dates of a series: python-dateutil, and plain counting.

The counting goes through the calendar day by day and knows nothing of stretches,
sorting or sets; it is slow and hardly can be wrong.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, islice

from dateutil.rrule import rrule, rruleset, rrulestr

from calendars.recurrence import Frequency, Recurrence, WeekdayRule


@dataclass(frozen=True)
class Exceptions:
    """What a series leaves out and adds; extra dates come in any case."""

    excepted: frozenset[date]
    extra: frozenset[date]
    free_days: frozenset[date]


def in_dateutil(first: date, rule: Recurrence) -> rrule:
    """The rule as python-dateutil reads it, at midnight, so that UNTIL takes its day in."""
    judged: rrule = rrulestr(str(rule), dtstart=datetime.combine(first, time()))
    return judged


def series_in_dateutil(first: date, rule: Recurrence, exceptions: Exceptions) -> tuple[date, ...]:
    """The whole series, with EXDATE and RDATE of RFC 5545."""
    judged = rruleset()
    judged.rrule(in_dateutil(first, rule))
    for day in (exceptions.excepted | exceptions.free_days) - exceptions.extra:
        judged.exdate(datetime.combine(day, time()))
    for day in exceptions.extra:
        judged.rdate(datetime.combine(day, time()))
    return tuple(instant.date() for instant in judged)


def series_counted(
    first: date, counted: tuple[date, ...], exceptions: Exceptions
) -> tuple[date, ...]:
    """The whole series, from the dates that were counted for its rule alone."""
    last = max((*counted, *exceptions.extra))
    found = []
    for day in days_from(first):
        if day > last:
            break
        left_out = day in exceptions.excepted or day in exceptions.free_days
        if day in exceptions.extra or (day in counted and not left_out):
            found.append(day)
    return tuple(found)


def counted_day_by_day(first: date, rule: Recurrence) -> tuple[date, ...]:
    """The dates of the rule alone."""
    fitting = (
        day
        for day in days_from(first)
        if interval_passes(day, first, rule)
        and plainly_fits(day, first, rule.frequency, rule.weekdays, rule.month_days)
    )
    if rule.count is not None:
        return tuple(islice(fitting, rule.count))
    found = []
    for day in fitting:
        if rule.until is not None and day > rule.until:
            break
        found.append(day)
    return tuple(found)


def days_from(first: date) -> Iterator[date]:
    """Day after day, to the end of the calendar."""
    return (first + timedelta(days=number) for number in count())


def interval_passes(day: date, first: date, rule: Recurrence) -> bool:
    """Whether the interval counts this day, this week or this month."""
    monday = first - timedelta(days=first.weekday())
    match rule.frequency:
        case Frequency.DAILY:
            gone = (day - first).days
        case Frequency.WEEKLY:
            gone = (day - monday).days // 7
        case Frequency.MONTHLY:
            gone = (day.year - first.year) * 12 + day.month - first.month
    return gone % rule.interval == 0


def plainly_fits(
    day: date,
    first: date,
    frequency: Frequency,
    weekdays: tuple[WeekdayRule, ...],
    month_days: tuple[int, ...],
) -> bool:
    """Whether weekday and day of the month are right."""
    if not weekdays and not month_days:
        same = {Frequency.WEEKLY: "%w", Frequency.MONTHLY: "%d", Frequency.DAILY: ""}[frequency]
        return day.strftime(same) == first.strftime(same)
    if month_days and day.day not in month_days:
        return False
    return not weekdays or any(plainly_named(day, rule) for rule in weekdays)


def plainly_named(day: date, rule: WeekdayRule) -> bool:
    """Whether the day is, say, the last Friday among all Fridays of its month."""
    if rule.ordinal is None or day.weekday() != rule.weekday:
        return day.weekday() == rule.weekday
    length = monthrange(day.year, day.month)[1]
    alike = [number for number in range(1, length + 1) if (number - day.day) % 7 == 0]
    place = rule.ordinal - 1 if rule.ordinal > 0 else rule.ordinal
    return -len(alike) <= place < len(alike) and alike[place] == day.day
