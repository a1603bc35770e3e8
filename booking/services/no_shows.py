"""Nobody came: caretakers say so, and take it back. What follows, staff decide."""

from collections.abc import Callable
from datetime import datetime

from booking.domain.day_sheet import can_be_missed
from booking.domain.entries import Entry
from booking.domain.people import Person, require_caretaker
from booking.domain.refusals import NotFound, WrongMoment
from booking.services.books import Books
from booking.store.door import Door
from booking.store.history import Line, note
from booking.store.no_shows import add_no_show, take_back_no_show


def report(books: Books, person: Person, occurrence_id: int, now: datetime) -> None:
    """Nobody came to a date; said twice, it is noted once. Raises `NotFound`, and
    `WrongMoment` unless the date has begun, within a day."""

    def deed(door: Door, entry: Entry) -> bool:
        if not can_be_missed(entry, now):
            raise WrongMoment(day=entry.occurrence.day, begin=entry.occurrence.begin)
        return add_no_show(door.ledger.session, occurrence_id, person, now)

    note_if_done(books, person, occurrence_id, now, "no_show", deed)


def take_back(books: Books, person: Person, occurrence_id: int, now: datetime) -> None:
    """Somebody came after all. Raises `NotFound`."""

    def deed(door: Door, _entry: Entry) -> bool:
        return take_back_no_show(door.ledger.session, occurrence_id, now)

    note_if_done(books, person, occurrence_id, now, "no_show_taken_back", deed)


def note_if_done(
    books: Books,
    person: Person,
    occurrence_id: int,
    now: datetime,
    what: str,
    deed: Callable[[Door, Entry], bool],
) -> None:
    """Does something about a date and writes a line into the history of its booking."""
    require_caretaker(person)

    def noted(door: Door) -> None:
        found = door.ledger.find_entries([occurrence_id])
        if not found:
            raise NotFound(what="occurrence", occurrence=occurrence_id)
        booking = door.open(found[0].reference)
        if deed(door, found[0]):
            note(door.ledger.session, now, person, [Line(booking.id, what, {}, occurrence_id)])

    books.change(person, now, noted)
