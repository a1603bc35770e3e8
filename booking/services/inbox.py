"""The inbox of staff: what waits for an answer, and what was answered lately.

However many bookings lie there, looking takes the same number of questions: all
open dates of a page are weighed with one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from booking.domain.answers import answer_by
from booking.domain.bookings import Booking
from booking.domain.desk import DeskBooking, Pile, lay_on_desk
from booking.domain.filters import Filter, Progress
from booking.domain.house import House
from booking.domain.people import Person, require_staff
from booking.services.bookings import PAGE, BookingPage
from booking.services.books import Books
from booking.store.claims import Asked, find_claims
from booking.store.ledger import Ledger
from booking.store.queue import Waiting, find_waiting

ON_DESK = 30
"""How many waiting bookings stand on one page; every date of theirs is weighed."""
LATELY = 10
"""How many answered bookings stand below the inbox."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of what waits, by pile, and the latest of what was answered."""

    pending: tuple[DeskBooking, ...]
    """The earliest promise first."""
    total: int
    page: int
    pages: int
    settled: tuple[Booking, ...]

    def pile(self, pile: Pile) -> tuple[DeskBooking, ...]:
        """The bookings of one pile, the earliest promise first."""
        return tuple(one for one in self.pending if one.pile is pile)


def look_at_inbox(books: Books, person: Person, text: str, page: int, now: datetime) -> Inbox:
    """What waits for an answer and what was answered lately; with a text, only what
    mentions it. Pages count from 1. Raises `SignInNeeded` or `NotAllowed`."""
    require_staff(person)
    waiting = Filter(progress=Progress.OPEN, text=text)
    with books.reading(now) as ledger:
        queue = sorted(find_waiting(ledger, waiting), key=partial(promised_by, books.house))
        total, begin = len(queue), (page - 1) * ON_DESK
        shown = [one.booking_id for one in queue[begin : begin + ON_DESK]]
        pending = lay_out(books, ledger, ledger.find_bookings_by_id(shown))
        settled = ledger.find_lately_changed(Filter(progress=Progress.SETTLED, text=text), LATELY)
    return Inbox(pending, total, page, max(1, -(-total // ON_DESK)), settled)


def promised_by(house: House, waiting: Waiting) -> date:
    """By when the house answers; those of one day stay in the order in which they came."""
    return answer_by(house, waiting.received_at, waiting.first_open)


def look_at_settled(
    books: Books, person: Person, text: str, page: int, now: datetime
) -> BookingPage:
    """What was answered, the latest first; pages count from 1. Raises `SignInNeeded` or
    `NotAllowed`."""
    require_staff(person)
    wanted = Filter(progress=Progress.SETTLED, text=text)
    with books.reading(now) as ledger:
        total = ledger.count_bookings(wanted)
        found = ledger.find_lately_changed(wanted, PAGE, (page - 1) * PAGE)
    return BookingPage(found, total, page, max(1, -(-total // PAGE)))


def lay_out(books: Books, ledger: Ledger, bookings: Sequence[Booking]) -> tuple[DeskBooking, ...]:
    """Bookings with their open dates weighed, all with one question."""
    asked = [
        Asked(one.id, books.ids.space_ids(one.spaces), one.occupied)
        for booking in bookings
        for one in booking.occurrences
        if one.status.is_open
    ]
    claims = find_claims(ledger.session, asked, ledger.now)
    return tuple(lay_on_desk(booking, claims, books.house, ledger.now) for booking in bookings)
