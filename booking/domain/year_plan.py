"""The year of the standing series: which group has which room when, and where it has gaps.

A line is one weekday and time of a series in one room. Its weeks come as runs, so that a
table of a year has few cells. Weeks that a fortnightly series leaves out by its rhythm are no
gap; a week that holidays or a cancellation took is one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from booking.domain.bookings import BookingKind
from booking.domain.statuses import Status
from calendars.wallclock import ClockTime

WEEKS = 53
"""So many columns a year has: it may begin in the middle of a week."""
SHOWN = (Status.CONFIRMED, Status.HELD, Status.REQUESTED, Status.WAITING)
"""What a week is marked with, if it has several dates the first of these."""
_RANK = {status: rank for rank, status in enumerate(SHOWN)}


class SeriesDates(NamedTuple):
    """Dates of a series that are told alike, in as little as a year plan needs."""

    booking_id: int
    room: str
    begin_minutes: int
    end_minutes: int
    status: Status
    days: Sequence[date]


@dataclass(frozen=True, slots=True)
class Series:
    """What all dates of a series have in common."""

    reference: str
    association: str
    title: str
    kind: BookingKind


@dataclass(frozen=True, slots=True)
class Run:
    """Weeks one after the other of which the same is to be said."""

    status: Status | None
    """None where there is nothing."""
    weeks: int
    dates: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of the year plan."""

    series: Series
    room: str
    weekday: int
    begin: ClockTime
    end: ClockTime
    first: date
    last: date
    dates: int
    """How many take place, or may."""
    runs: tuple[Run, ...]
    gaps: tuple[tuple[date, date], ...]
    """From the first to the last missing date, by the days on which they would have been."""


def plan_year(
    dates: Iterable[SeriesDates], series: Mapping[int, Series], monday: date
) -> tuple[YearLine, ...]:
    """The lines of the year that begins on that Monday, by weekday and time."""
    found: dict[Slot, dict[int, Status]] = {}
    begin_of_year = monday.toordinal()
    for one in dates:
        for day in one.days:
            week, weekday = divmod(day.toordinal() - begin_of_year, 7)
            slot = Slot(weekday, one.begin_minutes, one.end_minutes, one.booking_id, one.room)
            standing = found.setdefault(slot, {})
            known = standing.get(week)
            if known is None or _RANK[one.status] < _RANK[known]:
                standing[week] = one.status
    return tuple(
        _line(series[slot.booking_id], slot, standing, monday)
        for slot, standing in sorted(found.items(), key=itemgetter(0))
        if slot.booking_id in series
    )


class Slot(NamedTuple):
    """What a line is about; lines stand in this order."""

    weekday: int
    begin_minutes: int
    end_minutes: int
    booking_id: int
    room: str


def _line(series: Series, slot: Slot, standing: Mapping[int, Status], monday: date) -> YearLine:
    weeks = sorted(standing)
    rhythm = _rhythm(weeks)

    def day_of(week: int) -> date:
        return monday + timedelta(days=7 * week + slot.weekday)

    return YearLine(
        series=series,
        room=slot.room,
        weekday=slot.weekday,
        begin=ClockTime(slot.begin_minutes),
        end=ClockTime(slot.end_minutes),
        first=day_of(weeks[0]),
        last=day_of(weeks[-1]),
        dates=len(weeks),
        runs=tuple(_runs(weeks, standing, rhythm)),
        gaps=tuple(
            (day_of(before + rhythm), day_of(after - rhythm))
            for before, after in pairwise(weeks)
            if after - before > rhythm
        ),
    )


def _rhythm(weeks: Sequence[int]) -> int:
    """How many weeks usually lie between two dates."""
    steps = Counter(after - before for before, after in pairwise(weeks))
    return min(steps, key=lambda step: (-steps[step], step), default=1)


def _runs(weeks: Sequence[int], standing: Mapping[int, Status], rhythm: int) -> list[Run]:
    """The weeks of a line from the first to the last of the year."""
    runs: list[Run] = []
    reached = 0
    for week in weeks:
        status = standing[week]
        step = week - reached
        continues = runs and runs[-1].status is status and 0 <= step < rhythm
        if continues:
            last = runs.pop()
            runs.append(Run(status, last.weeks + step + 1, last.dates + 1))
        else:
            if step:
                runs.append(Run(None, step, 0))
            runs.append(Run(status, 1, 1))
        reached = week + 1
    if reached < WEEKS:
        runs.append(Run(None, WEEKS - reached, 0))
    return runs
