"""The rules of the house: one question each, asked for every date of a wish.

`find_findings` runs them all, for the preview of a form, for a request and for
a decision alike. A rule takes a `Case` and yields findings; it never raises,
and it knows neither clock nor database. To add a rule: write it in the file of
its topic, name it in `Rule`, add it to that file's list, and give its sentence
to `booking.words.findings`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from booking.domain.rules.case import UNCLAIMED, Case, Claims, Finding, Rule, Severity
from booking.domain.rules.claims import CLAIM_RULES
from booking.domain.rules.room import ROOM_RULES
from booking.domain.rules.time import DATED_RULES, WEEKLY_RULES

__all__ = [
    "UNCLAIMED",
    "Case",
    "Claims",
    "Finding",
    "Rule",
    "Severity",
    "find_findings",
    "find_findings_of_wish",
    "is_stopped",
]


Question = Callable[[Case], Iterator[Finding]]
OF_EACH_DATE = (*CLAIM_RULES, *DATED_RULES)
OF_EACH_WEEKDAY = (*WEEKLY_RULES, *ROOM_RULES)


def find_findings(case: Case) -> tuple[Finding, ...]:
    """Everything the house has to say about one candidate; an empty answer means: go ahead."""
    return (*_ask(OF_EACH_DATE, case), *_ask(OF_EACH_WEEKDAY, case))


def find_findings_of_wish(cases: Iterable[Case]) -> Iterator[tuple[Finding, ...]]:
    """The same for cases of one wish, which differ in room, date and claims alone. What is
    true of every such weekday in a room is asked once."""
    known: dict[tuple[str, int], tuple[Finding, ...]] = {}
    for case in cases:
        day = case.candidate.day
        place = (case.candidate.room.slug, day.weekday())
        if place not in known:
            known[place] = _ask(OF_EACH_WEEKDAY, case)
        yield (*_ask(OF_EACH_DATE, case), *(replace(one, day=day) for one in known[place]))


def _ask(rules: Iterable[Question], case: Case) -> tuple[Finding, ...]:
    return tuple(finding for rule in rules for finding in rule(case))


def is_stopped(case: Case, rules: Iterable[Question]) -> bool:
    """Whether one of these rules stops the date."""
    return any(finding.severity is Severity.BLOCK for rule in rules for finding in rule(case))
