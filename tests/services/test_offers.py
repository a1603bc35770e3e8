"""A date that waited has become free: the house offers it, and the association says yes or no."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation
from booking.domain.enquiries import OnConflict
from booking.domain.mails import Kind
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.refusals import BadInput, NotAllowed, NotFound, SignInNeeded, VersionConflict
from booking.domain.statuses import Status
from booking.services import decisions, offers
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.jobs import run_due_jobs
from booking.services.offers import Offering
from booking.services.postman import PostOffice
from booking.services.undoing import undo
from tests.builders import CHOIR, DANCERS, STAFF, a_confirmed, a_request
from tests.mail.conftest import later, office, postbox  # noqa: F401  fixtures
from tests.mail.mails import deliver, owed, text_of
from tests.mail.servers import Postbox

LAST_DAY = date(2026, 12, 1)


def group_of(booking: Booking) -> Person:
    return Person(Standing.ASSOCIATION, booking_id=booking.id)


@pytest.fixture
def taken(books: Books, now: datetime) -> Booking:
    """The evening that others have."""
    return a_confirmed(books, now, group=DANCERS)


@pytest.fixture
def waiting(books: Books, now: datetime, taken: Booking) -> Booking:
    """The choir waits for that evening."""
    booking = a_request(books, now, group=CHOIR, on_conflict=OnConflict.WAIT)
    assert statuses(booking) == [Status.WAITING]
    return booking


@pytest.fixture
def freed(books: Books, now: datetime, taken: Booking, waiting: Booking) -> Booking:
    """The choir waits, and the evening has become free."""
    decisions.cancel(books, STAFF, taken.reference, Cancellation(), now)
    return waiting


def statuses(booking: Booking) -> list[Status]:
    return [one.status for one in booking.occurrences]


def offer(
    books: Books, booking: Booking, now: datetime, by: Person = STAFF, **more: object
) -> Booking:
    ids = frozenset(one.id for one in booking.occurrences)
    offering = Offering(ids, **({"until": LAST_DAY} | more))  # type: ignore[arg-type]
    return offers.offer(books, by, booking.reference, offering, now).booking


def take(books: Books, booking: Booking, now: datetime, by: Person | None = None) -> Booking:
    number = booking.occurrences[0].id
    return offers.take_offer(books, by or group_of(booking), booking.reference, number, now)


def test_an_offered_date_is_kept_until_its_day(books: Books, now: datetime, freed: Booking) -> None:
    (one,) = offer(books, freed, now).occurrences
    assert (one.status, one.offered, one.hold_until) == (Status.HELD, True, LAST_DAY)
    assert statuses(a_request(books, now, group=DANCERS, on_conflict=OnConflict.WAIT)) == [
        Status.WAITING
    ]


def test_taking_an_offer_confirms_it_and_taken_twice_is_taken(
    books: Books, now: datetime, freed: Booking
) -> None:
    offer(books, freed, now)
    assert statuses(take(books, freed, now)) == [Status.CONFIRMED]
    version = take(books, freed, now).version
    assert take(books, freed, now).version == version
    assert [mail.kind for mail in owed(books) if mail.booking_id == freed.id] == [
        Kind.RECEIVED,
        Kind.OFFERED,
        Kind.DECIDED,
    ]
    assert list(examine_every_row(books.database)) == []


def test_a_refused_offer_is_withdrawn_and_leaves_the_room_to_others(
    books: Books, now: datetime, freed: Booking
) -> None:
    offer(books, freed, now)
    said_no = decisions.cancel(books, group_of(freed), freed.reference, Cancellation(), now).booking
    assert statuses(said_no) == [Status.WITHDRAWN]
    assert not said_no.occurrences[0].offered
    a_confirmed(books, now, group=DANCERS)


def test_an_offer_that_nobody_answers_becomes_a_request(
    books: Books, now: datetime, freed: Booking
) -> None:
    offer(books, freed, now)
    afterwards = now + timedelta(days=9)
    with pytest.raises(NotFound):
        take(books, freed, afterwards)
    run_due_jobs(books, afterwards)
    with pytest.raises(NotFound):
        take(books, freed, afterwards)
    with books.reading(afterwards) as ledger:
        assert statuses(ledger.get_booking(freed.reference)) == [Status.REQUESTED]


def test_what_staff_hold_is_no_offer(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    ids = frozenset(one.id for one in booking.occurrences)
    decisions.decide(books, STAFF, booking.reference, decisions.Decision(hold=ids), now)
    with pytest.raises(NotFound):
        take(books, booking, now)


def test_what_is_taken_again_cannot_be_offered(
    books: Books, now: datetime, waiting: Booking
) -> None:
    ids = frozenset(one.id for one in waiting.occurrences)
    offered = offers.offer(books, STAFF, waiting.reference, Offering(ids), now)
    assert [one.occurrence.id for one in offered.conflicts] == list(ids)
    assert statuses(offered.booking) == [Status.WAITING]
    assert Kind.OFFERED not in {mail.kind for mail in owed(books)}


def test_offered_twice_is_offered_once(books: Books, now: datetime, freed: Booking) -> None:
    first, second = (offer(books, freed, now) for _ in range(2))
    assert first.version == second.version


def test_an_offer_that_was_taken_back_is_never_told(
    books: Books, now: datetime, freed: Booking
) -> None:
    offered = offer(books, freed, now)
    assert statuses(undo(books, STAFF, freed.reference, offered.version, now).booking) == [
        Status.WAITING
    ]
    assert Kind.OFFERED not in {mail.kind for mail in owed(books)}


def test_only_staff_offer_and_only_those_concerned_take(
    books: Books, now: datetime, freed: Booking
) -> None:
    with pytest.raises(SignInNeeded):
        offer(books, freed, now, by=VISITOR)
    with pytest.raises(NotAllowed):
        offer(books, freed, now, by=group_of(freed))
    offer(books, freed, now)
    for stranger in (VISITOR, Person(Standing.ASSOCIATION, booking_id=freed.id + 1)):
        with pytest.raises(NotFound):
            take(books, freed, now, by=stranger)


def test_an_offer_names_own_dates_a_day_to_come_and_the_state_that_was_seen(
    books: Books, now: datetime, freed: Booking
) -> None:
    with pytest.raises(BadInput) as refusal:
        offer(books, freed, now, until=date(2026, 11, 22))
    assert refusal.value.problem == "in_the_past"
    with pytest.raises(VersionConflict):
        offer(books, freed, now, version=freed.version + 1)
    strange = Offering(frozenset({10**6}))
    with pytest.raises(BadInput):
        offers.offer(books, STAFF, freed.reference, strange, now)


def test_the_mail_tells_until_when(
    books: Books,
    now: datetime,
    later: datetime,  # noqa: F811
    freed: Booking,
    office: PostOffice,  # noqa: F811
    postbox: Postbox,  # noqa: F811
) -> None:
    offer(books, freed, now)
    deliver(books, office, later)
    (told,) = (text_of(one) for one in postbox.messages if "Raum ist jetzt frei" in one["Subject"])
    assert "- Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B" in told
    assert "bis Dienstag, 1. Dezember 2026" in told
