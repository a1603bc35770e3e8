"""The wall clock of the house: what people say, turned into instants and back.

18:00 stays 18:00 on both sides of a change of the clocks. A time that the clock
skips in spring is refused; one that it shows twice in autumn is the first of the
two. Dates and clock times stay outside, everything inside is UTC.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from calendars.period import Period, to_utc

_ONE_DAY = timedelta(days=1)
_CLOCK_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)")


@dataclass(frozen=True, slots=True, order=True)
class ClockTime:
    """A time of day in minutes since midnight; 1440 is 24:00, the end of the day.

    Fewer than 0 or more than 1440 minutes are a ValueError.
    """

    minutes: int

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= 24 * 60:
            raise ValueError(f"a day has no minute {self.minutes}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `HH:MM` from 00:00 to 24:00; anything else is a ValueError."""
        match = _CLOCK_TIME.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a time such as 18:00")
        hour, minute = (int(digits) for digits in match.groups() if digits is not None)
        return cls(hour * 60 + minute)

    def __str__(self) -> str:
        hour, minute = divmod(self.minutes, 60)
        return f"{hour:02}:{minute:02}"

    @property
    def since_midnight(self) -> timedelta:
        """How long the day has lasted by then, if the clocks do not change on it."""
        return _SINCE_MIDNIGHT[self.minutes]


_SINCE_MIDNIGHT = tuple(timedelta(minutes=minutes) for minutes in range(24 * 60 + 1))
MIDNIGHT = ClockTime(0)
END_OF_DAY = ClockTime(24 * 60)


class ImpossibleTime(ValueError):
    """A wall time that never comes: skipped in spring, or beyond the years 2 to 9998."""

    def __init__(self, day: date, clock: ClockTime) -> None:
        super().__init__(f"{day.isoformat()} has no {clock}")
        self.day = day
        self.clock = clock


@dataclass(frozen=True, slots=True)
class WallClock:
    """The clock on the wall of a house in one time zone.

    Every method that turns dates into instants raises ImpossibleTime for dates
    outside the years 2 to 9998, where UTC might have no such date.
    """

    zone: ZoneInfo

    def instant(self, day: date, clock: ClockTime) -> datetime:
        """The instant, in UTC, at which the clock shows this on this day.

        24:00 is the next midnight. A time shown twice is the first of the two; one
        that is never shown is an ImpossibleTime.
        """
        midnight = _plain_midnight(self.zone, day)
        if midnight is not None:
            return midnight + clock.since_midnight
        if not 1 < day.year < 9999:
            raise ImpossibleTime(day, clock)
        first = _shown(day, clock, self.zone).utcoffset()
        second = _shown(day, clock, self.zone, fold=1).utcoffset()
        if first is None or second is None or first < second:  # a gap, by PEP 495
            raise ImpossibleTime(day, clock)
        return _shown(day, clock, UTC) - first

    def period(self, day: date, begin: ClockTime, end: ClockTime) -> Period:
        """From one time to a later one of the same day; otherwise a ValueError."""
        if end.minutes <= begin.minutes:
            raise ValueError(f"{end} is not after {begin}")
        midnight = _plain_midnight(self.zone, day)
        if midnight is not None:
            return Period(midnight + begin.since_midnight, midnight + end.since_midnight)
        return Period(self.instant(day, begin), self.instant(day, end))

    def day(self, day: date) -> Period:
        """The whole day: 23, 24 or 25 hours."""
        return Period(self._first_instant(day, MIDNIGHT), self._first_instant(day, END_OF_DAY))

    def days(self, first: date, last_exclusive: date) -> Period:
        """From the first day until the midnight at which the last one begins."""
        return Period(
            self._first_instant(first, MIDNIGHT), self._first_instant(last_exclusive, MIDNIGHT)
        )

    def local(self, instant: datetime) -> datetime:
        """The (aware) instant as the clock shows it; a naive one is a ValueError."""
        return to_utc(instant).astimezone(self.zone)

    def date_of(self, instant: datetime) -> date:
        """The date in the house at this instant."""
        return self.local(instant).date()

    def clock_of(self, instant: datetime) -> ClockTime:
        """The begun minute that the clock shows at this instant; never 24:00."""
        shown = self.local(instant)
        return ClockTime(shown.hour * 60 + shown.minute)

    def _first_instant(self, day: date, clock: ClockTime) -> datetime:
        """When the clock first shows this, or first shows more where it is skipped.

        So a day also begins in zones that skip its midnight.
        """
        if not 1 < day.year < 9999:
            raise ImpossibleTime(day, clock)
        return to_utc(_shown(day, clock, self.zone))


@lru_cache(maxsize=2048)
def _plain_midnight(zone: ZoneInfo, day: date) -> datetime | None:
    """When a plain day of 24 hours begins, whose times can be counted from there; None for a
    day on which the clocks change, and for the years that are out of reach.

    Nearly all days are plain, and a series asks for few others: an offset is looked up once
    a day, not for each begin and end. No zone changes its clocks there and back on one day.
    """
    if not 1 < day.year < 9999:
        return None
    midnight, next_midnight = _shown(day, MIDNIGHT, zone), _shown(day, END_OF_DAY, zone)
    offsets = {
        one.replace(fold=fold).utcoffset() for one in (midnight, next_midnight) for fold in (0, 1)
    }
    return to_utc(midnight) if len(offsets) == 1 else None


def _shown(day: date, clock: ClockTime, zone: tzinfo, fold: int = 0) -> datetime:
    """The moment when a clock in this zone shows this on this day, for the first or the
    second time; where it never does, one beside the gap."""
    hour, minute = divmod(clock.minutes, 60)
    if hour == 24:
        day, hour = day + _ONE_DAY, 0
    return datetime.combine(day, time(hour, minute, tzinfo=zone, fold=fold))
