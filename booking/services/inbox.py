"""The inbox of staff: what waits for an answer, and what was answered.

However many bookings lie there, looking takes the same number of questions: the queue is
sorted by what each booking keeps of its dates, and all open dates of a page are weighed
with one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from booking.domain.bookings import Booking
from booking.domain.desk import DeskBooking, Pile, lay_on_desk
from booking.domain.filters import Filter, Progress
from booking.domain.people import Person, require_staff
from booking.domain.proposals import Side
from booking.domain.talk import Talk
from booking.domain.urgency import Queue, in_order
from booking.services.bookings import PAGE, BookingPage
from booking.services.books import Books
from booking.store.claims import Asked, find_claims
from booking.store.ledger import Ledger
from booking.store.messages import find_all_unsettled, find_unsettled
from booking.store.proposals import find_all_open_proposals
from booking.store.queue import find_proposed_for, find_waiting, find_waiting_dates

ON_DESK = 20
"""How many bookings of either turn stand on one page; every date of theirs is weighed."""
FOUND = 10
"""How many answered bookings stand below what a search found."""
MOST_WAITING = 300
"""So many dates on the waiting list are looked at, to tell which rooms have become free."""
RIVALS_NAMED = 3
"""So many others who want the same are named in the line of a booking."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of what waits, by pile, and what a search found among the answered."""

    pending: tuple[DeskBooking, ...]
    """The earliest promise first; what needs nobody today comes last."""
    rivals: Mapping[int, str]
    """The groups that hold or want what those ask for, by the ids of their dates."""
    total: int
    page: int
    pages: int
    settled: tuple[Booking, ...]

    def pile(self, pile: Pile) -> tuple[DeskBooking, ...]:
        """The bookings of one pile, the earliest promise first."""
        return tuple(one for one in self.pending if one.pile is pile)


def look_at_inbox(books: Books, person: Person, wanted: Filter, page: int, now: datetime) -> Inbox:
    """What waits for an answer; of a search, also the latest of what was answered. Pages
    count from 1. Raises `SignInNeeded` or `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        queue = find_queue(ledger, wanted)
        shown = queue.page(page, ON_DESK)
        pending = lay_out(books, ledger, ledger.find_bookings_by_id(shown))
        named = [rival for one in pending for rival in islice(rivals_of(one), RIVALS_NAMED)]
        rivals = ledger.find_groups(named)
        settled: tuple[Booking, ...] = ()
        if wanted != Filter():
            answered = replace(wanted, progress=Progress.SETTLED)
            settled = ledger.find_lately_changed(answered, FOUND)
    return Inbox(pending, rivals, queue.total, page, queue.pages(ON_DESK), settled)


def find_queue(ledger: Ledger, wanted: Filter) -> Queue:
    """All that waits, and whose turn it is."""
    news: dict[int, datetime] = {}
    resting: set[int] = set()
    for message in find_all_unsettled(ledger.session):
        if message.is_news:
            news.setdefault(message.booking_id, message.written_at)
        elif message.is_open(ledger.today):
            resting.add(message.booking_id)
    for one in find_proposed_for(ledger):
        if one.side is Side.ASSOCIATION:
            news[one.booking_id] = min(one.since, news.get(one.booking_id, one.since))
        elif not one.asks_for_more:
            resting.add(one.booking_id)
    news |= dict.fromkeys(find_freed(ledger) - news.keys(), ledger.now)
    waiting = find_waiting(ledger, wanted, also=[*news, *resting])
    return in_order(ledger.house, waiting, news, resting - news.keys())


def find_freed(ledger: Ledger) -> frozenset[int]:
    """The bookings that wait for a room that can be had by now."""
    waiting = find_waiting_dates(ledger, MOST_WAITING)
    claims = find_claims(ledger.session, [asked for _, asked in waiting], ledger.now)
    return frozenset(
        number
        for number, asked in waiting
        if asked.number not in claims or not claims[asked.number].held_by
    )


def rivals_of(desk: DeskBooking) -> Iterable[int]:
    """The dates of others that hold or want the same as one of its open dates."""
    return dict.fromkeys(rival for one in desk.open_dates for rival in sorted(one.rivals))


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
    ids = [booking.id for booking in bookings]
    messages = find_unsettled(ledger.session, ids)
    proposals = find_all_open_proposals(ledger, ids)
    return tuple(
        lay_on_desk(
            booking,
            claims,
            ledger.house,
            ledger.now,
            Talk(messages.get(booking.id, ()), proposals.get(booking.id, ())),
        )
        for booking in bookings
    )
