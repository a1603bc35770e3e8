"""Looking at bookings: one's own, or as staff all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.decisions import find_booking_findings
from booking.domain.desk import claims_of
from booking.domain.filters import Filter
from booking.domain.people import Person, require_staff
from booking.domain.refusals import NotFound
from booking.domain.rules import Finding
from booking.services.books import Books
from booking.store.claims import Asked, find_claims

PAGE = 50
"""How many bookings stand on one page."""


def get_booking(books: Books, person: Person, reference: str, now: datetime) -> Booking:
    """A booking that is this person's business; to all others there is none (`NotFound`)."""
    with books.reading(now) as ledger:
        booking = ledger.find_booking(reference)
    if booking is None or not person.may_see_booking(booking.id, booking.association_id):
        raise NotFound(what="booking", reference=reference)
    return booking


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
    """Bookings for staff, the oldest request first; pages count from 1, and a page that is
    not there is the nearest that is."""
    require_staff(person)
    with books.reading(now) as ledger:
        total = ledger.count_bookings(wanted)
        pages = max(1, -(-total // PAGE))
        shown = min(max(1, page), pages)
        found = ledger.find_bookings(wanted, PAGE, (shown - 1) * PAGE)
    return BookingPage(found, total, shown, pages)


def find_findings_today(
    books: Books, bookings: Sequence[Booking], now: datetime
) -> Mapping[int, tuple[Finding, ...]]:
    """What the rules say today about the open dates to come, by the date's id. One question
    for all of them; a booking is never in its own way."""
    dates = [
        (booking, one)
        for booking in bookings
        for one in booking.occurrences
        if one.status.is_open and one.period.end > now
    ]
    asked = [Asked(one.id, books.ids.space_ids(one.spaces), one.occupied) for _, one in dates]
    with books.reading(now) as ledger:
        claims = find_claims(ledger.session, asked, now)
    own = {booking.id: frozenset(one.id for one in booking.occurrences) for booking in bookings}
    return {
        one.id: find_booking_findings(
            booking, one, books.house, claims_of(one, claims, own[booking.id]), now
        )
        for booking, one in dates
    }
