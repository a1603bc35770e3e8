"""The rules of the house: one question each, asked for every date of a wish.

`find_findings` runs them all, for the preview of a form, for a request and for
a decision alike. A rule takes a `Case` and yields findings; it never raises,
and it knows neither clock nor database. To add a rule: write it in the file of
its topic, name it in `Rule`, add it to that file's list, and give its sentence
to `booking.words.findings`.
"""

from collections.abc import Callable, Iterable, Iterator

from booking.domain.rules.case import UNCLAIMED, Case, Claims, Finding, Rule, Severity
from booking.domain.rules.claims import CLAIM_RULES
from booking.domain.rules.room import ROOM_RULES
from booking.domain.rules.time import TIME_RULES

__all__ = [
    "UNCLAIMED",
    "Case",
    "Claims",
    "Finding",
    "Rule",
    "Severity",
    "find_findings",
    "is_stopped",
]


def find_findings(case: Case) -> tuple[Finding, ...]:
    """Everything the house has to say about one candidate; an empty answer means: go ahead."""
    return tuple(
        finding for rule in (*CLAIM_RULES, *TIME_RULES, *ROOM_RULES) for finding in rule(case)
    )


def is_stopped(case: Case, rules: Iterable[Callable[[Case], Iterator[Finding]]]) -> bool:
    """Whether one of these rules stops the date."""
    return any(finding.severity is Severity.BLOCK for rule in rules for finding in rule(case))
