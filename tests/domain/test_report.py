"""The report counts what happened, in numbers that mean the same every year."""

from datetime import date, timedelta
from itertools import count

from booking.domain.house import House
from booking.domain.proposals import Side
from booking.domain.report.figures import Facts, Fallen, Lead, Row, Unmet, Use
from booking.domain.report.tables import By, Report, draw_up
from calendars.wallclock import ClockTime

MONDAY = date(2027, 1, 11)
SUNDAY = MONDAY + timedelta(days=6)
BOOKINGS = count(1)
"""Each use is of a booking of its own, unless a test says otherwise."""


def a_use(house: House, room: str, begin: str, end: str, **more: object) -> Use:
    """A date on that Monday to which somebody came."""
    facts = {
        "occasion": (next(BOOKINGS), 0), "association_id": 1, "user_group": "privat",
        "activity": "gesang", "persons": 10, "day": MONDAY, "was_used": True,
    } | more  # fmt: skip
    times = {"begin": ClockTime.parse(begin), "end": ClockTime.parse(end)}
    return Use(room=room, spaces=house.get_room(room).spaces, **times, **facts)  # type: ignore[arg-type]


def report(house: House, *uses: Use, publishing: bool = False, **more: object) -> Report:
    facts = Facts(uses=uses, **more)  # type: ignore[arg-type]
    return draw_up(house, MONDAY, SUNDAY, facts, publishing=publishing)


def row(found: Report, by: By, key: str) -> Row:
    return next(one for one in found.tables[by] if one.key == key)


def hours(*minutes: int) -> tuple[float, ...]:
    return tuple(one / 60 for one in minutes)


def test_a_room_is_bookable_while_it_is_open_and_not_closed(house: House) -> None:
    week = row(report(house), By.ROOM, "saal-b")
    assert week.bookable == sum(
        stretch.end.minutes - stretch.begin.minutes
        for number in range(7)
        for stretch in house.open_on(MONDAY + timedelta(days=number), house.get_room("saal-b"))
    )
    new_year = draw_up(house, date(2027, 1, 1), date(2027, 1, 3), Facts(), publishing=False)
    assert new_year.tables[By.ROOM] == ()  # a public holiday, and the winter break


def test_the_hall_takes_its_halves_and_both_halves_take_the_hall_once(house: House) -> None:
    found = report(
        house,
        a_use(house, "saal-a", "10:00", "12:00"),
        a_use(house, "saal-b", "11:00", "13:00"),
        a_use(house, "saal", "18:00", "20:00"),
    )
    taken = {slug: row(found, By.ROOM, slug).taken for slug in ("saal", "saal-a", "saal-b")}
    assert taken == {"saal": 300, "saal-a": 240, "saal-b": 240}
    assert hours(row(found, By.ROOM, "saal").booked) == (2,)


def test_a_date_is_split_over_the_parts_of_the_day_and_counted_once(house: House) -> None:
    found = report(house, a_use(house, "saal-b", "11:00", "18:00"))
    parts = {one.key: (one.booked, one.dates) for one in found.tables[By.DAYPART]}
    assert parts == {"morning": (60, 1), "afternoon": (300, 0), "evening": (60, 0)}
    assert found.dates == 1


def test_used_is_what_is_over_and_somebody_came_to(house: House) -> None:
    found = report(
        house,
        a_use(house, "saal-b", "10:00", "12:00"),
        a_use(house, "saal-b", "12:00", "13:00", was_used=False, nobody_came=True),
    )
    choir = row(found, By.ACTIVITY, "gesang")
    assert (choir.booked, choir.used, found.nobody_came) == (180, 120, 1)


def test_what_is_published_leaves_out_few_groups(house: House) -> None:
    uses = [a_use(house, "saal-b", f"{10 + n}:00", f"{11 + n}:00") for n in range(3)]
    assert report(house, *uses, publishing=True).tables[By.USER_GROUP] == ()
    three = [
        a_use(house, "saal-b", f"{10 + n}:00", f"{11 + n}:00", association_id=n) for n in range(3)
    ]
    assert row(report(house, *three, publishing=True), By.USER_GROUP, "privat").booked == 180


def test_cancellations_are_counted_by_how_late_they_came_and_whose_they_were(house: House) -> None:
    days = (15, 14, 7, 6)
    fallen = tuple(Fallen((n, 0), timedelta(days=n), Side.ASSOCIATION) for n in days)
    found = report(house, fallen=(*fallen, Fallen((1, 0), timedelta(hours=1), Side.HOUSE)))
    assert found.cancelled == {
        (Lead.LONG, Side.ASSOCIATION): 1,
        (Lead.SHORT, Side.ASSOCIATION): 2,
        (Lead.SUDDEN, Side.ASSOCIATION): 1,
        (Lead.SUDDEN, Side.HOUSE): 1,
    }


def test_unmet_demand_is_what_was_refused_and_what_waited_in_vain(house: House) -> None:
    unmet = (
        Unmet((1, 0), 60, "voll"),
        Unmet((1, 1), 90, "voll"),
        Unmet((2, 0), 30, ""),
        Unmet((3, 0), 120, "", waited=True),
    )
    found = report(house, unmet=unmet)
    assert found.refused == (("voll", 2, 150), ("", 1, 30))
    assert (found.waited, found.unmet) == ((1, 120), 300)


def test_rooms_wanted_together_are_one_date_with_the_hours_of_each(house: House) -> None:
    together = (1, 0)
    found = report(
        house,
        a_use(house, "saal", "18:00", "20:00", occasion=together, persons=80),
        a_use(house, "kueche", "18:00", "20:00", occasion=together, persons=80),
        fallen=(Fallen((2, 0), timedelta(days=1), Side.HOUSE),) * 2,
        unmet=(Unmet((3, 0), 60, "voll"), Unmet((3, 0), 60, "voll")),
    )
    assert (found.dates, found.persons) == (1, 80)
    choir = row(found, By.ACTIVITY, "gesang")
    assert (choir.dates, choir.booked) == (1, 240)
    assert found.cancelled == {(Lead.SUDDEN, Side.HOUSE): 1}
    assert found.refused == (("voll", 1, 120),)


def test_the_median_of_answers(house: House) -> None:
    after = tuple(timedelta(hours=n) for n in (1, 2, 48))
    assert report(house, answered_after=after).answered_after == timedelta(hours=2)
    assert report(house).answered_after is None
