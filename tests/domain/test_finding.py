"""Finding the best weekly time for a wish."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from booking.domain.enquiries import Skip
from booking.domain.finding import WeeklySlot, find_slots, nearest
from booking.domain.held_spans import HeldSpans, Span
from booking.domain.house import House
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import BadInput
from booking.domain.weekly_wishes import WeeklyWish
from tests.builders import STAFF, clock

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MONDAY, SUNDAY = 0, 6
a_wish = partial(WeeklyWish, date(2027, 1, 4), date(2027, 1, 31), minutes=120)
SPANS_OF = dict[str, list[Span]]


def hold(house: House, *spans: tuple[str, date, str, str]) -> SPANS_OF:
    """What is held, by space: `hold(house, ("saal-a", day, "18:00", "20:00"))`."""
    held: SPANS_OF = {}
    for space, day, begin, end in spans:
        period = house.wall_clock.period(day, clock(begin), clock(end))
        held.setdefault(space, []).append((period.starts, period.ends))
    return held


def found(
    house: House, wish: WeeklyWish, held: SPANS_OF, asker: Person = VISITOR, now: datetime = NOW
) -> tuple[WeeklySlot, ...]:
    of_rooms = {
        room.slug: HeldSpans.of(span for space in room.spaces for span in held.get(space, ()))
        for room in house.rooms
    }
    return find_slots(wish, house, asker, of_rooms, now)


def told(slots: Sequence[WeeklySlot]) -> list[tuple[str, int, str, int, int]]:
    return [(s.room.slug, s.weekday, str(s.begin), s.free, s.total) for s in slots]


def test_a_slot_counts_the_dates_that_are_free_and_all(house: House) -> None:
    wish = a_wish(rooms=("saal-b",), weekdays={MONDAY}, earliest=clock("18:00"))
    held = hold(house, ("saal-b", date(2027, 1, 11), "21:00", "22:00"))
    assert told(found(house, wish, held)) == [
        ("saal-b", MONDAY, "18:00", 4, 4),
        ("saal-b", MONDAY, "18:15", 4, 4),
        ("saal-b", MONDAY, "18:30", 4, 4),
        ("saal-b", MONDAY, "18:45", 4, 4),  # cleared until 21:00
        ("saal-b", MONDAY, "19:00", 3, 4),
        ("saal-b", MONDAY, "19:15", 3, 4),
        ("saal-b", MONDAY, "19:30", 3, 4),
        ("saal-b", MONDAY, "19:45", 3, 4),
        ("saal-b", MONDAY, "20:00", 3, 4),
    ]


def test_the_hall_is_free_only_where_both_halves_are(house: House) -> None:
    wish = a_wish(
        rooms=("saal",), weekdays={MONDAY}, earliest=clock("18:00"), latest=clock("20:00")
    )
    held = hold(
        house,
        ("saal-a", date(2027, 1, 4), "18:00", "19:00"),
        ("saal-b", date(2027, 1, 4), "18:30", "20:00"),
        ("saal-b", date(2027, 1, 11), "19:00", "20:00"),
    )
    assert told(found(house, wish, held)) == [("saal", MONDAY, "18:00", 2, 4)]


def test_every_room_and_weekday_comes_once_before_any_comes_again(house: House) -> None:
    wish = a_wish(rooms=("saal-a", "saal-b"), weekdays={0, 1}, earliest=clock("19:45"))
    assert [slot[:3] for slot in told(found(house, wish, {}))] == [
        ("saal-a", 0, "19:45"),
        ("saal-a", 1, "19:45"),
        ("saal-b", 0, "19:45"),
        ("saal-b", 1, "19:45"),
        ("saal-a", 0, "20:00"),
        ("saal-a", 1, "20:00"),
        ("saal-b", 0, "20:00"),
        ("saal-b", 1, "20:00"),
    ]


def test_fewer_missing_dates_come_first_among_equally_many_free_ones(house: House) -> None:
    wish = WeeklyWish(
        date(2027, 1, 4),  # a Monday, and the term ends on one
        date(2027, 1, 11),
        minutes=120,
        rooms=("saal-b",),
        weekdays=frozenset({0, 1}),
        earliest=clock("18:00"),
        latest=clock("20:00"),
    )
    held = hold(house, ("saal-b", date(2027, 1, 4), "18:00", "20:00"))
    assert told(found(house, wish, held)) == [
        ("saal-b", 1, "18:00", 1, 1),
        ("saal-b", 0, "18:00", 1, 2),
    ]


def test_closed_days_and_public_holidays_are_not_free(house: House) -> None:
    tuesdays = WeeklyWish(
        date(2026, 12, 15),
        date(2027, 1, 5),
        minutes=120,
        rooms=("saal-b",),
        weekdays=frozenset({1}),
        earliest=clock("20:00"),
    )
    assert told(found(house, tuesdays, {})) == [("saal-b", 1, "20:00", 3, 4)]  # 29 December
    fridays = replace(tuesdays, first=date(2027, 3, 19), until=date(2027, 4, 2))
    fridays = replace(fridays, weekdays=frozenset({4}), earliest=clock("21:00"))
    assert told(found(house, fridays, {})) == [("saal-b", 4, "21:00", 2, 3)]  # Good Friday
    without = replace(fridays, skip=frozenset({Skip.PUBLIC_HOLIDAYS}))
    assert told(found(house, without, {})) == [("saal-b", 4, "21:00", 2, 2)]


def test_days_that_are_over_do_not_count(house: House) -> None:
    wish = a_wish(rooms=("saal-b",), weekdays={MONDAY}, earliest=clock("20:00"))
    monday = datetime(2027, 1, 11, 6, 0, tzinfo=UTC)
    assert told(found(house, wish, {}, STAFF, monday)) == [("saal-b", MONDAY, "20:00", 2, 2)]


def test_nothing_is_found_where_nothing_suits(house: House) -> None:
    assert found(house, a_wish(persons=1000), {}) == ()
    assert found(house, a_wish(rooms=("toepferwerkstatt",), activity="gesang"), {}) == ()
    assert found(house, a_wish(rooms=("beratung-1",)), {}) == ()
    assert found(house, a_wish(rooms=("toepferwerkstatt",), weekdays={SUNDAY}), {}) == ()


@pytest.mark.parametrize(
    ("minutes", "problem"), [(50, "off_grid"), (15, "too_small"), (735, "too_large")]
)
def test_a_duration_that_is_never_lent_is_refused(house: House, minutes: int, problem: str) -> None:
    with pytest.raises(BadInput) as refusal:
        found(house, WeeklyWish(date(2027, 1, 4), date(2027, 1, 31), minutes), {})
    assert (refusal.value.pointer, refusal.value.problem) == ("/minutes", problem)


@pytest.mark.parametrize(
    ("pointer", "problem", "wrong"),
    [
        ("/until", "until_before_first", {"until": date(2027, 1, 3)}),
        ("/until", "range_too_long", {"until": date(2028, 2, 9)}),
        ("/minutes", "not_positive", {"minutes": 0}),
        ("/persons", "not_positive", {"persons": 0}),
        ("/weekdays", "not_a_weekday", {"weekdays": frozenset({7})}),
        ("/weekdays", "not_a_weekday", {"weekdays": frozenset()}),
        ("/latest", "no_time_between", {"earliest": clock("20:00"), "latest": clock("21:00")}),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    pointer: str, problem: str, wrong: dict[str, object]
) -> None:
    right = {"first": date(2027, 1, 4), "until": date(2027, 1, 31), "minutes": 120}
    with pytest.raises(BadInput) as refusal:
        WeeklyWish(**(right | wrong))  # type: ignore[arg-type]
    assert (refusal.value.pointer, refusal.value.problem) == (pointer, problem)


def test_the_nearest_of_those_that_miss_the_fewest_dates_stands_first(house: House) -> None:
    tuesday, wednesday = 1, 2
    wish = a_wish(
        rooms=("saal-b",),
        weekdays={tuesday, wednesday},
        earliest=clock("18:00"),
        latest=clock("21:00"),
    )
    held = hold(house, ("saal-b", date(2027, 1, 12), "17:00", "18:30"))
    slots = nearest(found(house, wish, held), tuesday, clock("18:00"))
    told_times = [(one.weekday, str(one.begin)) for one in slots]
    assert told_times[0] == (tuesday, "18:45")  # before that the room is got ready
    assert told_times.index((wednesday, "18:00")) < told_times.index((wednesday, "18:15"))
    assert told_times[-3:] == [(tuesday, "18:00"), (tuesday, "18:15"), (tuesday, "18:30")]
