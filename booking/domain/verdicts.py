"""What the findings of a date come to: one word for the person who asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from booking.domain.candidates import Candidate
from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.rules import Case, Claims, Finding, Rule, Severity, find_findings_of_wish
from booking.domain.rules.case import UNCLAIMED


class Verdict(StrEnum):
    """The word for one date."""

    FREE = "free"
    ASKED_FOR = "asked_for"
    TAKEN = "taken"
    CLOSED = "closed"
    REFUSED = "refused"


CLOSING = frozenset({Rule.CLOSED, Rule.PUBLIC_HOLIDAY, Rule.SCHOOL_HOLIDAY})


@dataclass(frozen=True, slots=True)
class DateVerdict:
    """One date of an enquiry in all the rooms wanted together."""

    day: date
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The word for this date."""
        return judge(self.findings)

    @property
    def is_bookable(self) -> bool:
        """Whether the date can be requested as it is."""
        return self.verdict in (Verdict.FREE, Verdict.ASKED_FOR)

    @property
    def can_wait(self) -> bool:
        """Whether nothing but others stand in the way."""
        return blocking_rules(self.findings) == {Rule.TAKEN}


@dataclass(frozen=True, slots=True)
class EnquiryVerdict:
    """All dates of an enquiry, in order."""

    dates: tuple[DateVerdict, ...]

    @property
    def bookable(self) -> int:
        """How many dates can be requested."""
        return sum(verdict.is_bookable for verdict in self.dates)


def blocking_rules(findings: Iterable[Finding]) -> frozenset[Rule]:
    """The rules that stop the date."""
    return frozenset(finding.rule for finding in findings if finding.severity is Severity.BLOCK)


def judge(findings: Iterable[Finding]) -> Verdict:
    """Taken weighs most: no talk with the house changes it."""
    found = tuple(findings)
    blocking = blocking_rules(found)
    if Rule.TAKEN in blocking:
        return Verdict.TAKEN
    if blocking & CLOSING:
        return Verdict.CLOSED
    if blocking:
        return Verdict.REFUSED
    if any(finding.rule is Rule.ASKED_FOR for finding in found):
        return Verdict.ASKED_FOR
    return Verdict.FREE


def judge_enquiry(
    enquiry: Enquiry,
    candidates: Sequence[Candidate],
    claims: Mapping[int, Claims],
    house: House,
    asker: Person,
    now: datetime,
) -> EnquiryVerdict:
    """The verdict on every date; `claims` go by the candidates' index."""
    together = tuple(house.get_room(slug) for slug in enquiry.rooms)
    cases = [
        Case(
            candidate=candidate,
            house=house,
            claims=claims.get(index, UNCLAIMED),
            now=now,
            asked_at=now,
            asker=asker,
            persons=enquiry.persons,
            seating=enquiry.seating,
            activity=enquiry.activity,
            heeds_school_holidays=enquiry.heeds_school_holidays,
            together=together,
        )
        for index, candidate in enumerate(candidates)
    ]
    answers: dict[int, list[tuple[Candidate, tuple[Finding, ...]]]] = {}
    for candidate, findings in zip(candidates, find_findings_of_wish(cases), strict=True):
        answers.setdefault(candidate.position, []).append((candidate, findings))
    return EnquiryVerdict(tuple(_date_verdict(told) for _, told in sorted(answers.items())))


def _date_verdict(answers: Sequence[tuple[Candidate, tuple[Finding, ...]]]) -> DateVerdict:
    """One verdict on a date from the answers for each of its rooms."""
    return DateVerdict(
        day=answers[0][0].day,
        candidates=tuple(candidate for candidate, _ in answers),
        findings=tuple(finding for _, findings in answers for finding in findings),
    )
