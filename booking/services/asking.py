"""What becomes of an enquiry at the door: its dates are judged and stored, and a mail is owed.

Whoever asks in earnest comes through here: by a form, by the API, by a link in a mail.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.domain.approval import needs_no_answer
from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate, get_room_for, plan_candidates
from booking.domain.enquiries import Enquiry, OnConflict
from booking.domain.people import Person, Standing
from booking.domain.refusals import BadInput, DatesNotFree, NotFound
from booking.domain.rules import Claims
from booking.domain.statuses import Status
from booking.domain.verdicts import DateVerdict, EnquiryVerdict, judge_enquiry
from booking.services import mail
from booking.services.books import Books
from booking.services.mail.to_people import owe_new_enquiry
from booking.services.mail.urgent import owe_short_notice
from booking.store.associations import is_trusted
from booking.store.claims import Asked, find_claims
from booking.store.deeds import count_attempt
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.speakers import find_or_add_delegate, find_or_add_own_delegate
from booking.store.tables import BookingRow, DelegateRow
from booking.store.tokens import Purpose, add_token

HOUR = timedelta(hours=1)
MOST_PER_HOUR = {Standing.VISITOR: 20, Standing.ASSOCIATION: 120}
"""How many enquiries one address, or one association, may send; staff as many as they like."""


@dataclass(frozen=True, slots=True)
class Requested:
    """What came of an enquiry."""

    booking: Booking
    secret: str
    """Opens the booking's own page; shown once."""
    left_out: tuple[DateVerdict, ...]
    """Dates that were not requested. Empty when a repeated deed is answered again."""


def store(
    books: Books,
    door: Door,
    person: Person,
    enquiry: Enquiry,
    candidates: Sequence[Candidate],
    agreed: Collection[date] = (),
) -> Requested:
    """Judges an enquiry anew at the door and stores what can be had of it.

    `agreed` are days that its sender counts on. Raises `DatesNotFree` if one of them can
    no longer be had, or nothing can.
    """
    delegate = speaker(door, person, enquiry)  # associations are locked before spaces
    door.lock_spaces({number for one in candidates for number in space_ids(books, one)})
    verdict = weigh(books, door.ledger, person, enquiry, candidates)
    planned = choose(with_trust(door, person, delegate), enquiry, verdict)
    if not set(agreed) <= {candidate.day for candidate, _ in planned}:
        raise DatesNotFree(verdict=verdict)
    row = new_row(enquiry, person, delegate, door.ledger.now)
    door.add_booking(row, planned, host=books.house.slug)
    stored = {candidate.position for candidate, _ in planned}
    left_out = tuple(one for one in verdict.dates if one.candidates[0].position not in stored)
    requested = answer(door, row.id or 0, left_out)
    mail.owe_received(door, books.house, requested.booking, [one.day for one in left_out])
    if not person.is_staff:
        owe_new_enquiry(door, books.house, requested.booking)
    owe_short_notice(door, books.house, None, requested.booking)
    return requested


def plan_for(books: Books, person: Person, enquiry: Enquiry) -> tuple[Candidate, ...]:
    """The candidates of an enquiry; hidden rooms are unknown to outsiders."""
    for slug in enquiry.all_rooms:
        get_room_for(books.house, person, slug)
    return plan_candidates(enquiry, books.house)


def weigh(
    books: Books,
    ledger: Ledger,
    person: Person,
    enquiry: Enquiry,
    candidates: Sequence[Candidate],
) -> EnquiryVerdict:
    """The verdict on candidates as the books stand: one question for all dates."""
    claims = claims_on(books, ledger, candidates)
    return judge_enquiry(enquiry, candidates, claims, ledger.house, person, ledger.now)


def claims_on(
    books: Books, ledger: Ledger, candidates: Sequence[Candidate]
) -> Mapping[int, Claims]:
    """What others have on the candidates, by their index; one question for all of them."""
    asked = [
        Asked(index, books.ids.space_ids(candidate.spaces), occupied)
        for index, candidate in enumerate(candidates)
        if (occupied := candidate.occupied)
    ]
    return find_claims(ledger.session, asked, ledger.now)


def space_ids(books: Books, candidate: Candidate) -> tuple[int, ...]:
    """The ids of the spaces a candidate takes."""
    return books.ids.space_ids(candidate.spaces)


def choose(
    person: Person, enquiry: Enquiry, verdict: EnquiryVerdict
) -> list[tuple[Candidate, Status]]:
    """The dates to store, as the enquiry wants conflicts to be met."""
    if enquiry.on_conflict is OnConflict.FAIL and verdict.bookable < len(verdict.dates):
        raise DatesNotFree(verdict=verdict)
    chosen = [
        (candidate, status)
        for one in verdict.dates
        if (status := first_status(person, enquiry, one))
        for candidate in one.candidates
    ]
    if not chosen:
        raise DatesNotFree(verdict=verdict)
    return chosen


def first_status(person: Person, enquiry: Enquiry, one: DateVerdict) -> Status | None:
    """What a date begins as; None if it is left out."""
    if needs_no_answer(person, enquiry, one):
        return Status.CONFIRMED
    if one.is_bookable:
        return Status.REQUESTED
    waits = enquiry.on_conflict is OnConflict.WAIT or one.day in enquiry.waiting_days
    return Status.WAITING if waits and one.can_wait else None


def speaker(door: Door, person: Person, enquiry: Enquiry) -> DelegateRow:
    """Who asks: the bearer of an association's token speaks for it alone."""
    session = door.ledger.session
    if person.association_id is not None:
        return find_or_add_own_delegate(session, person.association_id, enquiry.group)
    if enquiry.group is None:
        raise BadInput("/association", "missing")
    return find_or_add_delegate(session, enquiry.group, door.ledger.now)


def with_trust(door: Door, person: Person, delegate: DelegateRow) -> Person:
    """The person, trusted if they have shown to act for an association that staff trust: by its
    token, or by an address that they have proven."""
    number = delegate.association_id
    acts = person.association_id == number or person.proven_email == delegate.email != ""
    return replace(person, is_trusted=acts and is_trusted(door.ledger.session, number))


def new_row(enquiry: Enquiry, person: Person, delegate: DelegateRow, now: datetime) -> BookingRow:
    """The booking of an enquiry, as it will be kept."""
    group = enquiry.group
    return BookingRow(
        reference="",
        association_id=delegate.association_id,
        delegate_id=delegate.id or 0,
        contact=group.contact if group else delegate.name,
        phone=group.phone if group else delegate.phone,
        language=group.language if group else delegate.language,
        title=enquiry.title,
        public_title=enquiry.public_title,
        activity=enquiry.activity,
        persons=enquiry.persons,
        seating=enquiry.seating,
        notes=enquiry.notes,
        any_room=enquiry.any_room,
        rrule=str(enquiry.series.rule) if enquiry.series else None,
        heeds_school_holidays=enquiry.heeds_school_holidays,
        entered_by_staff=person.is_staff,
        kind=enquiry.kind.value,
        received_at=now,
        proven_at=now,  # proof of the address by mail comes with the mails themselves
    )


def count_enquiry(books: Books, person: Person, origin: str, now: datetime) -> None:
    """Counts this enquiry against whoever sends it, in a transaction of its own: what is
    refused in the end, or was stored before, is work all the same."""
    most = MOST_PER_HOUR.get(person.standing)
    if most is not None:
        key = f"enquiry {origin_of(person, origin)}"
        books.database.run(lambda session: count_attempt(session, key, most, HOUR, now))


def origin_of(person: Person, origin: str) -> str:
    """Whose enquiry this is: a program's, an account's, or that of an address."""
    if person.token_id is not None:
        return f"token {person.token_id}"
    return f"{person.standing} {person.account_id or origin}"


def answer(door: Door, booking_id: int, left_out: tuple[DateVerdict, ...]) -> Requested:
    """The stored booking, with a link to its page."""
    session = door.ledger.session
    secret = add_token(session, Purpose.BOOKING_LINK, door.ledger.now, booking_id=booking_id)
    booking = door.ledger.find_booking_by_id(booking_id)
    if booking is None:
        raise NotFound(what="booking")
    return Requested(booking, secret, left_out)
