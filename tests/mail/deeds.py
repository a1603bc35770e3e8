"""Deeds that owe mails, for tests of these."""

from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.decisions import Decision
from booking.domain.moves import Target
from booking.domain.people import Person, Standing
from booking.services import decisions, moves
from booking.services.books import Books
from tests.builders import STAFF


def decide(books: Books, booking: Booking, now: datetime, **said: object) -> Booking:
    decision = Decision(**said)  # type: ignore[arg-type]  tests name fields of Decision
    return decisions.decide(books, STAFF, booking.reference, decision, now).booking


def ids(booking: Booking) -> list[int]:
    return [one.id for one in booking.occurrences]


def group_of(booking: Booking) -> Person:
    return Person(Standing.ASSOCIATION, booking_id=booking.id)


def move_to(books: Books, booking: Booking, room: str, now: datetime, reason: str = "") -> None:
    moving = moves.Moving(ids(booking)[0], Target(room=room), reason=reason)
    moves.move(books, STAFF, booking.reference, moving, now)
