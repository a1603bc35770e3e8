"""Staff write down what shall be known about a booking, for themselves alone."""

from datetime import datetime

from booking.domain.notes import require_note
from booking.domain.people import Person, require_staff
from booking.services.books import Books
from booking.store.deeds import digest, find_done_deed, remember_deed
from booking.store.door import Door
from booking.store.notes import add_note


def write_note(
    books: Books, person: Person, reference: str, text: str, key: str, now: datetime
) -> None:
    """Adds a note, once however often its form (`key`) is sent. The booking stays as it is.
    Raises `NotFound`, `BadInput`, `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    said = require_note(text)
    deed_key = digest("note", str(person.account_id), reference, key)

    def deed(door: Door) -> None:
        session = door.ledger.session
        booking = door.ledger.get_booking(reference)
        if find_done_deed(session, deed_key, digest(said)) is None:
            add_note(session, booking.id, person, said, now)
            remember_deed(session, deed_key, digest(said), booking.id, now)

    books.change(person, now, deed)
