"""A pace that nobody needs to exceed, for questions that cost work and store nothing.

Counted in memory, in each process for itself: the limit is generous and only keeps one
address from taking the house for itself, so it need be neither exact nor kept, and a
question must not become a write. What is worth more protection is counted in the books.
"""

import math
import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from booking.domain.people import Person, Standing
from booking.domain.refusals import TooManyAttempts

MOST_ORIGINS = 10_000
"""Remembered at once; the one that was quiet for longest is forgotten first."""


class Pace:
    """So much work in a stretch: at once if need be, then as old work is forgotten.

    Each question takes one share of the stretch, and what it turns out to cost besides is
    charged afterwards. An origin may be ahead of the clock by one stretch; that moment is
    all that is kept (the "leaky bucket").
    """

    def __init__(self, most: int, stretch: timedelta) -> None:
        self._share = stretch.total_seconds() / most
        self._stretch = stretch.total_seconds()
        self._ahead: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, person: Person, origin: str, now: datetime) -> None:
        """Counts one question of a visitor; raises `TooManyAttempts` if it comes too soon.
        Whoever is known, by a token or an account, is free."""
        if person.standing is not Standing.VISITOR:
            return
        second = now.timestamp()
        with self._lock:
            taken_until = max(second, self._ahead.get(origin, second)) + self._share
            too_soon = taken_until - second - self._stretch
            if too_soon > self._share / 1000:  # sums of shares are not exact
                raise TooManyAttempts(retry_after=math.ceil(too_soon))
            self._remember(origin, taken_until)

    def charge(self, person: Person, origin: str, now: datetime, shares: int) -> None:
        """Counts what a visitor's question cost; it was answered, so nothing is refused."""
        if person.standing is not Standing.VISITOR:
            return
        second = now.timestamp()
        with self._lock:
            taken_until = max(second, self._ahead.get(origin, second))
            self._remember(origin, taken_until + self._share * shares)

    def _remember(self, origin: str, taken_until: float) -> None:
        self._ahead[origin] = taken_until
        self._ahead.move_to_end(origin)
        if len(self._ahead) > MOST_ORIGINS:
            self._ahead.popitem(last=False)
