"""Opening hours: what lies within one stretch is admitted, everything else is not."""

import pytest
from pydantic import ValidationError

from booking.domain.opening_hours import OpeningHours
from calendars.wallclock import ClockTime


def hours(*monday: str) -> OpeningHours:
    return OpeningHours.model_validate({"mon": list(monday)})


def admits(opening: OpeningHours, begin: str, end: str, weekday: int = 0) -> bool:
    return opening.admits(weekday, ClockTime.parse(begin), ClockTime.parse(end))


def test_a_use_within_the_hours_is_admitted_up_to_their_edges() -> None:
    opening = hours("08:00-22:00")
    assert admits(opening, "08:00", "22:00")
    assert not admits(opening, "07:45", "09:00")
    assert not admits(opening, "21:00", "22:15")


def test_a_use_over_the_midday_break_is_not_admitted() -> None:
    opening = hours("08:00-12:00", "14:00-22:00")
    assert not admits(opening, "11:00", "15:00")
    assert not admits(opening, "12:30", "13:30")
    assert admits(opening, "14:00", "15:00")


def test_stretches_that_touch_are_one() -> None:
    opening = hours("12:00-18:00", "08:00-12:00", "20:00-24:00")
    assert [str(stretch) for stretch in opening.on(0)] == ["08:00-18:00", "20:00-24:00"]
    assert admits(opening, "11:00", "13:00")


def test_a_day_can_end_at_midnight() -> None:
    assert admits(hours("18:00-24:00"), "20:00", "24:00")


def test_a_day_that_is_left_out_is_closed() -> None:
    opening = hours("08:00-22:00")
    assert opening.on(6) == ()
    assert not admits(opening, "10:00", "11:00", weekday=6)


def test_hours_are_written_as_they_were_read() -> None:
    written = hours("08:00 - 12:00").model_dump(mode="json", exclude_defaults=True)
    assert written == {"mon": ["08:00-12:00"]}


@pytest.mark.parametrize("stretch", ["22:00-08:00", "08:00-08:00", "8-22", "08:00", "08:00-25:00"])
def test_hours_that_are_none_are_refused(stretch: str) -> None:
    with pytest.raises(ValidationError):
        hours(stretch)


def test_hours_that_overlap_are_refused() -> None:
    with pytest.raises(ValidationError, match="08:00-12:00 and 11:45-14:00 overlap"):
        hours("11:45-14:00", "08:00-12:00")
