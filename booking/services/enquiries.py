"""Asking for rooms: what would come of it, and asking in earnest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.domain.approval import needs_no_answer
from booking.domain.bookings import Booking
from booking.domain.candidates import Candidate, get_room_for, plan_candidates
from booking.domain.enquiries import Enquiry, OnConflict
from booking.domain.people import Person, Standing
from booking.domain.refusals import BadInput, DatesNotFree, NotFound
from booking.domain.rooms import Room
from booking.domain.rules import UNCLAIMED, Claims
from booking.domain.statuses import Status
from booking.domain.verdicts import DateVerdict, EnquiryVerdict, judge_enquiry
from booking.services import mail
from booking.services.books import Books
from booking.store.claims import Asked, find_claims
from booking.store.deeds import count_attempt, digest, find_done_deed, remember_deed
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.people import find_or_add_delegate, find_or_add_own_delegate
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


def check(books: Books, person: Person, enquiry: Enquiry, now: datetime) -> EnquiryVerdict:
    """What would come of an enquiry; stores nothing.

    Raises `NotFound` for rooms this person may not know, `BadInput` for a series
    that cannot be followed.
    """
    candidates = plan_for(books, person, enquiry)
    with books.reading(now) as ledger:
        return weigh(books, ledger, person, enquiry, candidates)


def check_rooms(
    books: Books, person: Person, rooms: Sequence[Room], enquiry: Enquiry, now: datetime
) -> tuple[DateVerdict, ...]:
    """What would come of the first date of an enquiry in each of these rooms, in their
    order; one question for all of them, whatever room the enquiry names."""
    wishes = [replace(enquiry, rooms=(room.slug,), series=None) for room in rooms]
    places = [one for wish in wishes for one in plan_candidates(wish, books.house)]
    with books.reading(now) as ledger:
        claims = claims_on(books, ledger, places)
    of_each = (
        judge_enquiry(wish, [place], {0: claims.get(index, UNCLAIMED)}, books.house, person, now)
        for index, (wish, place) in enumerate(zip(wishes, places, strict=True))
    )
    return tuple(verdict.dates[0] for verdict in of_each)


def request(
    books: Books,
    person: Person,
    enquiry: Enquiry,
    now: datetime,
    origin: str,
    key: str | None = None,
) -> Requested:
    """Asks in earnest: the dates that can be had are requested, holding nothing yet.

    `origin` is the network address it came from. With a `key` (an Idempotency-Key,
    the nonce of a form) the same enquiry is stored once, however often it is sent.
    Raises as `check` does, `DatesNotFree` if nothing can be stored as wished,
    `KeyUsedOtherwise`, `TooManyAttempts`.
    """
    count_enquiry(books, person, origin, now)
    candidates = plan_for(books, person, enquiry)
    deed_key = key and digest(origin_of(person, origin), key)
    fingerprint = digest(enquiry.wording)

    def deed(door: Door) -> Requested:
        session = door.ledger.session
        done = deed_key and find_done_deed(session, deed_key, fingerprint)
        if done:
            return answer(door, done, ())
        door.lock_spaces({number for one in candidates for number in space_ids(books, one)})
        verdict = weigh(books, door.ledger, person, enquiry, candidates)
        planned = choose(person, enquiry, verdict)
        row = new_row(enquiry, person, speaker(door, person, enquiry), now)
        door.add_booking(row, planned, host=books.house.slug)
        booking_id = row.id or 0
        if deed_key:
            remember_deed(session, deed_key, fingerprint, booking_id, now)
        stored = {candidate.position for candidate, _ in planned}
        left_out = [one for one in verdict.dates if one.candidates[0].position not in stored]
        requested = answer(door, booking_id, tuple(left_out))
        mail.owe_received(door, books.house, requested.booking, [one.day for one in left_out])
        return requested

    return books.change(person, now, deed)


def plan_for(books: Books, person: Person, enquiry: Enquiry) -> tuple[Candidate, ...]:
    """The candidates of an enquiry; hidden rooms are unknown to outsiders."""
    for slug in enquiry.rooms:
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
    return judge_enquiry(enquiry, candidates, claims, books.house, person, ledger.now)


def claims_on(
    books: Books, ledger: Ledger, candidates: Sequence[Candidate]
) -> Mapping[int, Claims]:
    """What others have on the candidates, by their index; one question for all of them."""
    asked = [
        Asked(index, space_ids(books, candidate), occupied)
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


def first_status(person: Person, enquiry: Enquiry, date: DateVerdict) -> Status | None:
    """What a date begins as; None if it is left out."""
    if needs_no_answer(person, enquiry, date):
        return Status.CONFIRMED
    if date.is_bookable:
        return Status.REQUESTED
    waits = enquiry.on_conflict is OnConflict.WAIT and date.can_wait
    return Status.WAITING if waits else None


def speaker(door: Door, person: Person, enquiry: Enquiry) -> DelegateRow:
    """Who asks: the bearer of an association's token speaks for it alone."""
    session = door.ledger.session
    if person.association_id is not None:
        return find_or_add_own_delegate(session, person.association_id, enquiry.group)
    if enquiry.group is None:
        raise BadInput("/association", "missing")
    return find_or_add_delegate(session, enquiry.group, door.ledger.now)


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
        rrule=str(enquiry.series.rule) if enquiry.series else None,
        heeds_school_holidays=enquiry.heeds_school_holidays,
        entered_by_staff=person.is_staff,
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
