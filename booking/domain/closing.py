"""Closing the house, or some of its rooms: which dates that hits, and what becomes of each.

Nothing that was promised falls by itself: whoever closes says of every date that is hit
what shall become of it, and may say that later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from booking.domain.closures import Closure
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.names import Names
from booking.domain.refusals import BadInput, Refusal

LONGEST_CLOSURE = timedelta(days=400)


class Fate(StrEnum):
    """What becomes of a date that a closure hits."""

    CANCEL = "cancel"
    """It falls; what is only asked for is not possible. The association is told why."""
    KEEP = "keep"
    """It takes place all the same."""
    LATER = "later"
    """Nothing for now; it stays on the list of the closure."""


@dataclass(frozen=True, slots=True)
class Closing:
    """A closure that somebody wants to make."""

    first: date
    last: date
    reason: Mapping[str, str]
    """By language, German at least; whoever asks for such a day reads it."""
    rooms: tuple[str, ...] = ()
    """Slugs; none for the whole house."""

    def __post_init__(self) -> None:
        if not self.reason.get("de"):
            raise BadInput("/reason", "missing")
        if self.last < self.first:
            raise BadInput("/last", "last_before_first")
        if self.last - self.first > LONGEST_CLOSURE:
            raise BadInput("/last", "range_too_long", days=LONGEST_CLOSURE.days)

    def as_closure(self) -> Closure:
        """What would count from then on."""
        rooms = {"rooms": self.rooms} if self.rooms else {}
        reason = Names.model_validate(dict(self.reason))
        return Closure(slug="new", first=self.first, last=self.last, reason=reason, **rooms)


class HitsUnanswered(Refusal):
    """A closure hits dates of which nobody has said what shall become. Facts: `hits`."""

    code = "hits_unanswered"


def spaces_of(closure: Closure, house: House) -> frozenset[str]:
    """The parts of the house that are closed."""
    if closure.concerns_house:
        return frozenset(house.spaces)
    return frozenset().union(*(house.get_room(slug).spaces for slug in closure.rooms))


def find_hits(
    closure: Closure, house: House, entries: Iterable[Entry], now: datetime
) -> tuple[Entry, ...]:
    """The dates among these that the closure hits: those that are not over, on one of its
    days, in a part of the house that is closed. A date is hit in all its rooms: who has lost
    the hall does not come for the kitchen alone."""
    spaces = spaces_of(closure, house)
    ahead = [one for one in entries if one.occurrence.period.end > now]
    hit = {
        date_of(one)
        for one in ahead
        if closure.covers(one.occurrence.day) and not one.occurrence.spaces.isdisjoint(spaces)
    }
    return tuple(one for one in ahead if date_of(one) in hit)


def date_of(entry: Entry) -> tuple[str, int]:
    """What the rooms of one date have in common."""
    return entry.reference, entry.occurrence.position


def by_date(hits: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """The rooms of each date together, the dates in the order of their days and times."""
    dates: dict[tuple[str, int], list[Entry]] = {}
    for one in sorted(hits, key=lambda hit: (hit.occurrence.period.begin, hit.occurrence.id)):
        dates.setdefault(date_of(one), []).append(one)
    return tuple(tuple(rooms) for rooms in dates.values())


def for_all_rooms(hits: Iterable[Entry], fates: Mapping[int, Fate]) -> Mapping[int, Fate]:
    """What was said of one room of a date, said of all of them. Raises `BadInput` where two
    things were said."""
    spread: dict[int, Fate] = {}
    for rooms in by_date(hits):
        ids = [one.occurrence.id for one in rooms]
        said = {fates[number] for number in ids if number in fates}
        if len(said) > 1:
            raise BadInput("/rest", "date_decided_twice")
        spread |= {number: fate for fate in said for number in ids}
    return spread
