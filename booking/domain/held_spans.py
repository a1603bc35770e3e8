"""What is held of one room in some stretch of time, made to be asked thousands of times.

Spans that overlap or touch (those of the two halves of a hall) are kept as one. So the
latest span that begins before a wanted end decides alone whether the time is free, and
it is found in a sorted list at once.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from calendars.period import Period

Span = tuple[int, int]
"""Begin and end in seconds since 1970; the end does not belong to it."""


@dataclass(frozen=True, slots=True)
class HeldSpans:
    """The times at which a room cannot be had, setup and teardown of the holders included."""

    begins: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Self:
        """All of these, in whatever order; each must end after its begin."""
        begins: list[int] = []
        ends: list[int] = []
        latest = None
        for begin, end in sorted(spans):
            if latest is None or begin > latest:
                begins.append(begin)
                ends.append(end)
                latest = end
            elif end > latest:
                ends[-1] = latest = end
        return cls(begins, ends)

    def leave_free(self, period: Period) -> bool:
        """Whether nothing is held at any time of this period."""
        return self.count_free((0,), period.starts, period.ends) == 1

    def count_free(self, origins: Iterable[int], starts: int, ends: int) -> int:
        """How many of these spans are free: from `starts` to `ends` seconds after each origin."""
        begins_of, ends_of = self.begins, self.ends
        free = 0
        for origin in origins:
            before = bisect_left(begins_of, origin + ends)
            if not before or ends_of[before - 1] <= origin + starts:
                free += 1
        return free


NOTHING_HELD = HeldSpans((), ())
