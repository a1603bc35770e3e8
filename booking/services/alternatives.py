"""What else could be had where an enquiry finds its dates taken."""

from collections.abc import Mapping
from datetime import date, datetime

from booking.domain.alternatives import choose_alternatives, plan_alternatives
from booking.domain.candidates import Candidate
from booking.domain.enquiries import Enquiry
from booking.domain.people import Person
from booking.domain.verdicts import EnquiryVerdict
from booking.services.books import Books
from booking.store.claims import Asked, find_claims


def find_alternatives(
    books: Books, person: Person, enquiry: Enquiry, verdict: EnquiryVerdict, now: datetime
) -> Mapping[date, tuple[Candidate, ...]]:
    """Other public rooms that are free at the same time, by the day that is taken: at most
    three, the nearest in size first. One question for all dates and rooms."""
    candidates = plan_alternatives(enquiry, verdict, books.house)
    asked = [
        Asked(index, books.ids.space_ids(candidate.spaces), occupied)
        for index, candidate in enumerate(candidates)
        if (occupied := candidate.occupied)
    ]
    with books.reading(now) as ledger:
        claims = find_claims(ledger.session, asked, now)
    return choose_alternatives(enquiry, candidates, claims, books.house, person, now)
