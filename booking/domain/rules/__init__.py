"""The rules of the house: one question each, asked for every date of a wish.

`find_findings` runs them all, for the preview of a form, for a request and for
a decision alike. A rule takes a `Case` and yields findings; it never raises,
and it knows neither clock nor database. To add a rule: write it in the file of
its topic, name it in `Rule`, add it to that file's list, and give its sentence
to `booking.words.findings`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from booking.domain.candidates import Candidate
from booking.domain.rules.case import UNCLAIMED, Asking, Case, Claims, Finding, Rule, Severity
from booking.domain.rules.claims import CLAIM_RULES
from booking.domain.rules.days import find_days_in_question
from booking.domain.rules.room import ROOM_RULES
from booking.domain.rules.time import DATED_RULES, WEEKLY_RULES

__all__ = [
    "UNCLAIMED",
    "Asking",
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


def find_findings_of_wish(
    asking: Asking, places: Sequence[tuple[Candidate, Claims]]
) -> Iterator[tuple[Finding, ...]]:
    """The same for all dates of one wish, in their order. A date that nobody claims, on a day
    like any other, needs no question of its own; and what is true of every such weekday in a
    room is asked once."""
    in_question = find_days_in_question(asking, {candidate.day for candidate, _ in places})
    known: dict[tuple[int, int, int, str], tuple[Finding, ...]] = {}
    for candidate, claims in places:
        day, begin, end = candidate.day, candidate.begin.minutes, candidate.end.minutes
        own: tuple[Finding, ...] = ()
        if day in in_question or claims is not UNCLAIMED or candidate.period is None:
            own = _ask(OF_EACH_DATE, Case(candidate, asking, claims))
        usual = known.get(which := (day.weekday(), begin, end, candidate.room.slug))
        if usual is None:
            usual = known[which] = _ask(OF_EACH_WEEKDAY, Case(candidate, asking))
        yield (*own, *(replace(one, day=day) for one in usual)) if usual else own


def _ask(rules: Iterable[Question], case: Case) -> tuple[Finding, ...]:
    return tuple(finding for rule in rules for finding in rule(case))


def is_stopped(case: Case, rules: Iterable[Question]) -> bool:
    """Whether one of these rules stops the date."""
    return any(finding.severity is Severity.BLOCK for rule in rules for finding in rule(case))
