"""Random rules mean the same dates here, in python-dateutil, and counted day by day."""

import random
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr

from calendars.recurrence import MAX_DATES, Frequency, Recurrence, WeekdayRule

SEEDS = range(300)


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
    length = monthrange(day.year, day.month)[1]
    alike = [
        number
        for number in range(1, length + 1)
        if day.replace(day=number).weekday() == rule.weekday
    ]
    if rule.ordinal is None:
        return day.day in alike
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


@pytest.mark.parametrize("seed", SEEDS)
def test_random_rule_means_the_dates_counted_day_by_day(seed: int) -> None:
    first, rule = random_series(seed)
    assert rule.dates(first) == counted_day_by_day(first, rule)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_rule_means_the_same_in_dateutil(seed: int) -> None:
    first, rule = random_series(seed)
    judged = rrulestr(str(rule), dtstart=datetime.combine(first, time()))
    found = tuple(instant.date() for instant in islice(judged, MAX_DATES + 1))
    assert rule.dates(first) == found


@pytest.mark.parametrize("seed", SEEDS)
def test_random_rule_comes_back_from_its_text(seed: int) -> None:
    _, rule = random_series(seed)
    assert Recurrence.parse(str(rule)) == rule


def test_random_rules_cover_what_a_rule_can_say() -> None:
    rules = [random_series(seed)[1] for seed in SEEDS]
    shapes = {
        (rule.frequency, bool(rule.weekdays), bool(rule.month_days), rule.count is None)
        for rule in rules
    }
    assert len(shapes) == 2 * (4 + 2 + 4)  # a weekly rule has no month days
