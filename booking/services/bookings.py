"""Looking at bookings: one's own, or as staff all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.decisions import find_booking_findings
from booking.domain.desk import claims_of_others
from booking.domain.filters import Filter
from booking.domain.people import Person, require_business, require_staff
from booking.domain.rules import Finding
from booking.services.books import Books
from booking.store.claims import Asked, find_claims

PAGE = 50
"""How many bookings stand on one page."""


def get_booking(books: Books, person: Person, reference: str, now: datetime) -> Booking:
    """A booking that is this person's business; to all others there is none (`NotFound`)."""
    with books.reading(now) as ledger:
        return require_business(person, ledger.get_booking(reference))


@dataclass(frozen=True, slots=True)
class BookingPage:
    """One page of bookings."""

    bookings: tuple[Booking, ...]
    total: int
    page: int
    pages: int


def list_bookings(
    books: Books, person: Person, wanted: Filter, page: int, now: datetime
) -> BookingPage:
    """Bookings for staff, the oldest request first; pages count from 1, and behind
    the last one nothing stands."""
    require_staff(person)
    with books.reading(now) as ledger:
        total = ledger.count_bookings(wanted)
        pages, page = max(1, -(-total // PAGE)), max(1, page)
        found = ledger.find_bookings(wanted, PAGE, (page - 1) * PAGE) if page <= pages else ()
    return BookingPage(found, total, page, pages)


def find_findings_today(
    books: Books, bookings: Sequence[Booking], now: datetime
) -> Mapping[int, tuple[Finding, ...]]:
    """What the rules say today about the open dates to come, by the date's id. One question
    for all of them; a booking is never in its own way."""
    to_come = {
        booking.id: [
            one for one in booking.occurrences if one.status.is_open and one.period.end > now
        ]
        for booking in bookings
    }
    asked = [
        Asked(one.id, books.ids.space_ids(one.spaces), one.occupied)
        for dates in to_come.values()
        for one in dates
    ]
    with books.reading(now) as ledger:
        claims, house = find_claims(ledger.session, asked, now), ledger.house
    found: dict[int, tuple[Finding, ...]] = {}
    for booking in bookings:
        dates = to_come[booking.id]
        found |= find_booking_findings(
            booking, dates, house, claims_of_others(booking, dates, claims), now
        )
    return found
