"""Random rules mean the same dates here, in python-dateutil, and counted day by day.

So do whole series, with single exceptions and with holidays left out; and whatever the
clocks do in between, every date of a series begins at the same time on the wall.
"""

from datetime import UTC
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from calendars.recurrence import MAX_DATES, Recurrence, series_dates
from calendars.wallclock import ClockTime, WallClock
from tests.calendars.random_series import random_exceptions, random_series
from tests.calendars.recurrence_oracles import (
    counted_day_by_day,
    in_dateutil,
    series_counted,
    series_in_dateutil,
)

BATCHES = [range(begin, begin + 100) for begin in range(0, 2000, 100)]
"""2,000 seeds in batches, because a rule is judged faster than pytest begins a test."""
ALL_SEEDS = range(2000)
ZONE = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("seeds", BATCHES, ids=str)
def test_random_rules_and_series_mean_the_dates_counted_day_by_day(seeds: range) -> None:
    for seed in seeds:
        first, rule = random_series(seed)
        exceptions = random_exceptions(seed)
        counted = counted_day_by_day(first, rule)
        assert (seed, rule.dates(first)) == (seed, counted)
        assert (seed, series_here(seed)) == (seed, series_counted(first, counted, exceptions))


@pytest.mark.parametrize("seeds", BATCHES, ids=str)
def test_random_rules_and_series_mean_the_same_in_dateutil(seeds: range) -> None:
    for seed in seeds:
        first, rule = random_series(seed)
        judged = islice(in_dateutil(first, rule), MAX_DATES + 1)
        assert (seed, rule.dates(first)) == (seed, tuple(instant.date() for instant in judged))
        judged_series = series_in_dateutil(first, rule, random_exceptions(seed))
        assert (seed, series_here(seed)) == (seed, judged_series)


def series_here(seed: int) -> tuple[object, ...]:
    exceptions = random_exceptions(seed)
    skipped = exceptions.free_days.__contains__
    return series_dates(*random_series(seed), exceptions.excepted, exceptions.extra, skipped)


@pytest.mark.parametrize("seeds", BATCHES[:4], ids=str)
def test_every_date_of_a_random_series_keeps_its_wall_clock(seeds: range) -> None:
    wall_clock, six = WallClock(ZONE), ClockTime.parse("18:00")
    for first, rule in map(random_series, seeds):
        instants = [wall_clock.instant(day, six) for day in rule.dates(first)]
        evenings = [day.replace(hour=18, tzinfo=ZONE) for day in in_dateutil(first, rule)]
        assert instants == [evening.astimezone(UTC) for evening in evenings]
        assert {wall_clock.clock_of(instant) for instant in instants} == {six}


def test_random_rules_come_back_from_their_texts() -> None:
    rules = [random_series(seed)[1] for seed in ALL_SEEDS]
    assert [Recurrence.parse(str(rule)) for rule in rules] == rules


def test_random_rules_cover_what_a_rule_can_say() -> None:
    rules = [random_series(seed)[1] for seed in ALL_SEEDS]
    shapes = {
        (rule.frequency, bool(rule.weekdays), bool(rule.month_days), rule.count is None)
        for rule in rules
    }
    assert len(shapes) == 2 * (4 + 2 + 4)  # a weekly rule has no month days


def test_exceptions_change_most_of_the_random_series() -> None:
    changed = 0
    for seed in ALL_SEEDS:
        first, rule = random_series(seed)
        changed += series_here(seed) != rule.dates(first)
    assert changed > 1200
