"""The best weekly time for a wish: every room, weekday and start, ranked by free dates.

To ask all rules about each of some sixty thousand dates would take seconds. So each rule
is asked only where it can differ: those about the room once a room, those about the day
once a day, and starts are drawn from the opening hours, on the grid. What is left for a
date is one look at what is held. That this comes to the same as `find_findings` for every
single date is proven in its tests.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from booking.domain.candidates import Candidate, plan_candidate
from booking.domain.held_spans import NOTHING_HELD, HeldSpans
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.rules import Asking, Case, is_stopped
from booking.domain.rules.room import ROOM_RULES
from booking.domain.rules.time import DAY_RULES
from booking.domain.starts import find_starts
from booking.domain.weekly_wishes import WeeklyWish
from calendars.wallclock import ClockTime

ONE_DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class WeeklySlot:
    """One room at one time of the week, and how much of the term it can be had."""

    room: Room
    weekday: int
    """0 for Monday."""
    begin: ClockTime
    end: ClockTime
    free: int
    total: int
    """All dates on that weekday that the wish does not leave out itself."""


@dataclass(frozen=True, slots=True)
class _OpenDay:
    """A day on which the house lends rooms."""

    day: date
    midnight: int | None
    """The second since 1970 at which it begins; None where the clocks change on that day,
    so that its hours cannot be counted from there."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search, with all that the rules want to know."""

    wish: WeeklyWish
    house: House
    asker: Person
    now: datetime

    def slots(self, held: Mapping[str, HeldSpans]) -> Iterator[WeeklySlot]:
        """Every slot with a free date, room by room; `held` goes by the rooms' slugs."""
        today = self.house.wall_clock.date_of(self.now)
        rooms = [room for room in self.house.rooms if self._suits(room)]
        dates = {
            weekday: self.wish.dates_on(weekday, after=today)
            for weekday in sorted(self.wish.weekdays)
        }
        open_days = {weekday: self._open_days(days) for weekday, days in dates.items()}
        for room in rooms:
            spans = held.get(room.slug, NOTHING_HELD)
            for weekday, days in open_days.items():
                for begin, free in self._starts(room, weekday, days, spans):
                    end = ClockTime(begin.minutes + self.wish.minutes)
                    yield WeeklySlot(room, weekday, begin, end, free, len(dates[weekday]))

    def _suits(self, room: Room) -> bool:
        return self.wish.names(room) and not is_stopped(
            self._case(room, self.wish.first), ROOM_RULES
        )

    def _open_days(self, days: Sequence[date]) -> list[_OpenDay]:
        """The days that no rule stops whatever the room."""
        any_room, clock = self.house.rooms[0], self.house.wall_clock
        found = []
        for day in days:
            if not is_stopped(self._case(any_room, day), DAY_RULES):
                whole = clock.day(day)
                found.append(_OpenDay(day, whole.starts if whole.duration == ONE_DAY else None))
        return found

    def _starts(
        self, room: Room, weekday: int, open_days: Sequence[_OpenDay], held: HeldSpans
    ) -> Iterator[tuple[ClockTime, int]]:
        """The starts on one weekday with at least one free date, and how many those are."""
        days = [one for one in open_days if self.house.find_closure(one.day, room) is None]
        plain = [one.midnight for one in days if one.midnight is not None]
        odd = [one.day for one in days if one.midnight is None]
        setup, teardown = room.setup_minutes * 60, room.teardown_minutes * 60
        wish = self.wish
        for begin in find_starts(
            self.house, room, weekday, wish.minutes, wish.earliest, wish.latest
        ):
            starts, ends = begin.minutes * 60, (begin.minutes + wish.minutes) * 60
            free = held.count_free(plain, starts - setup, ends + teardown)
            free += sum(self._is_free(room, day, begin, held) for day in odd)
            if free:
                yield begin, free

    def _is_free(self, room: Room, day: date, begin: ClockTime, held: HeldSpans) -> bool:
        occupied = self._candidate(room, day, begin).occupied
        return occupied is not None and held.leave_free(occupied)

    def _candidate(self, room: Room, day: date, begin: ClockTime) -> Candidate:
        end = ClockTime(begin.minutes + self.wish.minutes)
        return plan_candidate(self.house, room, day, begin, end)

    def _case(self, room: Room, day: date) -> Case:
        """A case for rules that do not mind the time of day."""
        asking = Asking(
            house=self.house,
            now=self.now,
            asked_at=self.now,
            asker=self.asker,
            persons=self.wish.persons,
            seating=self.wish.seating,
            activity=self.wish.activity,
        )
        return Case(self._candidate(room, day, self.wish.earliest), asking)


def find_slots(
    wish: WeeklyWish, house: House, asker: Person, held: Mapping[str, HeldSpans], now: datetime
) -> tuple[WeeklySlot, ...]:
    """Every slot with a free date, the best first; `held` goes by the rooms' slugs.

    Only days after today count. Raises `BadInput` for a duration that the house never lends.
    """
    wish.require_lendable(house)
    return ranked(Search(wish, house, asker, now).slots(held))


def ranked(slots: Iterable[WeeklySlot]) -> tuple[WeeklySlot, ...]:
    """The most free dates first, then the fewest missing ones. Among equals every room and
    weekday comes once before any comes again: a quarter of an hour later is no other choice."""
    times_seen: Counter[tuple[str, int, int]] = Counter()
    keyed = []
    for slot in slots:
        place = (slot.room.slug, slot.weekday, slot.free)
        keyed.append(((-slot.free, slot.total, times_seen[place]), slot))
        times_seen[place] += 1
    return tuple(slot for _, slot in sorted(keyed, key=itemgetter(0)))


def nearest(slots: Iterable[WeeklySlot], weekday: int, begin: ClockTime) -> tuple[WeeklySlot, ...]:
    """The fewest missing dates first; among equals the nearest to a weekday and a time, then
    the smallest room. Who rehearses on Thursdays would rather begin an hour later than come on
    Sundays, though Sundays have fewer holidays and so more dates."""

    def distance(slot: WeeklySlot) -> tuple[int, int, int, int]:
        days = (slot.weekday - weekday) % DAYS_OF_A_WEEK
        return (
            slot.total - slot.free,
            min(days, DAYS_OF_A_WEEK - days),
            abs(slot.begin.minutes - begin.minutes),
            slot.room.largest_capacity,
        )

    return tuple(sorted(slots, key=distance))
