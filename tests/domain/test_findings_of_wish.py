"""A whole wish is weighed as each of its dates would be alone, in whatever house."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.domain.candidates import Candidate, plan_candidates
from booking.domain.closures import Closure
from booking.domain.house import HolidayEffect, House
from booking.domain.people import VISITOR, Person
from booking.domain.rules import (
    UNCLAIMED,
    Asking,
    Case,
    Claims,
    Finding,
    Rule,
    find_findings,
    find_findings_of_wish,
)
from calendars.wallclock import MIDNIGHT
from tests.builders import STAFF, an_enquiry, weekly
from tests.conftest import NOW

TIMES = (("18:00", "20:00"), ("18:05", "18:10"), ("08:00", "24:00"), ("02:00", "02:30"))
DAYS = st.dates(date(2026, 11, 1), date(2030, 12, 31))
Place = tuple[Candidate, Claims]


def places_of(house: House, begin: str, end: str) -> list[Place]:
    """A year of Saturdays and the Sunday without 02:00 in two rooms, some of them taken."""
    series = weekly(date(2028, 1, 10), extra_dates=frozenset({date(2027, 3, 28)}))
    enquiry = an_enquiry(
        "saal-b", "musikraum", day=date(2026, 11, 21), begin=begin, end=end, series=series
    )
    claims = Claims(frozenset({7}), frozenset({1}))
    return [
        (candidate, UNCLAIMED if number % 3 else claims)
        for number, candidate in enumerate(plan_candidates(enquiry, house))
    ]


def asking_of(house: House, asker: Person = VISITOR, now: datetime = NOW) -> Asking:
    """Forty people who dance."""
    return Asking(house, now, now, asker, persons=40, activity="tanz")


def one_by_one(asking: Asking, places: list[Place]) -> list[tuple[Finding, ...]]:
    """Every rule asked of every date."""
    return [find_findings(Case(candidate, asking, claims)) for candidate, claims in places]


@pytest.mark.parametrize(("asker", "times"), list(product((VISITOR, STAFF), TIMES)))
def test_a_wish_is_weighed_as_each_of_its_dates(
    house: House, asker: Person, times: tuple[str, str]
) -> None:
    asking, places = asking_of(house, asker), places_of(house, *times)
    assert list(find_findings_of_wish(asking, places)) == one_by_one(asking, places)


@settings(deadline=None, max_examples=100)
@given(
    st.tuples(DAYS, st.integers(0, 20)),
    st.tuples(st.sampled_from(["closed", "warn", "open"]), st.sampled_from(HolidayEffect)),
    st.tuples(st.sampled_from([0, 0, 1, 30]), st.sampled_from([1, 7, 180, 900])),
    st.tuples(DAYS, st.sampled_from([0, 1079, 1081]), st.sampled_from([0, 1, 9]), st.booleans()),
    st.lists(DAYS, min_size=1, max_size=6),
)
def test_it_is_in_any_house_at_any_time(
    house: House,
    closure: tuple[date, int],
    effects: tuple[str, HolidayEffect],
    terms: tuple[int, int],
    moment: tuple[date, int, int, bool],
    days: list[date],
) -> None:
    first, length = closure
    closed = Closure(
        slug="c", first=first, last=first + timedelta(days=length), reason={"de": "Zu"}
    )
    changed = house.model_copy(
        update={
            "closures": (closed,),
            "public_holidays": HolidayEffect(effects[0]),
            "school_holidays": effects[1],
            "notice_days": terms[0],
            "horizon_days": terms[1],
        }
    )
    today, minute, days_ago, heeds = moment
    now = changed.wall_clock.instant(today, MIDNIGHT) + timedelta(minutes=minute)
    asking = replace(
        asking_of(changed, now=now),
        asked_at=now - timedelta(days=days_ago),
        heeds_school_holidays=heeds,
    )
    near = (today, today + timedelta(days=1), first, closed.last)
    places = [
        (candidate, UNCLAIMED)
        for day in (*days, *near)
        for candidate in plan_candidates(an_enquiry(day=day), changed)
    ]
    assert list(find_findings_of_wish(asking, places)) == one_by_one(asking, places)


def test_the_wishes_of_these_tests_meet_every_dated_rule(house: House) -> None:
    met = {
        finding.rule
        for begin, end in TIMES
        for findings in one_by_one(asking_of(house), places_of(house, begin, end))
        for finding in findings
    }
    assert met >= {
        Rule.TAKEN,
        Rule.ASKED_FOR,
        Rule.CLOSED,
        Rule.PUBLIC_HOLIDAY,
        Rule.NO_SUCH_TIME,
        Rule.PAST,
        Rule.TOO_FAR,
        Rule.OUTSIDE_HOURS,
        Rule.OFF_GRID,
        Rule.TOO_SHORT,
        Rule.TOO_LONG,
        Rule.TOO_MANY_PERSONS,
        Rule.ACTIVITY_NOT_ALLOWED,
    }
