"""A period is half-open, knows only instants, and is never empty."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from calendars.period import Period, to_utc

BERLIN = ZoneInfo("Europe/Berlin")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, 12, hour, minute, tzinfo=UTC)


def period(begin: int, end: int) -> Period:
    return Period(at(begin), at(end))


def test_period_keeps_both_ends_in_utc() -> None:
    evening = Period(
        datetime(2027, 7, 1, 18, tzinfo=BERLIN), datetime(2027, 7, 1, 20, tzinfo=BERLIN)
    )
    assert (evening.begin.tzinfo, evening.end.tzinfo) == (UTC, UTC)
    assert evening == Period(
        datetime(2027, 7, 1, 16, tzinfo=UTC), datetime(2027, 7, 1, 18, tzinfo=UTC)
    )


def test_period_measures_the_hour_that_the_wall_clock_shows_twice() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert Period(first, first.replace(fold=1)).duration == timedelta(hours=1)


@pytest.mark.parametrize("end", [at(10), at(9)])
def test_period_refuses_an_end_that_is_not_after_its_begin(end: datetime) -> None:
    with pytest.raises(ValueError, match="is not after"):
        Period(at(10), end)


def test_period_refuses_a_wall_time_that_looks_later_but_is_not() -> None:
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    with pytest.raises(ValueError, match="is not after"):
        Period(second, second.replace(minute=45, fold=0))


@pytest.mark.parametrize("naive", [0, 1])
def test_period_refuses_naive_datetimes(naive: int) -> None:
    ends = [at(10), at(12)]
    ends[naive] = ends[naive].replace(tzinfo=None)
    with pytest.raises(ValueError, match="has no time zone"):
        Period(*ends)


def test_to_utc_refuses_a_naive_datetime() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        to_utc(at(10).replace(tzinfo=None))


def test_periods_that_touch_do_not_overlap() -> None:
    assert not period(10, 12).overlaps(period(12, 14))
    assert not period(12, 14).overlaps(period(10, 12))


@pytest.mark.parametrize("other", [(9, 11), (11, 13), (10, 12), (9, 13), (10, 11)])
def test_periods_that_share_an_hour_overlap(other: tuple[int, int]) -> None:
    assert period(10, 12).overlaps(period(*other))
    assert period(*other).overlaps(period(10, 12))


def test_period_covers_itself_and_what_lies_in_it_only() -> None:
    whole = period(10, 14)
    assert [whole.covers(period(*other)) for other in [(10, 14), (11, 12), (9, 11), (13, 15)]] == [
        True,
        True,
        False,
        False,
    ]


def test_period_is_widened_on_both_sides() -> None:
    widened = period(10, 12).widened(timedelta(minutes=30), timedelta(minutes=15))
    assert widened == Period(at(9, 30), at(12, 15))


@pytest.mark.parametrize(
    ("other", "rest"),
    [
        ((8, 9), [(10, 14)]),
        ((14, 15), [(10, 14)]),
        ((9, 11), [(11, 14)]),
        ((13, 15), [(10, 13)]),
        ((11, 12), [(10, 11), (12, 14)]),
        ((10, 12), [(12, 14)]),
        ((10, 14), []),
        ((9, 15), []),
    ],
)
def test_period_minus_another_leaves_the_rest(
    other: tuple[int, int], rest: list[tuple[int, int]]
) -> None:
    assert period(10, 14).minus(period(*other)) == tuple(period(*piece) for piece in rest)


def test_period_comes_back_from_its_epoch_seconds() -> None:
    evening = period(18, 20)
    assert (evening.starts, evening.ends) == (1799776800, 1799784000)
    assert Period.from_epoch(evening.starts, evening.ends) == evening


def test_period_takes_begun_seconds_as_whole_ones() -> None:
    instant = timedelta(microseconds=1)
    brief = Period(at(10) + instant, at(10) + 2 * instant)
    assert Period.from_epoch(brief.starts, brief.ends) == Period(
        at(10), at(10) + timedelta(seconds=1)
    )


def test_period_before_1970_has_negative_seconds() -> None:
    assert Period.from_epoch(-7200, -3600).begin == datetime(1969, 12, 31, 22, tzinfo=UTC)
    assert Period.from_epoch(-7200, -3600).starts == -7200


def test_periods_sort_by_their_begin() -> None:
    assert sorted([period(12, 13), period(10, 14), period(10, 12)]) == [
        period(10, 12),
        period(10, 14),
        period(12, 13),
    ]
