"""Where and when, worked out from the wall clock without any code of the program.

The rooms say once more, by hand, what `small_house.yaml` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
A_DAY = 24 * 60


class Lent(NamedTuple):
    """A room: what it is made of, the minutes before and after, and whether small wishes
    of known associations are confirmed at once."""

    spaces: frozenset[str]
    setup: int
    teardown: int
    at_once: bool = False


ROOMS: Mapping[str, Lent] = {
    "hall": Lent(frozenset({"west", "east"}), 30, 30),
    "west-half": Lent(frozenset({"west"}), 15, 0),
    "east-half": Lent(frozenset({"east"}), 0, 0, at_once=True),
    "kitchen": Lent(frozenset({"kitchen"}), 0, 15),
}
SMALL_MINUTES = 240


class Span(NamedTuple):
    """From one instant to another, in UTC; the end does not belong to it."""

    begin: datetime
    end: datetime

    def meets(self, other: "Span") -> bool:
        """Whether both share an instant."""
        return max(self.begin, other.begin) < min(self.end, other.end)

    def without(self, other: "Span") -> list["Span"]:
        """What the other leaves of it."""
        parts = [
            Span(self.begin, min(self.end, other.begin)),
            Span(max(self.begin, other.end), self.end),
        ]
        return [part for part in parts if part.begin < part.end]


@dataclass(frozen=True)
class Place:
    """A room on a day, with minutes of the wall clock."""

    room: str
    day: date
    begin: int
    end: int
    setup: int
    teardown: int

    @property
    def spaces(self) -> frozenset[str]:
        """What it takes of the house."""
        return ROOMS[self.room].spaces

    @property
    def use(self) -> Span | None:
        """When people are there; None if the clocks leave that time out."""
        begin, end = instant(self.day, self.begin), instant(self.day, self.end)
        return Span(begin, end) if begin and end and begin < end else None

    @property
    def taken(self) -> Span | None:
        """The same with setup and teardown, which the clocks do not stretch."""
        if self.use is None:
            return None
        before, after = timedelta(minutes=self.setup), timedelta(minutes=self.teardown)
        return Span(self.use.begin - before, self.use.end + after)

    def meets(self, other: "Place") -> bool:
        """Whether both cannot be had."""
        mine, theirs = self.taken, other.taken
        if mine is None or theirs is None or self.spaces.isdisjoint(other.spaces):
            return False
        return mine.meets(theirs)


def place_in(
    room: str, day: date, begin: int, end: int, setup: int = 0, teardown: int = 0
) -> Place:
    """A place with at least the setup and teardown of its room."""
    lent = ROOMS[room]
    return Place(room, day, begin, end, max(lent.setup, setup), max(lent.teardown, teardown))


def elsewhere(place: Place, room: str, days: int, begin: int, end: int) -> Place:
    """The place, shifted by days and minutes, in another room or the same; what the group
    wanted beyond the usual goes with it."""
    old, new = ROOMS[place.room], ROOMS[room]
    return Place(
        room,
        place.day + timedelta(days=days),
        place.begin + begin,
        place.end + end,
        new.setup if place.setup <= old.setup else max(new.setup, place.setup),
        new.teardown if place.teardown <= old.teardown else max(new.teardown, place.teardown),
    )


@cache
def instant(day: date, minutes: int) -> datetime | None:
    """When the clock shows this for the first time; None if it never does."""
    shown = datetime.combine(day, time()) + timedelta(minutes=minutes)
    found = shown.replace(tzinfo=ZONE).astimezone(UTC)
    return found if found.astimezone(ZONE).replace(tzinfo=None) == shown else None


def today(now: datetime) -> date:
    """The date in the house."""
    return now.astimezone(ZONE).date()
