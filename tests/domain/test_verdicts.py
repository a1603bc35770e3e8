"""What the findings of a date come to."""

from datetime import datetime

import pytest

from booking.domain.candidates import plan_candidates
from booking.domain.house import House
from booking.domain.people import VISITOR
from booking.domain.rules import Claims, Finding, Rule, Severity
from booking.domain.verdicts import DateVerdict, Verdict, judge, judge_enquiry
from tests.builders import TUESDAY, an_enquiry, weekly


def found(*rules: Rule, severity: Severity = Severity.BLOCK) -> tuple[Finding, ...]:
    """Findings of these rules."""
    return tuple(Finding(rule, severity, TUESDAY, "saal-b") for rule in rules)


@pytest.mark.parametrize(
    ("findings", "word"),
    [
        ((), Verdict.FREE),
        (found(Rule.ASKED_FOR, severity=Severity.INFORM), Verdict.ASKED_FOR),
        (found(Rule.SCHOOL_HOLIDAY, severity=Severity.WARN), Verdict.FREE),
        (found(Rule.TAKEN, Rule.CLOSED, Rule.PAST), Verdict.TAKEN),
        (found(Rule.CLOSED, Rule.OUTSIDE_HOURS), Verdict.CLOSED),
        (found(Rule.PUBLIC_HOLIDAY), Verdict.CLOSED),
        (found(Rule.SCHOOL_HOLIDAY), Verdict.CLOSED),
        (found(Rule.OUTSIDE_HOURS), Verdict.REFUSED),
        (found(Rule.PAST) + found(Rule.ASKED_FOR, severity=Severity.INFORM), Verdict.REFUSED),
    ],
)
def test_a_date_gets_the_heaviest_word(findings: tuple[Finding, ...], word: Verdict) -> None:
    assert judge(findings) is word
    assert DateVerdict(TUESDAY, (), findings).is_bookable == (
        word in (Verdict.FREE, Verdict.ASKED_FOR)
    )


def test_only_a_date_that_is_taken_and_nothing_else_can_be_waited_for() -> None:
    assert DateVerdict(TUESDAY, (), found(Rule.TAKEN)).can_wait
    assert not DateVerdict(TUESDAY, (), found(Rule.TAKEN, Rule.CLOSED)).can_wait
    assert not DateVerdict(TUESDAY, (), ()).can_wait


def test_rooms_wanted_together_are_judged_together(house: House, now: datetime) -> None:
    wish = an_enquiry("saal-b", "kueche", series=weekly(TUESDAY.replace(day=19)))
    candidates = plan_candidates(wish, house)
    claims = {3: Claims(held_by=frozenset({5}))}  # the kitchen on the second date
    verdict = judge_enquiry(wish, candidates, claims, house, VISITOR, now)
    assert [(one.day.day, one.verdict) for one in verdict.dates] == [
        (12, Verdict.FREE),
        (19, Verdict.TAKEN),
    ]
    assert [one.room for one in verdict.dates[1].findings] == ["kueche"]
    assert (verdict.bookable, len(verdict.dates[1].candidates)) == (1, 2)
