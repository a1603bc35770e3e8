"""Small requests of trusted associations, which rooms confirm by themselves."""

from datetime import datetime

import pytest

from booking.domain.associations import AssociationFacts
from booking.domain.bookings import Booking
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.statuses import Status
from booking.services import enquiries, tokens
from booking.services.associations import change_association
from booking.services.books import Books
from tests.builders import CHOIR, DANCERS, STAFF, a_request, an_enquiry

ROOM = "seminar-1"  # automatic up to 20 persons and 180 minutes


@pytest.fixture
def association(books: Books, now: datetime) -> Person:
    """An association that is known by its token, and trusted."""
    secret = tokens.add_association_token(books, CHOIR.name, CHOIR.email, now)
    person = tokens.find_bearer(books, secret, now)
    assert person is not None
    trust(books, person, now)
    return person


def trust(books: Books, person: Person, now: datetime, trusted: bool = True) -> None:
    facts = AssociationFacts(CHOIR.name, trusted=trusted)
    change_association(books, STAFF, person.association_id or 0, facts, now)


def status(books: Books, person: Person, now: datetime, **wish: object) -> Status:
    """What the only date of a request begins as."""
    enquiry = an_enquiry(ROOM, **{"persons": 12, **wish})  # type: ignore[arg-type]
    booking: Booking = enquiries.request(books, person, enquiry, now, "192.0.2.1").booking
    return booking.occurrences[0].status


def test_a_small_request_is_confirmed_by_itself(
    books: Books, association: Person, now: datetime
) -> None:
    assert status(books, association, now) is Status.CONFIRMED


@pytest.mark.parametrize(
    "wish", [{"persons": 21}, {"persons": None}, {"end": "21:30"}], ids=["many", "unknown", "long"]
)
def test_a_larger_one_waits_for_staff(
    books: Books, association: Person, now: datetime, wish: dict[str, object]
) -> None:
    assert status(books, association, now, **wish) is Status.REQUESTED


def test_one_that_is_known_but_not_trusted_waits_for_staff(
    books: Books, association: Person, now: datetime
) -> None:
    trust(books, association, now, trusted=False)
    assert status(books, association, now) is Status.REQUESTED


def test_a_stranger_waits_for_staff(books: Books, now: datetime) -> None:
    assert status(books, VISITOR, now) is Status.REQUESTED
    staff = Person(Standing.STAFF)
    assert status(books, staff, now) is Status.REQUESTED


def test_a_date_that_others_asked_for_waits_for_staff(
    books: Books, association: Person, now: datetime
) -> None:
    a_request(books, now, ROOM, group=DANCERS)
    assert status(books, association, now) is Status.REQUESTED
