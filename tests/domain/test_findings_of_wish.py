"""A whole wish is weighed as each of its dates would be alone."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import product

import pytest

from booking.domain.candidates import plan_candidates
from booking.domain.house import House
from booking.domain.people import VISITOR, Person
from booking.domain.rules import UNCLAIMED, Case, Claims, Rule, find_findings, find_findings_of_wish
from tests.builders import STAFF, an_enquiry, weekly

TIMES = (("18:00", "20:00"), ("18:05", "18:10"), ("08:00", "24:00"))


def cases_of(house: House, asker: Person, begin: str, end: str, now: datetime) -> Iterator[Case]:
    """A year of Saturdays and one Sunday in two rooms, some of them taken."""
    series = weekly(date(2028, 1, 10), extra_dates=frozenset({date(2027, 3, 28)}))
    enquiry = an_enquiry(
        "saal-b", "musikraum", day=date(2026, 11, 21), begin=begin, end=end, series=series,
        persons=40, activity="tanz",
    )  # fmt: skip
    for number, candidate in enumerate(plan_candidates(enquiry, house)):
        yield Case(
            candidate=candidate,
            house=house,
            claims=UNCLAIMED if number % 3 else Claims(frozenset({number}), frozenset({1})),
            now=now,
            asked_at=now,
            asker=asker,
            persons=enquiry.persons,
            activity=enquiry.activity,
        )


@pytest.mark.parametrize(("asker", "times"), list(product((VISITOR, STAFF), TIMES)))
def test_a_wish_is_weighed_as_each_of_its_dates(
    house: House, now: datetime, asker: Person, times: tuple[str, str]
) -> None:
    cases = list(cases_of(house, asker, *times, now))
    together = list(find_findings_of_wish(cases))
    assert together == [find_findings(case) for case in cases]


def test_the_wishes_of_this_test_meet_many_rules(house: House, now: datetime) -> None:
    met = {
        finding.rule
        for begin, end in TIMES
        for case in cases_of(house, VISITOR, begin, end, now)
        for finding in find_findings(case)
    }
    assert met >= {
        Rule.TAKEN,
        Rule.CLOSED,
        Rule.PUBLIC_HOLIDAY,
        Rule.PAST,
        Rule.TOO_FAR,
        Rule.OUTSIDE_HOURS,
        Rule.OFF_GRID,
        Rule.TOO_SHORT,
        Rule.TOO_LONG,
        Rule.TOO_MANY_PERSONS,
        Rule.ACTIVITY_NOT_ALLOWED,
    }
