"""Staff look after associations: what kind they are, whether trusted, and notes about them."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.associations import (
    Association,
    AssociationFacts,
    AssociationNote,
    ListedAssociation,
    require_user_group,
)
from booking.domain.bookings import Booking
from booking.domain.delegates import Delegate
from booking.domain.notes import require_note
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.store import associations as kept
from booking.store.delegates import bookings_of, find_delegates, lock_association
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.merging import bookings_of_association
from booking.store.retelling import look_different

ON_PAGE = 50
MOST_BOOKINGS = 50
"""The newest bookings of one association that its page lists."""


@dataclass(frozen=True, slots=True)
class AssociationPage:
    """One page of associations; pages count from 1."""

    listed: tuple[ListedAssociation, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class AssociationRecord:
    """All that staff see of one association."""

    association: Association
    delegates: tuple[Delegate, ...]
    bookings: tuple[Booking, ...]
    """The newest first."""
    notes: tuple[AssociationNote, ...]
    former: tuple[Association, ...]
    """Those that turned out to be this one."""


def list_associations(
    books: Books, person: Person, text: str, page: int, now: datetime
) -> AssociationPage:
    """Those whose name or address has the text in it. Raises `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        total = kept.count_listed(ledger.session, text)
        found = kept.find_listed(ledger.session, text, ON_PAGE, (page - 1) * ON_PAGE)
    return AssociationPage(tuple(found), total, page, max(1, -(-total // ON_PAGE)))


def look_at_association(
    books: Books, person: Person, number: int, now: datetime
) -> AssociationRecord:
    """One association; also one that was merged, which has nothing left but its name. Raises
    `NotFound`, `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        session = ledger.session
        found = kept.get_association(session, number)
        return AssociationRecord(
            found,
            find_delegates(session, [number]),
            ledger.find_bookings_by_id(bookings_of(session, [number], MOST_BOOKINGS)),
            kept.find_association_notes(session, number),
            kept.find_merged_into(session, number),
        )


def change_association(
    books: Books, person: Person, number: int, facts: AssociationFacts, now: datetime
) -> None:
    """Writes what staff say. Another name shows in calendars, and in the history of every
    booking. Raises `NotFound`, also for one that was merged, `BadInput`."""
    require_staff(person)
    require_user_group(books.house, facts.user_group)
    if not facts.name:
        raise BadInput("/name", "missing")

    def deed(door: Door) -> None:
        lock_association(door.ledger.session, number)
        before = get_standing(door.ledger, number)
        if before.facts == facts:
            return
        kept.write_facts(door.ledger.session, number, facts)
        numbers = bookings_of_association(door.ledger.session, number)
        if before.name != facts.name:
            look_different(door, numbers)
        for booking_id in numbers:
            door.note(booking_id, "association_changed", association=number)

    books.change(person, now, deed)


def note_about(
    books: Books, person: Person, number: int, text: str, nonce: str, now: datetime
) -> None:
    """Adds a note, once however often its form is sent. Raises `NotFound`, `BadInput`."""
    require_staff(person)
    said = require_note(text)

    def deed(door: Door) -> None:
        get_standing(door.ledger, number)
        kept.add_association_note(door.ledger.session, number, nonce, person, said, now)

    books.change(person, now, deed)


def get_standing(ledger: Ledger, number: int) -> Association:
    """The association of that id; raises `NotFound`, also for one that was merged into another."""
    found = kept.get_association(ledger.session, number)
    if found.merged_into is not None:
        raise NotFound(what="association")
    return found
