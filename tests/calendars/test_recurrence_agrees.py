"""Random rules mean the same dates here, in python-dateutil, and counted day by day.

So do whole series, with single exceptions and with holidays left out; and whatever the
clocks do in between, every date of a series begins at the same time on the wall.
"""

import random
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr, rruleset

from calendars.holidays import public_holidays, school_holidays
from calendars.recurrence import MAX_DATES, Frequency, Recurrence, WeekdayRule, series_dates
from calendars.wallclock import ClockTime, WallClock

BATCHES = [range(begin, begin + 100) for begin in range(0, 2000, 100)]
"""2,000 seeds in batches: a rule is judged faster than pytest starts a test."""
ZONE = ZoneInfo("Europe/Berlin")


def random_weekdays(chance: random.Random, frequency: Frequency) -> tuple[WeekdayRule, ...]:
    ordinals: list[int | None] = [None]
    if frequency is Frequency.MONTHLY and chance.random() < 0.7:
        # not mixed with plain weekdays: dateutil takes MO,2TU as both at once
        ordinals = [1, 2, 3, 4, 5, -1, -2, -5]
    return tuple(
        WeekdayRule(chance.choice(ordinals), chance.randrange(7))
        for _ in range(chance.choice([0, 0, 1, 1, 2, 3]))
    )


def random_series(seed: int) -> tuple[date, Recurrence]:
    """A rule and a first date that fits it."""
    chance = random.Random(seed)
    frequency = chance.choice(list(Frequency))
    weekdays = random_weekdays(chance, frequency)
    month_days: tuple[int, ...] = ()
    if frequency is not Frequency.WEEKLY and all(rule.ordinal is None for rule in weekdays):
        month_days = tuple(chance.sample(range(1, 29), chance.choice([0, 1, 3, 8])))
    first = date(2026, 1, 1) + timedelta(days=chance.randrange(1500))
    while not plainly_fits(first, first, frequency, weekdays, month_days):
        first += timedelta(days=1)
    by_count = chance.random() < 0.5
    rule = Recurrence(
        frequency,
        interval=chance.choice([1, 1, 1, 2, 3, 4, 13]),
        weekdays=weekdays,
        month_days=month_days,
        count=chance.randint(1, 40) if by_count else None,
        until=None if by_count else first + timedelta(days=chance.randrange(400)),
    )
    return first, rule


@dataclass(frozen=True)
class Exceptions:
    """What a series leaves out and adds."""

    excepted: frozenset[date]
    extra: frozenset[date]
    free_days: frozenset[date]


def random_exceptions(seed: int, first: date, planned: tuple[date, ...]) -> Exceptions:
    """Some dates of the rule and some others left out, some added, perhaps holidays skipped."""
    chance = random.Random(-seed)
    later = [first + timedelta(days=chance.randrange(600)) for _ in range(8)]
    holidays = (public_holidays, school_holidays)
    skipped = [table for table in holidays if chance.random() < 0.4]
    return Exceptions(
        excepted=frozenset(chance.sample(planned, min(len(planned), chance.choice([0, 0, 1, 5]))))
        | frozenset(later[: chance.choice([0, 0, 2])]),
        extra=frozenset(later[chance.choice([2, 6, 8]) :]),
        free_days=frozenset(day for table in skipped for day in table(first, max(planned))),
    )


def random_whole_series(seed: int) -> tuple[date, Recurrence, Exceptions]:
    """A rule with exceptions that leave it at least one date."""
    first, rule = random_series(seed)
    planned = rule.dates(first)
    exceptions = random_exceptions(seed, first, planned)
    left = set(planned) - exceptions.excepted - exceptions.free_days
    if not left | exceptions.extra:
        exceptions = Exceptions(exceptions.excepted, frozenset({first}), exceptions.free_days)
    return first, rule, exceptions


def dates_here(seed: int) -> tuple[date, ...]:
    first, rule, exceptions = random_whole_series(seed)
    return series_dates(
        first, rule, exceptions.excepted, exceptions.extra, exceptions.free_days.__contains__
    )


def in_dateutil(first: date, rule: Recurrence) -> Iterator[datetime]:
    return iter(rrulestr(str(rule), dtstart=datetime.combine(first, time(18))))


def dates_in_dateutil(seed: int) -> tuple[date, ...]:
    """EXDATE and RDATE of RFC 5545; an extra date here is never left out."""
    first, rule, exceptions = random_whole_series(seed)
    judged = rruleset()
    judged.rrule(rrulestr(str(rule), dtstart=datetime.combine(first, time())))
    for day in (exceptions.excepted | exceptions.free_days) - exceptions.extra:
        judged.exdate(datetime.combine(day, time()))
    for day in exceptions.extra:
        judged.rdate(datetime.combine(day, time()))
    return tuple(instant.date() for instant in judged)


def dates_counted_day_by_day(seed: int) -> tuple[date, ...]:
    first, rule, exceptions = random_whole_series(seed)
    planned = counted_day_by_day(first, rule)
    found = []
    day = first
    while day <= max((*planned, *exceptions.extra)):
        left_out = day in exceptions.excepted or day in exceptions.free_days
        if day in exceptions.extra or (day in planned and not left_out):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def plainly_fits(
    day: date,
    first: date,
    frequency: Frequency,
    weekdays: tuple[WeekdayRule, ...],
    month_days: tuple[int, ...],
) -> bool:
    if not weekdays and not month_days:
        same = {Frequency.WEEKLY: "%w", Frequency.MONTHLY: "%d", Frequency.DAILY: ""}[frequency]
        return day.strftime(same) == first.strftime(same)
    if month_days and day.day not in month_days:
        return False
    return not weekdays or any(plainly_named(day, rule) for rule in weekdays)


def plainly_named(day: date, rule: WeekdayRule) -> bool:
    if rule.ordinal is None or day.weekday() != rule.weekday:
        return day.weekday() == rule.weekday
    length = monthrange(day.year, day.month)[1]
    alike = [number for number in range(1, length + 1) if (number - day.day) % 7 == 0]
    place = rule.ordinal - 1 if rule.ordinal > 0 else rule.ordinal
    return -len(alike) <= place < len(alike) and alike[place] == day.day


def interval_passes(day: date, first: date, rule: Recurrence) -> bool:
    monday = first - timedelta(days=first.weekday())
    gone = {
        Frequency.DAILY: (day - first).days,
        Frequency.WEEKLY: (day - monday).days // 7,
        Frequency.MONTHLY: (day.year - first.year) * 12 + day.month - first.month,
    }[rule.frequency]
    return gone % rule.interval == 0


def counted_day_by_day(first: date, rule: Recurrence) -> tuple[date, ...]:
    fitting = (
        day
        for day in map(date.fromordinal, range(first.toordinal(), date.max.toordinal() + 1))
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


@pytest.mark.parametrize("seeds", BATCHES, ids=str)
def test_random_rules_mean_the_dates_counted_day_by_day(seeds: range) -> None:
    series = {seed: random_series(seed) for seed in seeds}
    here = {seed: rule.dates(first) for seed, (first, rule) in series.items()}
    assert here == {seed: counted_day_by_day(*one) for seed, one in series.items()}


@pytest.mark.parametrize("seeds", BATCHES, ids=str)
def test_random_rules_mean_the_same_in_dateutil(seeds: range) -> None:
    series = {seed: random_series(seed) for seed in seeds}
    here = {seed: rule.dates(first) for seed, (first, rule) in series.items()}
    assert here == {
        seed: tuple(instant.date() for instant in islice(in_dateutil(*one), MAX_DATES + 1))
        for seed, one in series.items()
    }


@pytest.mark.parametrize("seeds", BATCHES, ids=str)
def test_random_series_with_exceptions_mean_the_same_dates_to_all_three(seeds: range) -> None:
    here = {seed: dates_here(seed) for seed in seeds}
    assert here == {seed: dates_in_dateutil(seed) for seed in seeds}
    assert here == {seed: dates_counted_day_by_day(seed) for seed in seeds}


@pytest.mark.parametrize("seeds", BATCHES[:4], ids=str)
def test_every_date_of_a_random_series_keeps_its_wall_clock(seeds: range) -> None:
    wall_clock, six = WallClock(ZONE), ClockTime.parse("18:00")
    for first, rule in map(random_series, seeds):
        instants = [wall_clock.instant(day, six) for day in rule.dates(first)]
        judged = (instant.replace(tzinfo=ZONE) for instant in in_dateutil(first, rule))
        assert instants == [instant.astimezone(UTC) for instant in judged]
        assert {wall_clock.clock_of(instant) for instant in instants} == {six}


@pytest.mark.parametrize("seeds", BATCHES, ids=str)
def test_random_rules_come_back_from_their_texts(seeds: range) -> None:
    rules = [random_series(seed)[1] for seed in seeds]
    assert [Recurrence.parse(str(rule)) for rule in rules] == rules


def test_random_rules_cover_what_a_rule_can_say() -> None:
    rules = [random_series(seed)[1] for seeds in BATCHES for seed in seeds]
    shapes = {
        (rule.frequency, bool(rule.weekdays), bool(rule.month_days), rule.count is None)
        for rule in rules
    }
    assert len(shapes) == 2 * (4 + 2 + 4)  # a weekly rule has no month days


def test_random_exceptions_leave_out_and_add_dates_in_most_series() -> None:
    differing = 0
    for seeds in BATCHES:
        for seed in seeds:
            first, rule = random_series(seed)
            differing += dates_here(seed) != rule.dates(first)
    assert differing > 1200
