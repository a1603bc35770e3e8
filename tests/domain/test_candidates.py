"""The dates of an enquiry, room by room."""

from datetime import UTC, date, datetime, timedelta

import pytest

from booking.domain.candidates import find_period, is_holiday, plan_candidates
from booking.domain.enquiries import Series, Skip
from booking.domain.house import House
from booking.domain.refusals import BadInput, NotFound
from calendars.period import Period
from calendars.recurrence import Recurrence
from tests.builders import TUESDAY, an_enquiry, clock, weekly

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def test_rooms_wanted_together_share_the_position_of_their_date(house: House) -> None:
    two = an_enquiry("saal-b", "kueche", series=weekly(date(2027, 1, 19)))
    assert [(one.position, one.day, one.room.slug) for one in plan_candidates(two, house)] == [
        (0, TUESDAY, "saal-b"),
        (0, TUESDAY, "kueche"),
        (1, date(2027, 1, 19), "saal-b"),
        (1, date(2027, 1, 19), "kueche"),
    ]


def test_an_unknown_room_is_not_found(house: House) -> None:
    with pytest.raises(NotFound) as refusal:
        plan_candidates(an_enquiry("keller"), house)
    assert refusal.value.facts == {"what": "room", "slug": "keller"}


def test_the_longer_of_two_setups_counts(house: House) -> None:
    hour = timedelta(hours=1)
    (asked,) = plan_candidates(an_enquiry("saal-b", setup=hour), house)
    assert (asked.setup, asked.teardown) == (hour, timedelta(minutes=15))
    (less,) = plan_candidates(an_enquiry("saal", setup=timedelta(minutes=5)), house)
    assert less.setup == timedelta(minutes=30)


def test_a_hall_takes_the_spaces_of_both_halves_and_its_setup(house: House) -> None:
    (hall,) = plan_candidates(an_enquiry("saal"), house)
    assert hall.spaces == {"saal-a", "saal-b"}
    assert hall.occupied == Period(
        datetime(2027, 1, 12, 16, 30, tzinfo=UTC), datetime(2027, 1, 12, 19, 30, tzinfo=UTC)
    )


def test_a_hall_and_its_half_cannot_both_be_had(house: House) -> None:
    with pytest.raises(BadInput) as refusal:
        plan_candidates(an_enquiry("saal", "saal-a"), house)
    assert refusal.value.problem == "rooms_overlap"
    assert {refusal.value.facts["first"], refusal.value.facts["second"]} == {"saal", "saal-a"}


def test_a_series_that_gets_in_its_own_way_is_refused(house: House) -> None:
    daily = Series(Recurrence.parse("FREQ=DAILY;COUNT=2"))
    whole = {"begin": "00:00", "end": "24:00", "series": daily}
    with pytest.raises(BadInput) as refusal:
        plan_candidates(an_enquiry("saal-b", **whole), house)  # type: ignore[arg-type]
    assert refusal.value.pointer == "/recurrence"
    assert refusal.value.problem == "series_overlaps_itself"
    assert refusal.value.facts["first"] == TUESDAY


def test_a_series_may_touch_itself(house: House) -> None:
    daily = Series(Recurrence.parse("FREQ=DAILY;COUNT=2"))
    almost = an_enquiry("saal-b", begin="00:00", end="23:30", series=daily)  # and twice 15 minutes
    assert len(plan_candidates(almost, house)) == 2


@pytest.mark.parametrize(("begin", "end"), [("02:00", "03:00"), ("01:30", "02:30")])
def test_a_time_that_the_clocks_leave_out_has_no_period(house: House, begin: str, end: str) -> None:
    assert find_period(house, SPRING, clock(begin), clock(end)) is None
    (candidate,) = plan_candidates(an_enquiry(day=SPRING, begin=begin, end=end), house)
    assert candidate.occupied is None


def test_a_use_over_the_change_of_the_clocks_is_an_hour_shorter_or_longer(house: House) -> None:
    spring = find_period(house, SPRING, clock("01:30"), clock("03:30"))
    autumn = find_period(house, AUTUMN, clock("01:30"), clock("03:30"))
    assert spring is not None
    assert autumn is not None
    assert (spring.duration, autumn.duration) == (timedelta(hours=1), timedelta(hours=3))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_have_no_period(house: House, day: date) -> None:
    assert find_period(house, day, clock("18:00"), clock("20:00")) is None


def test_holidays_are_those_of_lower_saxony() -> None:
    reformation = date(2027, 10, 31)  # not in Berlin
    assert is_holiday(Skip.PUBLIC_HOLIDAYS, reformation)
    assert not is_holiday(Skip.PUBLIC_HOLIDAYS, TUESDAY)
    assert is_holiday(Skip.SCHOOL_HOLIDAYS, date(2027, 7, 20))
    assert not is_holiday(Skip.SCHOOL_HOLIDAYS, TUESDAY)
