"""Periods: from an instant until just before another one.

Python compares two datetimes of one zone by the wall clock, which is wrong in the
two nights when the clocks change. A period therefore keeps both ends in UTC, and
whoever compares periods is right in every night of the year.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_DAY = 24 * 60 * 60


def to_utc(instant: datetime) -> datetime:
    """The same instant in UTC; a datetime that names no instant is a ValueError."""
    if instant.tzinfo is UTC:
        return instant
    if instant.utcoffset() is None:
        raise ValueError(f"{instant.isoformat()} has no time zone")
    return instant.astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A half-open stretch of time: `begin` belongs to it, `end` does not.

    Aware datetimes of any zone are taken and kept in UTC. Naive ones, and an end
    that is not after its begin, are a ValueError. Periods sort by their begin.
    """

    begin: datetime
    end: datetime

    def __post_init__(self) -> None:
        begin, end = self.begin, self.end
        if begin.tzinfo is not UTC or end.tzinfo is not UTC:
            begin, end = to_utc(begin), to_utc(end)
            object.__setattr__(self, "begin", begin)
            object.__setattr__(self, "end", end)
        if end <= begin:
            raise ValueError(f"{end.isoformat()} is not after {begin.isoformat()}")

    @classmethod
    def from_epoch(cls, starts: int, ends: int) -> Self:
        """The period between two counts of seconds since 1970 in UTC."""
        return cls(_EPOCH + starts * _SECOND, _EPOCH + ends * _SECOND)

    @property
    def starts(self) -> int:
        """Whole seconds since 1970; a begun second counts as taken."""
        passed = self.begin - _EPOCH
        return passed.days * _DAY + passed.seconds

    @property
    def ends(self) -> int:
        """Whole seconds since 1970; a begun second counts as taken."""
        passed = self.end - _EPOCH
        return passed.days * _DAY + passed.seconds + bool(passed.microseconds)

    @property
    def duration(self) -> timedelta:
        """Elapsed time, not the difference of two wall clocks."""
        return self.end - self.begin

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share any instant; periods that only touch do not."""
        return self.begin < other.end and other.begin < self.end

    def covers(self, other: "Period") -> bool:
        """Whether every instant of the other lies in this one."""
        return self.begin <= other.begin and other.end <= self.end

    def widened(self, before: timedelta, after: timedelta) -> "Period":
        """This period, begun earlier by `before` and ended later by `after`."""
        return Period(self.begin - before, self.end + after)

    def minus(self, other: "Period") -> tuple["Period", ...]:
        """What the other leaves of this period: nothing, one piece or two, in order."""
        if not self.overlaps(other):
            return (self,)
        pieces = ((self.begin, other.begin), (other.end, self.end))
        return tuple(Period(begin, end) for begin, end in pieces if begin < end)
