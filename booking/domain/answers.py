"""By when the house answers: a promise in working days, told to whoever asks."""

from datetime import date, datetime, timedelta

from booking.domain.house import House
from calendars.holidays import public_holidays

ONE_DAY = timedelta(days=1)


def answer_by(house: House, received_at: datetime, first_open: date | None = None) -> date:
    """The last day of the promised time; the day on which the request came in does not count.

    Never after the first open date, if that is named: whoever asks is told as many days before
    as the house wants to be asked, at the latest the day before.
    """
    received = house.wall_clock.date_of(received_at)
    return answer_before(house, received, promised_day(house, received), first_open)


def answer_before(house: House, received: date, promised: date, first_open: date | None) -> date:
    """The promised day, or an earlier one that the first open date asks for."""
    if first_open is None:
        return promised
    return max(min(promised, first_open - max(house.notice, ONE_DAY)), received)


def promised_day(house: House, received: date) -> date:
    """The last of the working days in which the house promises to answer."""
    day = received
    for _ in range(house.answer_within_working_days):
        day = next_working_day(house, day)
    return day


def next_working_day(house: House, day: date) -> date:
    """The first day after this one on which somebody is there to answer."""
    day += ONE_DAY
    while not is_working_day(house, day):
        day += ONE_DAY
    return day


def is_working_day(house: House, day: date) -> bool:
    """Monday to Friday, neither a public holiday nor a day on which the whole house is closed."""
    if day.weekday() >= 5 or public_holidays(day, day):
        return False
    return not any(one.concerns_house and one.covers(day) for one in house.closures)
