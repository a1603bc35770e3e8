"""Finding the best weekly time is as good as asking every rule about every single date."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from booking.domain.candidates import is_holiday, plan_candidate
from booking.domain.enquiries import Skip
from booking.domain.house import HolidayEffect, House
from booking.domain.opening_hours import OpeningHours
from booking.domain.people import VISITOR, Person
from booking.domain.rooms import Room
from booking.domain.rules import Asking, Case, Claims, find_findings
from booking.domain.verdicts import blocking_rules
from booking.domain.weekly_wishes import WeeklyWish
from calendars.period import Period
from calendars.wallclock import MIDNIGHT, ClockTime
from tests.builders import STAFF
from tests.domain.test_finding import SPANS_OF, SUNDAY, found, told

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_random_wishes_find_what_the_rules_say_of_every_single_date(
    house: House, seed: int
) -> None:
    search = random_search(seed, house)
    slots = found(*search)
    assert sorted(told(slots)) == sorted(plainly_found(*search))
    rank = [(-slot.free, slot.total) for slot in slots]
    assert rank == sorted(rank)


def test_random_wishes_are_met_often_and_not_always(house: House) -> None:
    met = sum(bool(found(*random_search(seed, house))) for seed in SEEDS)
    assert 20 < met < 60


def random_search(seed: int, house: House) -> tuple[House, WeeklyWish, SPANS_OF, Person, datetime]:
    chance = random.Random(seed)
    house = random_house(chance, house)
    wish = random_wish(chance, house)
    began = timedelta(days=chance.choice([-390, -30, -30, -1, 4]), hours=chance.randrange(24))
    now = house.wall_clock.instant(wish.first, MIDNIGHT) + began
    return house, wish, random_held(chance, house, wish), chance.choice([VISITOR, STAFF]), now


def random_house(chance: random.Random, house: House) -> House:
    """The house as shipped, or one that never sleeps, so that the hours between matter."""
    open_all_night = OpeningHours(**{day: ["00:00-24:00"] for day in ("mon", "sat", "sun")})  # type: ignore[arg-type]
    hours = chance.choice([{}, {"opening_hours": open_all_night}])
    effects = chance.choice([{}, {"school_holidays": HolidayEffect.CLOSED}])
    return house.model_copy(update={**hours, **effects})


def random_wish(chance: random.Random, house: House) -> WeeklyWish:
    """Two rooms and two weekdays in a few weeks around a change of the clocks or Christmas."""
    first = chance.choice([date(2028, 3, 6), date(2028, 10, 9), date(2026, 12, 14)])
    earliest = chance.choice([0, 0, 75, 8 * 60, 17 * 60])
    return WeeklyWish(
        first=first + timedelta(days=chance.randrange(7)),
        until=first + timedelta(days=chance.randrange(7, 35)),
        minutes=chance.choice([30, 45, 120, 240]),
        persons=chance.choice([None, None, 10, 30]),
        activity=chance.choice([None, "tanz", "treffen", "gesang"]),
        seating=chance.choice([None, None, "circle"]),
        rooms=tuple(chance.sample([room.slug for room in house.rooms], 3)),
        weekdays=frozenset({SUNDAY, chance.randrange(7)}),
        earliest=ClockTime(earliest),
        latest=ClockTime(min(1440, earliest + chance.choice([300, 600]))),
        skip=frozenset(chance.sample(list(Skip), chance.randrange(3))),
    )


def random_held(chance: random.Random, house: House, wish: WeeklyWish) -> SPANS_OF:
    """Some times in all spaces, not always on the grid; those of one space never overlap."""
    term = house.wall_clock.days(wish.first, wish.until + timedelta(days=2))
    held: SPANS_OF = {}
    for space in house.spaces:
        at = term.starts - 7200
        while at < term.ends:
            at += chance.randrange(0, 40 * 3600, 300)
            lasts = chance.randrange(900, 6 * 3600, 300) + chance.choice([0, 0, 1])
            held.setdefault(space, []).append((at, at + lasts))
            at += lasts
    return held


def plainly_found(
    house: House, wish: WeeklyWish, held: SPANS_OF, asker: Person, now: datetime
) -> Iterator[tuple[str, int, str, int, int]]:
    """Every room, weekday and quarter of an hour, date by date, through all rules."""
    tomorrow = house.wall_clock.date_of(now) + timedelta(days=1)
    days = [wish.first + timedelta(days=n) for n in range((wish.until - wish.first).days + 1)]
    counted = [
        day
        for day in days
        if day >= tomorrow and not any(is_holiday(skip, day) for skip in wish.skip)
    ]
    last = wish.latest.minutes - wish.minutes
    starts = [n for n in range(0, 1440, 15) if wish.earliest.minutes <= n <= last]
    for room in (room for room in house.rooms if room.slug in (wish.rooms or ())):
        for weekday in wish.weekdays:
            same = [day for day in counted if day.weekday() == weekday]
            for minute in starts:
                begin = ClockTime(minute)
                free = sum(
                    can_be_had(house, room, day, begin, wish, held, asker, now) for day in same
                )
                if free:
                    yield room.slug, weekday, str(begin), free, len(same)


def can_be_had(
    house: House,
    room: Room,
    day: date,
    begin: ClockTime,
    wish: WeeklyWish,
    held: SPANS_OF,
    asker: Person,
    now: datetime,
) -> bool:
    candidate = plan_candidate(house, room, day, begin, ClockTime(begin.minutes + wish.minutes))
    occupied = candidate.occupied
    spans = [Period.from_epoch(*span) for space in room.spaces for span in held.get(space, ())]
    in_the_way = occupied is not None and any(occupied.overlaps(span) for span in spans)
    asking = Asking(
        house=house,
        now=now,
        asked_at=now,
        asker=asker,
        persons=wish.persons,
        seating=wish.seating,
        activity=wish.activity,
    )
    claims = Claims(held_by=frozenset({1} if in_the_way else ()))
    return not blocking_rules(find_findings(Case(candidate, asking, claims)))
