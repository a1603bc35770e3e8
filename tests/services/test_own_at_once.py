"""Staff and association act at the same moment: one comes first, the other is told, and nothing
is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from threading import Barrier, Thread

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation, Decision
from booking.domain.enquiries import OnConflict
from booking.domain.moves import Target
from booking.domain.people import Person, Standing
from booking.domain.refusals import NotFound, Refusal, WrongStep
from booking.domain.statuses import Status
from booking.services import decisions, offers, proposals, replies
from booking.services.associations import change_association, look_at_association
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.offers import Offering
from booking.services.proposals import Proposing
from booking.services.replies import Reply
from booking.store.door import Door
from booking.store.steps import SECOND, Step
from tests.builders import DANCERS, STAFF, a_confirmed, a_request


def group_of(booking: Booking) -> Person:
    return Person(Standing.ASSOCIATION, booking_id=booking.id)


def at_once(*deeds: Callable[[], object]) -> list[Refusal | None]:
    """What became of deeds that begin together: nothing bad, or the refusal."""
    barrier = Barrier(len(deeds))

    def done(deed: Callable[[], object]) -> Refusal | None:
        barrier.wait(timeout=10)
        try:
            deed()
        except Refusal as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def status_of(books: Books, booking: Booking, now: datetime) -> Status:
    with books.reading(now) as ledger:
        return ledger.get_booking(booking.reference).occurrences[0].status


def test_staff_confirm_while_the_association_withdraws(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    ids = frozenset(one.id for one in booking.occurrences)
    decided, withdrawn = at_once(
        lambda: decisions.decide(books, STAFF, booking.reference, Decision(confirm=ids), now),
        lambda: decisions.cancel(books, group_of(booking), booking.reference, Cancellation(), now),
    )
    assert withdrawn is None  # whoever gives up is always heard
    if decided is None:
        assert status_of(books, booking, now) is Status.CANCELLED
    else:
        assert isinstance(decided, WrongStep)
        assert status_of(books, booking, now) is Status.WITHDRAWN
    assert list(examine_every_row(books.database)) == []


def test_an_offer_is_taken_while_staff_decline_it(books: Books, now: datetime) -> None:
    taken = a_confirmed(books, now, group=DANCERS)
    booking = a_request(books, now, on_conflict=OnConflict.WAIT)
    decisions.cancel(books, STAFF, taken.reference, Cancellation(), now)
    ids = frozenset(one.id for one in booking.occurrences)
    offers.offer(books, STAFF, booking.reference, Offering(ids, date(2026, 12, 1)), now)
    number = booking.occurrences[0].id
    took, declined = at_once(
        lambda: offers.take_offer(books, group_of(booking), booking.reference, number, now),
        lambda: decisions.decide(books, STAFF, booking.reference, Decision(decline=ids), now),
    )
    assert (took is None) != (declined is None)
    wanted = Status.CONFIRMED if took is None else Status.DECLINED
    assert status_of(books, booking, now) is wanted
    assert list(examine_every_row(books.database)) == []


def test_a_proposal_is_accepted_while_the_date_is_given_up(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    number, person = booking.occurrences[0].id, group_of(booking)
    proposing = Proposing(number, Target("saal-a"))
    proposals.propose(books, STAFF, booking.reference, proposing, now)
    accepted, given_up = at_once(
        lambda: replies.reply(books, person, booking.reference, number, Reply.ACCEPT, now),
        lambda: decisions.cancel(books, STAFF, booking.reference, Cancellation(), now),
    )
    assert given_up is None
    assert accepted is None or isinstance(accepted, NotFound)
    assert status_of(books, booking, now) in (Status.CANCELLED, Status.WITHDRAWN)
    assert list(examine_every_row(books.database)) == []


def test_a_group_is_renamed_while_one_of_its_dates_is_confirmed(
    books: Books, now: datetime
) -> None:
    """Two changes of one date: whoever reads calendars sees two moments."""
    booking = a_request(books, now)
    (date_,) = booking.occurrences
    number = booking.association_id
    known = look_at_association(books, STAFF, number, now).association.facts
    facts = replace(known, name="Chor mit Grenzen")
    rename = Thread(target=change_association, args=(books, STAFF, number, facts, now))

    def confirm(door: Door) -> None:
        opened = door.open(booking.reference)
        rename.start()
        rename.join(timeout=0.5)
        door.write(opened, [Step(opened.occurrences[0], Status.CONFIRMED)])

    books.change(STAFF, now, confirm)
    rename.join(timeout=10)
    with books.reading(now) as ledger:
        after = ledger.get_booking(booking.reference)
    assert after.association == "Chor mit Grenzen"
    assert after.occurrences[0].sequence == date_.sequence + 2
    assert after.occurrences[0].changed_at == date_.changed_at + 2 * SECOND
