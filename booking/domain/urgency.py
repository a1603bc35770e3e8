"""What comes first in the inbox: by when the house has promised to answer, and whose turn
it is.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from booking.domain.answers import answer_before, promised_day
from booking.domain.house import House


class Waiting(NamedTuple):
    """A booking in as little as says how urgent it is."""

    booking_id: int
    received_at: datetime
    first_open: date | None
    """None if nothing of it is to be decided."""
    asks: bool
    """Whether one of its dates is requested; others are held, or wait for a room."""


@dataclass(frozen=True, slots=True)
class Queue:
    """All that waits, the earliest promise first; those of one day in the order they came."""

    pressing: Sequence[Waiting]
    """What is the turn of the house."""
    resting: Sequence[Waiting]
    """What was asked back, is held, or waits for a room."""
    promises: Mapping[int, date]
    """By when each of them is answered, by its id."""

    def after(self, booking_id: int, promise: date) -> int | None:
        """The next one that presses: after this booking or, if it no longer does, after those
        with an earlier promise; then from the beginning again. None if there is no other."""
        ids = [one.booking_id for one in self.pressing]
        others = [number for number in ids if number != booking_id]
        if not others:
            return None
        earlier = sum(1 for number in others if self.promises[number] < promise)
        place = ids.index(booking_id) if booking_id in ids else earlier
        return (others[place:] or others)[0]

    @property
    def total(self) -> int:
        """How many bookings wait."""
        return len(self.pressing) + len(self.resting)

    def pages(self, size: int) -> int:
        """How many pages there are, if so many of each stand on one."""
        return max(1, -(-max(len(self.pressing), len(self.resting)) // size))

    def page(self, number: int, size: int) -> Sequence[int]:
        """The ids of one page; pages count from 1."""
        first, last = (number - 1) * size, number * size
        return [
            one.booking_id for part in (self.pressing, self.resting) for one in part[first:last]
        ]


def in_order(
    house: House,
    waiting: Iterable[Waiting],
    news: Mapping[int, datetime],
    resting: Collection[int],
) -> Queue:
    """The queue. `news` says since when something else than a date wants a word; `resting` are
    those that wait for their association."""
    promised: Callable[[date], date] = cache(lambda day: promised_day(house, day))

    clock = house.wall_clock

    def promise(one: Waiting) -> date:
        since = one.received_at if one.first_open else news.get(one.booking_id, one.received_at)
        received = clock.date_of(since)
        return answer_before(house, received, promised(received), one.first_open)

    def rests(one: Waiting) -> bool:
        return one.booking_id in resting or not (one.asks or one.booking_id in news)

    known = tuple(waiting)
    promises = {one.booking_id: promise(one) for one in known}
    ordered = sorted(known, key=lambda one: promises[one.booking_id])
    return Queue(
        pressing=[one for one in ordered if not rests(one)],
        resting=[one for one in ordered if rests(one)],
        promises=promises,
    )
