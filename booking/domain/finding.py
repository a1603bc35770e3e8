"""The best weekly time for a wish: every room, weekday and start, ranked by free dates.

To ask all rules about each of some sixty thousand dates would take seconds. So each rule
is asked only where it can differ: those about the room once a room, those about the day
once a day, and starts are drawn from the opening hours, on the grid. What is left for a
date is one look at what is held. That this comes to the same as `find_findings` for every
single date is proven in its tests.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.candidates import Candidate, find_period
from booking.domain.held_spans import NOTHING_HELD, HeldSpans
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.rules import Case, is_stopped
from booking.domain.rules.case import UNCLAIMED
from booking.domain.rules.room import ROOM_RULES
from booking.domain.rules.time import DAY_RULES
from booking.domain.weekly_wishes import WeeklyWish
from calendars.wallclock import MIDNIGHT, ClockTime

ONE_DAY = timedelta(days=1)


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
class Days:
    """Some days of one weekday, as the clock shows them."""

    plain: tuple[int, ...]
    """Where an hour is an hour all day: the second since 1970 at which the day begins."""
    odd: tuple[date, ...]
    """Where the clocks change."""


def find_slots(
    wish: WeeklyWish, house: House, asker: Person, held: Mapping[str, HeldSpans], now: datetime
) -> tuple[WeeklySlot, ...]:
    """Every slot with a free date, the best first; `held` goes by the rooms' slugs.

    Days until today no longer count. Of slots that are equally good, other rooms and
    weekdays come before a second start on the same day.
    """
    today = house.wall_clock.date_of(now)
    dates = {weekday: wish.dates_on(weekday, after=today) for weekday in sorted(wish.weekdays)}
    rooms = [room for room in house.rooms if wish.names(room) and suits(wish, house, room, asker)]
    open_ = {
        weekday: [day for day in days if not _is_closed_to(asker, house, day, now)]
        for weekday, days in dates.items()
    }
    slots = [
        slot
        for room in rooms
        for weekday, days in dates.items()
        for slot in _slots_of(
            wish, house, room, weekday, open_[weekday], held.get(room.slug, NOTHING_HELD)
        )
    ]
    return ranked(slots)
