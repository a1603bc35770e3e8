"""By when the house answers: three working days, as its file says."""

from datetime import UTC, date, datetime

import pytest

from booking.domain.answers import answer_by
from booking.domain.house import House


@pytest.mark.parametrize(
    ("received", "answered"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday: Thursday
        (date(2026, 11, 26), date(2026, 12, 1)),  # Thursday: over the weekend
        (date(2026, 11, 28), date(2026, 12, 2)),  # Saturday: counted from Monday on
        (date(2027, 3, 25), date(2027, 4, 1)),  # over Good Friday and Easter Monday
        (date(2026, 12, 21), date(2027, 1, 5)),  # the house is closed over Christmas
        (date(2027, 7, 27), date(2027, 7, 30)),  # some rooms are closed, the house is not
    ],
)
def test_an_answer_comes_within_three_working_days(
    house: House, received: date, answered: date
) -> None:
    noon = datetime(received.year, received.month, received.day, 12, tzinfo=UTC)
    assert answer_by(house, noon) == answered


def test_the_day_of_the_request_is_that_of_the_house(house: House) -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # Monday, half past midnight, in Wolfsburg
    assert answer_by(house, late) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("first_open", "answered"),
    [
        (date(2027, 1, 12), date(2026, 11, 26)),  # far ahead: as promised
        (date(2026, 11, 27), date(2026, 11, 24)),  # three days before, as the house wants to know
        (date(2026, 11, 24), date(2026, 11, 23)),  # tomorrow: today
        (date(2026, 11, 23), date(2026, 11, 23)),  # today, or over: never before it came in
    ],
)
def test_an_answer_comes_before_the_first_date(
    house: House, first_open: date, answered: date
) -> None:
    received = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert answer_by(house, received, first_open) == answered


def test_a_house_without_notice_answers_the_day_before(house: House) -> None:
    received = datetime(2026, 11, 23, 12, tzinfo=UTC)
    ready = house.model_copy(update={"notice_days": 0})
    assert answer_by(ready, received, date(2026, 11, 26)) == date(2026, 11, 25)
