"""Rules about when: closures, holidays, opening hours, the grid, how long, how soon."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from booking.domain.house import HolidayEffect
from booking.domain.rules.case import Case, Finding, Rule, Severity
from calendars.holidays import (
    SCHOOL_HOLIDAYS_KNOWN_UNTIL,
    Holiday,
    find_public_holiday,
    find_school_holiday,
)


def closed(case: Case) -> Iterator[Finding]:
    """The house, or this room, is closed on that day."""
    closure = case.asking.house.find_closure(case.candidate.day, case.candidate.room)
    if closure is not None:
        yield case.block(Rule.CLOSED, reason=closure.reason, last=closure.last)


def public_holiday(case: Case) -> Iterator[Finding]:
    """What a public holiday does is said in the room file."""
    effect = case.asking.house.public_holidays
    yield from holiday(case, Rule.PUBLIC_HOLIDAY, effect, find_public_holiday)


def school_holiday(case: Case) -> Iterator[Finding]:
    """What school holidays do is said in the room file."""
    effect = case.asking.house.school_holidays
    yield from holiday(case, Rule.SCHOOL_HOLIDAY, effect, find_school_holiday)


WEIGHT = {HolidayEffect.CLOSED: Severity.BLOCK, HolidayEffect.WARN: Severity.WARN}
"""Of holidays that have an effect on requests."""


def holiday(
    case: Case,
    rule: Rule,
    effect: HolidayEffect,
    find: Callable[[date], Holiday | None],
) -> Iterator[Finding]:
    """The finding that a holiday's effect asks for."""
    severity = WEIGHT.get(effect)
    named = find(case.candidate.day) if severity else None
    if severity and named:
        yield case.finding(rule, severity, name=named.name)


def school_holidays_unknown(case: Case) -> Iterator[Finding]:
    """The official table ends; beyond it nobody knows which weeks to leave out."""
    if case.asking.minds_school_holidays and case.candidate.day > SCHOOL_HOLIDAYS_KNOWN_UNTIL:
        yield case.finding(
            Rule.SCHOOL_HOLIDAYS_UNKNOWN, Severity.WARN, known_until=SCHOOL_HOLIDAYS_KNOWN_UNTIL
        )


def outside_hours(case: Case) -> Iterator[Finding]:
    """The use itself must lie in the opening hours; setup and teardown may reach beyond."""
    candidate = case.candidate
    hours = case.asking.house.hours_of(candidate.room)
    weekday = candidate.day.weekday()
    if not hours.admits(weekday, candidate.begin, candidate.end):
        yield case.block(Rule.OUTSIDE_HOURS, open=hours.on(weekday))


def no_such_time(case: Case) -> Iterator[Finding]:
    """The clocks go forward over it."""
    if case.candidate.period is None:
        yield case.block(Rule.NO_SUCH_TIME, begin=case.candidate.begin, end=case.candidate.end)


def off_grid(case: Case) -> Iterator[Finding]:
    """Begin and end fall on the steps of the house's grid."""
    minutes = case.asking.house.booking_grid_minutes
    if any(clock.minutes % minutes for clock in (case.candidate.begin, case.candidate.end)):
        yield case.block(Rule.OFF_GRID, minutes=minutes)


def duration(case: Case) -> Iterator[Finding]:
    """Neither shorter nor longer than the house lends a room, told by the wall clock."""
    wanted = timedelta(minutes=case.candidate.end.minutes - case.candidate.begin.minutes)
    if wanted < case.asking.house.shortest:
        yield case.block(Rule.TOO_SHORT, least=case.asking.house.shortest)
    if wanted > case.asking.house.longest:
        yield case.block(Rule.TOO_LONG, most=case.asking.house.longest)


def soon_or_far(case: Case) -> Iterator[Finding]:
    """Not in the past; not too late for the house to prepare; not beyond its horizon.

    Notice and horizon count from the day on which the wish came in, so a request
    made in time does not grow late on the desk.
    """
    period = case.candidate.period
    if period is not None and period.begin < case.asking.now:
        yield case.block(Rule.PAST)
        return
    first, last = case.asking.first_day, case.asking.last_day
    if case.candidate.day < first:
        yield case.for_outsiders(Rule.TOO_LATE, first=first)
    if case.candidate.day > last:
        yield case.for_outsiders(Rule.TOO_FAR, last=last)


DATED_RULES = (
    closed,
    public_holiday,
    school_holiday,
    school_holidays_unknown,
    no_such_time,
    soon_or_far,
)
"""Those that can say another thing of every date."""

WEEKLY_RULES = (outside_hours, off_grid, duration)
"""Those that say the same of every Tuesday at six."""

DAY_RULES = (public_holiday, school_holiday, school_holidays_unknown, soon_or_far)
"""Those that say the same of every room, and at every hour of a day that is yet to come."""
