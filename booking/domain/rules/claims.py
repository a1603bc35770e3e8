"""Rules about others who have, or want, the same part of the house."""

from collections.abc import Iterator

from booking.domain.rules.case import Case, Finding, Rule, Severity


def taken(case: Case) -> Iterator[Finding]:
    """Somebody holds one of the spaces, setup and teardown included."""
    if case.claims.held_by:
        yield case.block(Rule.TAKEN, **{"with": sorted(case.claims.held_by)})


def asked_for(case: Case) -> Iterator[Finding]:
    """Others wait for an answer about the same time; a request holds nothing."""
    if case.claims.asked_by:
        yield case.finding(
            Rule.ASKED_FOR, Severity.INFORM, **{"with": sorted(case.claims.asked_by)}
        )


CLAIM_RULES = (taken, asked_for)
