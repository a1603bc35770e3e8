"""The rules of the house: one question each, asked for every date of a wish.

`find_findings` runs them all, for the preview of a form, for a request and for
a decision alike. A rule takes a `Case` and yields findings; it never raises,
and it knows neither clock nor database. To add a rule: write it in the file of
its topic, name it in `Rule`, add it to that file's list, and give its sentence
to `booking.words.findings`.
"""

from booking.domain.rules.case import Case, Claims, Finding, Rule, Severity
from booking.domain.rules.claims import CLAIM_RULES
from booking.domain.rules.room import ROOM_RULES
from booking.domain.rules.time import TIME_RULES

__all__ = ["Case", "Claims", "Finding", "Rule", "Severity", "find_findings"]


def find_findings(case: Case) -> tuple[Finding, ...]:
    """Everything the house has to say about one candidate; an empty answer means: go ahead."""
    return tuple(
        finding for rule in (*CLAIM_RULES, *TIME_RULES, *ROOM_RULES) for finding in rule(case)
    )
