"""Which days of a wish a dated rule may speak of: of nearly all it has nothing to say.

To ask every rule about every date of a year takes longer than the database does. So each
dated rule has a question for all days at once; only of the days that it names is the rule
itself asked. It may name too many, never too few: a rule without such a question is asked
about every day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from booking.domain.rules.case import Asking, Case, Finding
from booking.domain.rules.time import (
    DATED_RULES,
    WEIGHT,
    closed,
    no_such_time,
    public_holiday,
    school_holiday,
    school_holidays_unknown,
    soon_or_far,
)
from calendars.holidays import (
    SCHOOL_HOLIDAYS_KNOWN_UNTIL,
    find_public_holiday,
    find_school_holiday,
)

ONE_DAY = timedelta(days=1)
Days = Sequence[date]
"""In order."""


def find_days_in_question(asking: Asking, days: Iterable[date]) -> frozenset[date]:
    """The days among these of which a dated rule may have something to say."""
    ordered = sorted(days)
    return frozenset(
        day for rule in DATED_RULES for day in DAYS_OF.get(rule, every_day)(asking, ordered)
    )


def every_day(_asking: Asking, days: Days) -> Iterable[date]:
    """For a rule that may have something to say of any day."""
    return days


def closed_days(asking: Asking, days: Days) -> Iterable[date]:
    """Days on which anything is closed."""
    return (day for one in asking.house.closures for day in between(days, one.first, one.last))


def public_holidays(asking: Asking, days: Days) -> Iterable[date]:
    """Public holidays, if they matter here."""
    return filter(find_public_holiday, days if asking.house.public_holidays in WEIGHT else ())


def school_holidays(asking: Asking, days: Days) -> Iterable[date]:
    """Days of school holidays, if they matter here."""
    return filter(find_school_holiday, days if asking.house.school_holidays in WEIGHT else ())


def days_not_decreed(_asking: Asking, days: Days) -> Iterable[date]:
    """Days beyond the official table."""
    return days[bisect_right(days, SCHOOL_HOLIDAYS_KNOWN_UNTIL) :]


def days_too_soon_or_far(asking: Asking, days: Days) -> Iterable[date]:
    """Days that are over, or begun, or too soon, or too far."""
    today = asking.house.wall_clock.date_of(asking.now)
    yield from days[: bisect_left(days, max(asking.first_day, today + ONE_DAY))]
    yield from days[bisect_right(days, asking.last_day) :]


def no_day(_asking: Asking, _days: Days) -> Iterable[date]:
    """For what is seen from the date itself: it has no period."""
    return ()


def between(days: Days, first: date, last: date) -> Days:
    """The days from the first to the last."""
    return days[bisect_left(days, first) : bisect_right(days, last)]


DAYS_OF: Mapping[Callable[[Case], Iterator[Finding]], Callable[[Asking, Days], Iterable[date]]] = {
    closed: closed_days,
    public_holiday: public_holidays,
    school_holiday: school_holidays,
    school_holidays_unknown: days_not_decreed,
    no_such_time: no_day,
    soon_or_far: days_too_soon_or_far,
}
