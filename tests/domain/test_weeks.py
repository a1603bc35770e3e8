"""A day of one room, cut into stretches."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.statuses import Status
from booking.domain.weeks import RoomDay, StretchKind, room_day
from calendars.wallclock import ClockTime
from tests.builders import TUESDAY
from tests.domain.values import BERLIN, an_entry, an_occurrence

HALL = {"room": "saal", "spaces": frozenset({"saal-a", "saal-b"})}


def held(begin: str, end: str, **more: object) -> Entry:
    """A confirmed use of Saal B, a quarter of an hour before and after included."""
    return an_entry(an_occurrence(begin=begin, end=end, status=Status.CONFIRMED, **more))  # type: ignore[arg-type]


def told(day: RoomDay, kind: StretchKind = StretchKind.FREE) -> list[str]:
    """The stretches of a kind by the clock on the wall."""
    return [
        "-".join(f"{BERLIN.local(at):%H:%M}" for at in (one.period.begin, one.period.end))
        for one in day.stretches
        if one.kind is kind
    ]


def a_day(
    house: House, *entries: Entry, day: date = TUESDAY, asked: tuple[Entry, ...] = ()
) -> RoomDay:
    """Saal B on a Tuesday."""
    return room_day(house, house.get_room("saal-b"), day, entries, asked)


def test_an_empty_day_is_free_in_one_stretch(house: House) -> None:
    assert told(a_day(house)) == ["08:00-22:00"]


def test_what_is_told_free_can_be_asked_for_as_it_stands(house: House) -> None:
    day = a_day(house, held("12:00", "14:00"))
    assert told(day, StretchKind.TAKEN) == ["12:00-14:00"]
    assert told(day) == ["08:00-11:30", "14:30-22:00"]  # setup and teardown of both sides


def test_the_hall_takes_its_half_along_and_other_rooms_do_not(house: House) -> None:
    assert told(a_day(house, held("12:00", "14:00", **HALL))) == ["08:00-11:30", "14:30-22:00"]
    kitchen = held("12:00", "14:00", room="kueche", spaces=frozenset({"kueche"}))
    assert told(a_day(house, kitchen)) == ["08:00-22:00"]


def test_what_others_ask_for_stays_free(house: House) -> None:
    day = a_day(house, asked=(held("12:00", "14:00"),))
    assert told(day, StretchKind.ASKED_FOR) == ["12:00-14:00"]
    assert told(day) == ["08:00-22:00"]


def test_a_gap_too_short_for_any_use_is_not_offered(house: House) -> None:
    day = a_day(house, held("08:00", "12:00"), held("13:15", "22:00"))
    assert told(day) == []  # 12:30 to 12:45 is left
    assert told(a_day(house, held("08:00", "12:00"), held("13:30", "22:00"))) == ["12:30-13:00"]


def test_free_stretches_begin_and_end_on_the_grid(house: House) -> None:
    odd = held("12:00", "14:00", setup=timedelta(minutes=5), teardown=timedelta(minutes=20))
    assert told(a_day(house, odd)) == ["08:00-11:30", "14:45-22:00"]
    narrow = (held("08:00", "12:00", teardown=timedelta(minutes=20)), held("13:30", "22:00"))
    assert told(a_day(house, *narrow)) == []  # 12:35 to 13:00: no half hour on the grid


def test_a_closed_day_has_nothing_free(house: House) -> None:
    closed = a_day(house, day=date(2026, 12, 29))
    assert (closed.is_closed, closed.closure, told(closed)) == (True, house.closures[0], [])
    holiday = a_day(house, day=date(2027, 5, 6))
    assert (holiday.is_closed, holiday.closure, told(holiday)) == (True, None, [])
    assert [one.name for one in holiday.holidays] == ["Christi Himmelfahrt"]


def test_the_evening_before_is_not_told_again_but_its_teardown_counts(house: House) -> None:
    late = held("20:00", "24:00", day=TUESDAY - timedelta(days=1), teardown=timedelta(hours=12))
    day = a_day(house, late)
    assert told(day, StretchKind.TAKEN) == []
    assert told(day) == ["12:15-22:00"]


uses = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 12)).map(
        lambda pair: (pair[0] * 15, min(pair[0] + pair[1], 96) * 15)
    ),
    max_size=5,
)


@settings(deadline=None, max_examples=60)
@given(uses)
def test_free_stretches_never_meet_what_is_held(house: House, spans: list[tuple[int, int]]) -> None:
    room = house.get_room("saal-b")
    entries = [held(str(ClockTime(begin)), str(ClockTime(end))) for begin, end in spans]
    free = [one for one in a_day(house, *entries).stretches if one.kind is StretchKind.FREE]
    for stretch in free:
        wanted = stretch.period.widened(room.setup, room.teardown)
        assert not any(wanted.overlaps(entry.occurrence.occupied) for entry in entries)
        assert stretch.period.duration >= house.shortest
