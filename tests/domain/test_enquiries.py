"""What can be asked for at all: an enquiry checks itself when it is made."""

from datetime import date, timedelta

import pytest

from booking.domain.candidates import is_holiday, plan_candidates
from booking.domain.enquiries import LONGEST_EXTRA, Series, Skip
from booking.domain.house import House
from booking.domain.occupancy import LONGEST_OCCUPANCY
from booking.domain.refusals import BadInput
from booking.store.tables.bookings import LONGEST_SECONDS
from calendars.recurrence import Recurrence
from tests.builders import TUESDAY, an_enquiry, weekly


def refused(**wish: object) -> tuple[str, str]:
    """Where and why an enquiry is refused."""
    rooms = wish.pop("rooms", ())
    with pytest.raises(BadInput) as refusal:
        an_enquiry(*rooms, **wish)  # type: ignore[arg-type, misc]
    return refusal.value.pointer, refusal.value.problem


def test_an_enquiry_without_a_room_is_refused() -> None:
    wish = an_enquiry()
    with pytest.raises(BadInput) as refusal:
        type(wish)(rooms=(), day=wish.day, begin=wish.begin, end=wish.end)
    assert (refusal.value.pointer, refusal.value.problem) == ("/room", "missing")


def test_a_room_named_twice_is_refused() -> None:
    assert refused(rooms=("saal-a", "saal-a")) == ("/rooms", "room_twice")


@pytest.mark.parametrize("end", ["18:00", "17:59", "00:00"])
def test_an_end_that_is_not_after_the_begin_is_refused(end: str) -> None:
    assert refused(begin="18:00", end=end) == ("/end", "end_before_begin")


def test_the_end_of_the_day_may_be_said() -> None:
    assert str(an_enquiry(begin="23:00", end="24:00").end) == "24:00"


@pytest.mark.parametrize("persons", [0, -3])
def test_nobody_is_too_few(persons: int) -> None:
    assert refused(persons=persons) == ("/persons", "not_positive")
    assert an_enquiry(persons=1).persons == 1


@pytest.mark.parametrize("name", ["setup", "teardown"])
def test_setup_and_teardown_have_bounds(name: str) -> None:
    minute = timedelta(minutes=1)
    assert refused(**{name: LONGEST_EXTRA + minute}) == (f"/{name}_minutes", "setup_out_of_range")
    assert refused(**{name: -minute}) == (f"/{name}_minutes", "setup_out_of_range")
    assert getattr(an_enquiry(**{name: LONGEST_EXTRA}), name) == timedelta(hours=12)


def test_one_date_has_no_series() -> None:
    assert an_enquiry().dates(is_holiday) == (TUESDAY,)


def test_a_series_leaves_out_holidays_and_except_dates_and_adds_extra_ones() -> None:
    thursdays = weekly(
        date(2027, 5, 20),
        [Skip.PUBLIC_HOLIDAYS],
        except_dates=frozenset({date(2027, 5, 13)}),
        extra_dates=frozenset({date(2027, 5, 21)}),
    )
    wish = an_enquiry(day=date(2027, 4, 29), series=thursdays)
    assert wish.dates(is_holiday) == (
        date(2027, 4, 29),  # 6 May is Ascension Day
        date(2027, 5, 20),
        date(2027, 5, 21),
    )


def test_a_series_that_cannot_be_followed_is_refused_with_its_reason() -> None:
    wednesdays = Series(Recurrence.parse("FREQ=WEEKLY;BYDAY=WE;COUNT=3"))
    with pytest.raises(BadInput) as refusal:
        an_enquiry(day=TUESDAY, series=wednesdays).dates(is_holiday)
    assert refusal.value.pointer == "/recurrence/rrule"
    assert refusal.value.problem == "first_date_does_not_fit"
    assert refusal.value.facts["next"] == date(2027, 1, 13)


def test_an_extra_date_before_the_first_is_told_at_its_field() -> None:
    early = weekly(date(2027, 2, 2), extra_dates=frozenset({TUESDAY - timedelta(days=1)}))
    with pytest.raises(BadInput) as refusal:
        an_enquiry(series=early).dates(is_holiday)
    assert refusal.value.pointer == "/recurrence/extra_dates"
    assert refusal.value.problem == "extra_date_before_first"


def test_only_a_series_heeds_the_school_holidays() -> None:
    assert not an_enquiry().heeds_school_holidays
    assert not an_enquiry(series=weekly(TUESDAY, [Skip.PUBLIC_HOLIDAYS])).heeds_school_holidays
    assert an_enquiry(series=weekly(TUESDAY, [Skip.SCHOOL_HOLIDAYS])).heeds_school_holidays


def test_the_longest_wish_fits_into_the_tables(house: House) -> None:
    longest = an_enquiry(
        "kueche",
        day=date(2027, 10, 31),  # 25 hours long
        begin="00:00",
        end="24:00",
        setup=LONGEST_EXTRA,
        teardown=LONGEST_EXTRA,
    )
    (candidate,) = plan_candidates(longest, house)
    assert candidate.occupied is not None
    assert candidate.occupied.duration == LONGEST_OCCUPANCY
    assert timedelta(seconds=LONGEST_SECONDS) == LONGEST_OCCUPANCY
