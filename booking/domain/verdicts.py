"""What the findings of a date come to: one word for the person who asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from booking.domain.candidates import Candidate
from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.people import Person
from booking.domain.rules import Asking, Claims, Finding, Rule, Severity, find_findings_of_wish
from booking.domain.rules.case import UNCLAIMED


class Verdict(StrEnum):
    """The word for one date."""

    FREE = "free"
    ASKED_FOR = "asked_for"
    TAKEN = "taken"
    CLOSED = "closed"
    REFUSED = "refused"


CLOSING = frozenset({Rule.CLOSED, Rule.PUBLIC_HOLIDAY, Rule.SCHOOL_HOLIDAY})


class DateVerdict(NamedTuple):
    """One date of an enquiry in all the rooms wanted together."""

    day: date
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]

    def together_with(self, room: Candidate, findings: tuple[Finding, ...]) -> "DateVerdict":
        """The same date with one more room."""
        return DateVerdict(self.day, (*self.candidates, room), self.findings + findings)

    @property
    def verdict(self) -> Verdict:
        """The word for this date."""
        return judge(self.findings) if self.findings else Verdict.FREE

    @property
    def is_bookable(self) -> bool:
        """Whether the date can be requested as it is."""
        return not self.findings or self.verdict in (Verdict.FREE, Verdict.ASKED_FOR)

    @property
    def rivals(self) -> frozenset[int]:
        """The ids of the dates of others that hold it or ask for it."""
        told = (one.facts.get("with") for one in self.findings)
        return frozenset(number for ids in told if isinstance(ids, list) for number in ids)

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
    """The verdict on every date; `claims` go by the candidates' index, and the candidates by
    their date."""
    rooms = tuple(house.get_room(slug) for slug in enquiry.rooms)
    asking = Asking(
        house=house,
        now=now,
        asked_at=now,
        asker=asker,
        persons=enquiry.persons,
        seating=enquiry.seating,
        activity=enquiry.activity,
        heeds_school_holidays=enquiry.heeds_school_holidays,
        together=rooms if len(rooms) > 1 else (),  # one room may give way to another on a date
    )
    places = [
        (candidate, claims.get(index, UNCLAIMED)) for index, candidate in enumerate(candidates)
    ]
    dates: list[DateVerdict] = []
    found = find_findings_of_wish(asking, places)
    for candidate, findings in zip(candidates, found, strict=True):
        if dates and dates[-1].candidates[0].position == candidate.position:
            dates[-1] = dates[-1].together_with(candidate, findings)
        else:
            dates.append(DateVerdict(candidate.day, (candidate,), findings))
    return EnquiryVerdict(tuple(dates))
