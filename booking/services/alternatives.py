"""What else could be had where an enquiry finds its dates taken."""

from collections.abc import Callable, Mapping, Sequence
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
    return _found(books, person, enquiry, days, now, Alternatives.on)


def find_other_times(
    books: Books, person: Person, enquiry: Enquiry, days: Sequence[date], now: datetime
) -> Mapping[date, tuple[Candidate, ...]]:
    """Other times in the same room alone, for days in order."""
    return _found(books, person, enquiry, days, now, Alternatives.times_on)


def _found(
    books: Books,
    person: Person,
    enquiry: Enquiry,
    days: Sequence[date],
    now: datetime,
    search: Callable[[Alternatives, date], tuple[Candidate, ...]],
) -> Mapping[date, tuple[Candidate, ...]]:
    if not days:
        return {}
    rooms = find_rooms_in_question(enquiry, books.house)
    period = books.house.wall_clock.days(days[0], days[-1] + timedelta(days=1))
    with books.reading(now) as ledger:
        house = ledger.house
        claimed = find_claimed_spans(ledger, rooms, period.widened(LONGEST_EXTRA, LONGEST_EXTRA))
    alternatives = Alternatives(enquiry, house, person, claimed, now)
    return {day: found for day in days if (found := search(alternatives, day))}
