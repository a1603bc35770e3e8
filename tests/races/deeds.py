"""What the clients of a race do, as functions that can be sent to another process."""

import random
from datetime import datetime

from argon2 import PasswordHasher

from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.people import Person
from booking.services import decisions, enquiries, jobs, planting, sign_in
from booking.services.books import Books
from tests.builders import STAFF, an_enquiry


def confirm_free(reference: str, now: datetime, books: Books) -> tuple[int, int]:
    """Staff confirm whatever is free of a booking: how many dates were, how many were not."""
    decided = decisions.decide(books, STAFF, reference, Decision(confirm=FREE), now)
    return counted(decided)


def confirm_bit_by_bit(
    reference: str, ids: list[int], seed: int, now: datetime, books: Books
) -> tuple[int, int]:
    """Staff confirm a booking in handfuls, in an order of their own; then what is left."""
    mixed = random.Random(seed).sample(ids, len(ids))
    for at in range(0, len(mixed), 10):
        handful = frozenset(mixed[at : at + 10])
        decisions.decide(books, STAFF, reference, Decision(confirm=handful), now)
    return confirm_free(reference, now, books)


def counted(decided: decisions.Decided) -> tuple[int, int]:
    """How many dates are confirmed, and how many could not be."""
    confirmed = [one for one in decided.booking.occurrences if one.status == "confirmed"]
    return len(confirmed), len(decided.conflicts)


def give_up(reference: str, now: datetime, books: Books) -> int:
    """The association gives up its whole booking: how many dates still stand."""
    booking = decisions.cancel(books, STAFF, reference, Cancellation(), now).booking
    return sum(one.status != "cancelled" for one in booking.occurrences)


def tidy_up(now: datetime, books: Books) -> None:
    """The job that ends expired holds."""
    jobs.end_expired_holds(books, now)


def ask(person: Person, key: str, now: datetime, books: Books) -> str:
    """Somebody sends the same enquiry from one address; the reference of what came of it."""
    wish = an_enquiry(title="Chorprobe")
    return enquiries.request(books, person, wish, now, "192.0.2.7", key=key).booking.reference


def sign_in_wrongly(email: str, now: datetime, books: Books) -> None:
    """Somebody tries a password; raises `WrongSignIn`."""
    quick = PasswordHasher(1, 8, 1)
    sign_in.sign_in(books.database, quick, email, "not the password", "192.0.2.7", now)


def plant_again(now: datetime, books: Books) -> int:
    """The program starts: how many rooms it finds planted."""
    return len(planting.plant(books.database, books.house, now).ids.rooms)
