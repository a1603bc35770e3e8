"""The house by brute force: lists, and all pairs compared.

It knows neither SQL nor the rules of the program: `places` works out the times, and what
each deed must come to is said here (asking), in `model_decisions` and in `model_moves`.
A deed that must be refused raises `Refused` and has changed nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tests.proofs.places import ROOMS, SMALL_MINUTES, Place, Span, place_in, today

HOLDING = ("held", "confirmed")
ASKING = ("requested", "waiting")
OPEN = ("requested", "waiting", "held")
STEPS = {
    "requested": ("held", "confirmed", "declined", "waiting", "withdrawn"),
    "held": ("confirmed", "declined", "withdrawn", "requested"),
    "waiting": ("held", "confirmed", "declined", "withdrawn"),
    "confirmed": ("cancelled",),
    "declined": ("confirmed", "held"),
    "withdrawn": (),
    "cancelled": ("confirmed",),
}
UNDO_WITHIN = timedelta(minutes=10)


class Refused(Exception):
    """The deed must be refused with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Piece(NamedTuple):
    """A space that somebody has for a time."""

    holder: int
    space: str
    span: Span


@dataclass(frozen=True)
class Offer:
    """An open proposal for a date."""

    side: str
    place: Place
    until: date
    pieces: tuple[tuple[str, Span], ...]
    """What is kept free for it."""


@dataclass
class Date:
    """One date in one room."""

    number: int
    booking: int
    position: int
    place: Place
    status: str
    hold_until: date | None = None
    offer: Offer | None = None

    @property
    def use(self) -> Span:
        """A stored date has a time."""
        if self.place.use is None:
            raise ValueError(f"{self} has no time")
        return self.place.use

    @property
    def movable(self) -> bool:
        """Whether it still stands."""
        return self.status in (*HOLDING, *ASKING)


class Step(NamedTuple):
    """What becomes of a date."""

    date: Date
    status: str
    hold_until: date | None = None
    place: Place | None = None

    @property
    def changes(self) -> bool:
        """Whether anything does."""
        before = (self.date.status, self.date.hold_until)
        return self.place is not None or before != (self.status, self.hold_until)


@dataclass(frozen=True)
class Deed:
    """The last deed on a booking: how its dates stood before."""

    at: datetime
    before: dict[int, tuple[str, date | None]]
    offers: dict[int, Offer]
    """What was proposed for them, which ended with it."""
    is_final: bool
    """Whether it cannot be taken back: a move, a way back, or a deed of the association."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for."""

    rooms: tuple[str, ...]
    days: tuple[date, ...]
    begin: int
    end: int
    setup: int
    on_conflict: str

    @property
    def places(self) -> list[list[Place]]:
        """The rooms of each date."""
        return [
            [place_in(room, day, self.begin, self.end, self.setup) for room in self.rooms]
            for day in self.days
        ]


@dataclass
class House:
    """All dates there are, at one moment."""

    now: datetime
    dates: dict[int, Date] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    deeds: dict[int, Deed] = field(default_factory=dict)

    def wait_until(self, now: datetime) -> None:
        """Time passes: holds and proposals end with their day."""
        self.now = now
        for one in self.dates.values():
            if one.hold_until is not None and one.hold_until < today(now):
                one.status, one.hold_until = "requested", None
            if one.offer is not None and one.offer.until < today(now):
                one.offer = None

    def dates_of(self, booking: int) -> list[Date]:
        """The dates of a booking, in order."""
        own = (one for one in self.dates.values() if one.booking == booking)
        return sorted(own, key=lambda one: (one.use.begin, one.number))

    def fresh(self) -> list[Date]:
        """The dates that were changed by the last deed on their booking, which can still be
        taken back."""
        lately = self.now - UNDO_WITHIN
        changed = [
            deed.before for deed in self.deeds.values() if deed.at >= lately and not deed.is_final
        ]
        return [self.dates[number] for before in changed for number in before]

    def ahead(self) -> list[Date]:
        """The dates to come that still stand."""
        return [one for one in self.dates.values() if one.movable and one.use.begin > self.now]

    def pieces(self) -> Iterator[Piece]:
        """Everything that is not to be had by others."""
        for one in self.dates.values():
            if one.status in HOLDING and one.place.taken:
                for space in one.place.spaces:
                    yield Piece(one.number, space, one.place.taken)
            if one.offer is not None:
                for space, span in one.offer.pieces:
                    yield Piece(one.number, space, span)

    def holders(self, place: Place, leaving: Collection[int] = ()) -> set[int]:
        """Who is in the way of a place, once some dates have left theirs."""
        wanted = place.taken
        return {
            piece.holder
            for piece in self.pieces()
            if wanted and piece.space in place.spaces and piece.span.meets(wanted)
        } - set(leaving)

    def obstacles(self, place: Place, leaving: Collection[int] = ()) -> set[str]:
        """Why a place cannot be had."""
        if place.use is None:
            return {"no_such_time"}
        found = {"past"} if place.use.begin < self.now else set()
        return found | ({"taken"} if self.holders(place, leaving) else set())

    def is_asked_for(self, place: Place) -> bool:
        """Whether others ask or wait for it, too."""
        return any(one.status in ASKING and one.place.meets(place) for one in self.dates.values())

    def turn(self, steps: Iterable[Step], *, is_final: bool = False) -> None:
        """Makes the steps: open proposals for these dates end, versions rise by one."""
        changing = [step for step in steps if step.changes]
        for booking in {step.date.booking for step in changing}:
            own = [step for step in changing if step.date.booking == booking]
            self.versions[booking] += 1
            self.deeds[booking] = Deed(
                self.now,
                {step.date.number: (step.date.status, step.date.hold_until) for step in own},
                {step.date.number: step.date.offer for step in own if step.date.offer},
                is_final or any(step.place for step in own),
            )
        for step in changing:
            step.date.status, step.date.hold_until = step.status, step.hold_until
            step.date.place = step.place or step.date.place
            step.date.offer = None

    def ask(self, wish: Wish, *, known: bool) -> list[tuple[int, Place, str]]:
        """What is stored of a wish: position, place and status of each room of each date."""
        words = self.words(wish)
        chosen = [
            (position, place, status)
            for position, places in enumerate(wish.places)
            if (status := self.first_status(wish, places, known=known))
            for place in places
        ]
        all_had = set(words) <= {"free", "asked_for"}
        if not chosen or (wish.on_conflict == "fail" and not all_had):
            raise Refused("dates_not_free")
        return chosen

    def words(self, wish: Wish) -> list[str]:
        """What somebody is told about each date; a wish must not be in its own way."""
        flat = [place for places in wish.places for place in places]
        if any(one.meets(other) for one, other in pairs(flat)):
            raise Refused("bad_input")
        return [self.word(places) for places in wish.places]

    def word(self, places: Sequence[Place]) -> str:
        """What somebody who asks for these rooms together is told."""
        found = set().union(*(self.obstacles(place) for place in places))
        if found:
            return "taken" if "taken" in found else "refused"
        return "asked_for" if any(map(self.is_asked_for, places)) else "free"

    def first_status(self, wish: Wish, places: Sequence[Place], *, known: bool) -> str | None:
        """What a date of a wish begins as; None if it is left out."""
        word = self.word(places)
        small = wish.end - wish.begin <= SMALL_MINUTES
        if known and word == "free" and small and all(ROOMS[one.room].at_once for one in places):
            return "confirmed"
        if word in ("free", "asked_for"):
            return "requested"
        found = set().union(*(self.obstacles(place) for place in places))
        return "waiting" if wish.on_conflict == "wait" and found == {"taken"} else None


def pairs(items: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Each with each other one."""
    return ((one, other) for index, one in enumerate(items) for other in items[index + 1 :])


def crowded(wanted: Sequence[tuple[Date, Place]]) -> set[int]:
    """The positions that cannot be had because an earlier one wants the same place."""
    found, taken = set(), []
    with_time = [(one, place, span) for one, place in wanted if (span := place.taken)]
    for one, place, _ in sorted(with_time, key=lambda each: each[2]):
        if any(place.meets(other) for other in taken):
            found.add(one.position)
        else:
            taken.append(place)
    return found | {one.position for one, place in wanted if place.taken is None}
