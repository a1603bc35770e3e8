"""Going on after the end of a series: groups answer by a link, staff see who has not.

"As before" is a new request, made once and judged by the rules; clear ones are confirmed
together.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.bookings import Booking
from booking.domain.candidates import is_holiday, plan_candidates
from booking.domain.decisions import Decision
from booking.domain.enquiries import Enquiry
from booking.domain.people import Person, Standing, require_business, require_staff
from booking.domain.refusals import DatesNotFree, NotFound, Refusal
from booking.domain.renewals import (
    ASK_BEFORE,
    LISTED_AFTER,
    EndingSeries,
    Renewal,
    RenewalAnswer,
    next_term,
)
from booking.services.asking import space_ids, store
from booking.services.books import Books
from booking.services.decisions import decide
from booking.services.inbox import lay_out
from booking.store.delegates import lock_association
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.renewals import find_ending, find_renewals, write_renewal


@dataclass(frozen=True, slots=True)
class Asked:
    """A series whose group is asked whether it goes on."""

    booking: Booking
    wish: Enquiry | None
    """What "as before" would ask for; None if that cannot be."""
    days: tuple[date, ...]
    """Its days; those that the pauses leave out are not among them."""
    renewal: Renewal | None
    following: Booking | None


def look_at_renewal(books: Books, person: Person, reference: str, now: datetime) -> Asked:
    """The question. Raises `NotFound`, also for what is no series and for people whose business
    it is not."""
    with books.reading(now) as ledger:
        booking = get_series(ledger, person, reference)
        renewal = find_renewals(ledger.session, [booking.id]).get(booking.id)
        number = renewal.next_id if renewal else None
        following = ledger.find_booking_by_id(number) if number else None
        wish = next_term(booking, ledger.house, ledger.today)
        days = tuple(wish.dates(is_holiday)) if wish else ()
        return Asked(booking, wish if days else None, days, renewal, following)


def answer_renewal(
    books: Books, person: Person, reference: str, answer: RenewalAnswer, now: datetime
) -> Booking | None:
    """Notes the answer; "as before" makes a new request, which is returned. Once that is made
    it stands, whatever is answered later.

    Raises `NotFound`, `DatesNotFree` if no date can be had as before.
    """

    def deed(door: Door) -> Booking | None:
        booking = get_series(door.ledger, person, reference)
        wish = next_term(booking, door.ledger.house, door.ledger.today)
        candidates = plan_candidates(wish, books.house) if wish else ()
        lock_association(door.ledger.session, booking.association_id)  # before bookings
        door.open(reference, {number for one in candidates for number in space_ids(books, one)})
        known = find_renewals(door.ledger.session, [booking.id]).get(booking.id)
        if known and known.next_id:
            return door.ledger.find_booking_by_id(known.next_id)
        if known and known.answer is answer:
            return None
        following = None
        if answer is RenewalAnswer.ON:
            if wish is None:
                raise DatesNotFree
            following = store(books, door, asker_of(person, booking), wish, candidates).booking
        number = following.id if following else None
        write_renewal(door.ledger.session, booking.id, answer, now, number)
        door.note(booking.id, TOLD[answer])
        return following

    return books.change(person, now, deed)


TOLD = {
    RenewalAnswer.ON: "renewed",
    RenewalAnswer.CHANGE: "renewal_change",
    RenewalAnswer.STOP: "renewal_stop",
}
"""What the history calls each answer."""


def asker_of(person: Person, booking: Booking) -> Person:
    """Who asks for the next term: the association itself, for which the link was made."""
    if person.is_staff:
        return person
    return Person(
        Standing.ASSOCIATION,
        association_id=booking.association_id,
        proven_email=person.proven_email,
    )


def list_ending(books: Books, person: Person, now: datetime) -> tuple[EndingSeries, ...]:
    """The series that end within eight weeks, or have just ended, the earliest first. Raises
    `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        session, today = ledger.session, ledger.today
        ends = find_ending(session, today - LISTED_AFTER, today + ASK_BEFORE, ASK_BEFORE)
        answers = find_renewals(session, ends.keys())
        ids = [one.next_id for one in answers.values() if one.next_id]
        desks = lay_out(books, ledger, ledger.find_bookings_by_id(ids))
        following = {one.booking.id: one for one in desks}
        found = ledger.find_bookings_by_id(list(ends))
    return tuple(
        EndingSeries(
            one,
            ends[one.id],
            answer := answers.get(one.id),
            following.get(answer.next_id) if answer and answer.next_id else None,
        )
        for one in found
    )


def confirm_clear(
    books: Books, person: Person, references: Collection[str], now: datetime
) -> tuple[int, int]:
    """Confirms those of these requests that are still clear, each by itself; returns how many
    were confirmed and how many need a look. Raises `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    clear = {
        one.following.booking.reference: one.following
        for one in list_ending(books, person, now)
        if one.following is not None and one.is_clear
    }
    done = 0
    for reference in [one for one in clear if one in references]:
        desk = clear[reference]
        decision = Decision(confirm=frozenset(desk.free_ids), version=desk.booking.version)
        try:
            done += not decide(books, person, reference, decision, now).conflicts
        except Refusal:  # somebody decided meanwhile: it needs a look
            continue
    return done, len(set(references)) - done


def get_series(ledger: Ledger, person: Person, reference: str) -> Booking:
    """A series that is this person's business; raises `NotFound`."""
    booking = require_business(person, ledger.get_booking(reference))
    if booking.rrule is None:
        raise NotFound(what="booking", reference=reference)
    return booking
