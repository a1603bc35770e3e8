"""Random rules and series, the same for the same seed."""

import random
from datetime import date, timedelta
from functools import cache

from calendars.holidays import public_holidays, school_holidays
from calendars.recurrence import Frequency, Recurrence, WeekdayRule
from tests.calendars.recurrence_oracles import Exceptions, plainly_fits


@cache
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
        count=chance.randint(1, 25) if by_count else None,
        until=None if by_count else first + timedelta(days=chance.randrange(400)),
    )
    return first, rule


def random_weekdays(chance: random.Random, frequency: Frequency) -> tuple[WeekdayRule, ...]:
    """None, or up to three; in months perhaps with ordinals."""
    ordinals: list[int | None] = [None]
    if frequency is Frequency.MONTHLY and chance.random() < 0.7:
        # not mixed with plain weekdays: dateutil takes MO,2TU as both at once
        ordinals = [1, 2, 3, 4, 5, -1, -2, -5]
    return tuple(
        WeekdayRule(chance.choice(ordinals), chance.randrange(7))
        for _ in range(chance.choice([0, 0, 1, 1, 2, 3]))
    )


@cache
def random_exceptions(seed: int) -> Exceptions:
    """Some dates of the rule and others left out, some added, perhaps holidays skipped;
    at least one date remains."""
    chance = random.Random(-seed - 1)
    first, rule = random_series(seed)
    planned = rule.dates(first)
    later = [first + timedelta(days=chance.randrange(600)) for _ in range(8)]
    skipped = [table for table in (public_holidays, school_holidays) if chance.random() < 0.4]
    own = chance.sample(planned, min(len(planned), chance.choice([0, 0, 1, 5])))
    excepted = frozenset(own + later[: chance.choice([0, 0, 2])])
    free_days = frozenset(day for table in skipped for day in table(first, max(planned)))
    extra = frozenset(later[chance.choice([2, 6, 8]) :])
    nothing_left = not extra and excepted | free_days >= set(planned)
    return Exceptions(excepted, frozenset({first}) if nothing_left else extra, free_days)
