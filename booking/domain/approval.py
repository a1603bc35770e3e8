"""Small requests that nobody needs to look at: rooms may confirm them by themselves."""

from datetime import timedelta

from booking.domain.enquiries import Enquiry
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.rules import Severity
from booking.domain.verdicts import DateVerdict, Verdict


def needs_no_answer(person: Person, enquiry: Enquiry, date: DateVerdict) -> bool:
    """Whether a date is confirmed as it comes in: free, nobody else asked, nothing to warn
    of, small enough for each of its rooms, and asked for by an association that staff trust."""
    return (
        person.is_trusted
        and date.verdict is Verdict.FREE
        and all(finding.severity is Severity.INFORM for finding in date.findings)
        and all(is_small(enquiry, one.room) for one in date.candidates)
    )


def is_small(enquiry: Enquiry, room: Room) -> bool:
    """Whether a wish lies within the room's limits. Nobody knows how many come if it does
    not say so."""
    limits = room.approval.automatic_up_to
    if limits is None or enquiry.persons is None:
        return False
    lasts = timedelta(minutes=enquiry.end.minutes - enquiry.begin.minutes)
    return enquiry.persons <= limits.persons and lasts <= timedelta(minutes=limits.minutes)
