"""What else could be had where an enquiry finds its dates taken."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from booking.domain.alternatives import Alternatives, find_rooms_in_question, find_taken_days
from booking.domain.candidates import Candidate
from booking.domain.enquiries import LONGEST_EXTRA, Enquiry
from booking.domain.people import Person
from booking.domain.verdicts import EnquiryVerdict
from booking.services.books import Books
from booking.store.held_spans import find_claimed_spans


def find_alternatives(
    books: Books, person: Person, enquiry: Enquiry, verdict: EnquiryVerdict, now: datetime
) -> Mapping[date, tuple[Candidate, ...]]:
    """Other times in the same room and other public rooms at the same time, by the day that
    is taken: at most three of each, the nearest first. All days are read at once."""
    days = find_taken_days(verdict)
    if not days:
        return {}
    rooms = find_rooms_in_question(enquiry, books.house)
    period = books.house.wall_clock.days(days[0], days[-1] + timedelta(days=1))
    with books.reading(now) as ledger:
        claimed = find_claimed_spans(ledger, rooms, period.widened(LONGEST_EXTRA, LONGEST_EXTRA))
    search = Alternatives(enquiry, books.house, person, claimed, now)
    return {day: found for day in days if (found := search.on(day))}
