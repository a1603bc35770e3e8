"""What follows for others if the dates of a booking are confirmed, and who gains if they
are given up.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from booking.domain.desk_dates import DeskDate
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.rooms import Room
from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Losing:
    """A request that could no longer have some of its dates."""

    reference: str
    association: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows; empty where nothing does."""

    losing: tuple[Losing, ...] = ()
    lost: Mapping[str, int] | None = None
    """Larger rooms that could no longer be had as a whole, each with how often."""

    def __bool__(self) -> bool:
        return bool(self.losing or self.lost)


@dataclass(frozen=True, slots=True)
class Waiter:
    """A date that waits for a place that has become free."""

    entry: Entry
    version: int
    """Of its booking, as it was looked at."""


def find_losing(dates: Iterable[DeskDate], rivals: Mapping[int, Entry]) -> tuple[Losing, ...]:
    """The requests that collide with dates that could be confirmed, by group."""
    days: dict[tuple[str, str], dict[date, None]] = {}
    for one in confirmable(dates):
        for number in sorted(one.rivals):
            entry = rivals.get(number)
            if entry and entry.occurrence.status is Status.REQUESTED:
                known = days.setdefault((entry.reference, entry.association), {})
                known[entry.occurrence.day] = None
    return tuple(Losing(*group, tuple(found)) for group, found in days.items())


def confirmable(dates: Iterable[DeskDate]) -> Iterator[DeskDate]:
    """The dates that could be confirmed as they are."""
    for one in dates:
        if one.is_open and one.verdict in (Verdict.FREE, Verdict.ASKED_FOR):
            yield one


def larger_rooms(house: House, spaces: frozenset[str]) -> tuple[Room, ...]:
    """The rooms that are had only as a whole, and of which these spaces are a part."""
    return tuple(room for room in house.public_rooms if spaces < room.spaces)
