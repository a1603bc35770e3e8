"""What came of the deed that was just done, and whether it can still be taken back."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.changes import Change, can_be_taken_back
from booking.domain.people import Person, require_staff
from booking.services.books import Books
from booking.services.mail import deed_key
from booking.store.history import find_changes
from booking.store.mails import find_due


@dataclass(frozen=True, slots=True)
class Outcome:
    """One deed on a booking: the lines of its history that made one version."""

    booking: Booking
    version: int
    steps: tuple[Change, ...]
    """Never empty."""
    can_undo: bool
    """Whether people of the house did it and nothing happened since, and the mail about it
    still waits."""
    mail_at: datetime | None
    """When the mail about it leaves; None if none waits, or something happened since."""


def find_outcome(
    books: Books, person: Person, reference: str, version: int, now: datetime
) -> Outcome | None:
    """What made this version of a booking; None if nothing did, or there is no such booking.
    Raises `SignInNeeded` or `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        booking = ledger.find_booking(reference)
        if booking is None:
            return None
        changes = find_changes(ledger.session, booking.id, since=version - 1)
        mail_at = find_due(ledger.session, deed_key(booking))
    steps = tuple(one for one in changes if one.version == version and one.what == "step")
    if not steps:
        return None
    is_last = booking.version == version
    can_undo = is_last and can_be_taken_back(steps, now)
    return Outcome(booking, version, steps, can_undo, mail_at if is_last else None)
