"""One booking as its association sees it: dates, proposals, messages, a calendar file."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate
from booking.domain.messages import Message
from booking.domain.offers import Lapsed, find_lapsed
from booking.domain.people import Person, require_business
from booking.domain.proposals import Proposal
from booking.domain.reasons import Why, whys_of
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.mail.calendar import dates_as_calendar
from booking.services.other_places import find_other_places
from booking.store.history import find_changes
from booking.store.ledger import Ledger
from booking.store.messages import find_messages
from booking.store.offers import find_ended_holds
from booking.store.proposals import find_lapsed_proposals, find_open_proposals


@dataclass(frozen=True, slots=True)
class OwnBooking:
    """A booking with what both sides have proposed and written."""

    booking: Booking
    proposals: tuple[Proposal, ...]
    """Those that can still be answered."""
    messages: tuple[Message, ...]
    """The oldest first."""
    whys: Mapping[int, Why]
    """Why the house let dates fall, by their ids."""
    lapsed: Mapping[int, Lapsed]
    """What it kept free until a day that has gone by, by the same."""


def look_at_own_booking(books: Books, person: Person, reference: str, now: datetime) -> OwnBooking:
    """All of one booking. Raises `NotFound`, also to people whose business it is not."""
    with reading_own(books, person, reference, now) as (ledger, booking):
        changes = find_changes(ledger.session, booking.id)
        return OwnBooking(
            booking,
            find_open_proposals(ledger, booking.id),
            find_messages(ledger.session, booking.id),
            whys_of(booking.occurrences, changes),
            find_lapsed(
                changes,
                find_lapsed_proposals(ledger, booking.id),
                find_ended_holds(ledger, booking.id),
            ),
        )


def confirmed_dates_file(books: Books, person: Person, reference: str, now: datetime) -> bytes:
    """The confirmed dates as a calendar file, past ones included. Raises `NotFound`, also to
    people whose business the booking is not."""
    with reading_own(books, person, reference, now) as (_, booking):
        confirmed = [one for one in booking.occurrences if one.status is Status.CONFIRMED]
        return dates_as_calendar(books.house, booking, confirmed)


def suggest_places(
    books: Books, person: Person, reference: str, occurrence: int, now: datetime
) -> tuple[Candidate, ...]:
    """Where else one date could be on its day. Raises `NotFound`, also to people whose business
    the booking is not."""
    with reading_own(books, person, reference, now) as (ledger, booking):
        dates = [one for one in booking.occurrences if one.id == occurrence]
        return find_other_places(ledger, ledger.house, booking, dates)


@contextmanager
def reading_own(
    books: Books, person: Person, reference: str, now: datetime
) -> Iterator[tuple[Ledger, Booking]]:
    """The books, open at a booking that is this person's business; raises `NotFound`."""
    with books.reading(now) as ledger:
        yield ledger, require_business(person, ledger.get_booking(reference))
