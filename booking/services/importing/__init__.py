"""Taking over what stood elsewhere: a calendar of one room, or a table of the whole week.

The look before it is the deed itself, undone: so it tells exactly what would happen, also
where two entries of one file get in each other's way.
"""

from datetime import datetime

from booking.domain.imports import Source
from booking.domain.people import Person, require_staff
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.services.importing.sources import read_source
from booking.services.importing.taking import ImportReport, take, taken_before
from booking.store.door import Door
from booking.store.imports import find_upload, forget_upload, keep_upload

__all__ = [
    "ImportReport",
    "forget",
    "keep",
    "look_at_taken",
    "look_into",
    "preview",
    "take_kept",
    "take_over",
]


class _OnlyLooked(Exception):
    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


def preview(books: Books, person: Person, source: Source, now: datetime) -> ImportReport:
    """What would become of a file; nothing is stored. Raises `BadInput` for a file that
    cannot be read, `NotFound` for an unknown room, `SignInNeeded` or `NotAllowed`."""
    require_staff(person)
    plan = read_source(books, source, now)

    def look(door: Door) -> ImportReport:
        raise _OnlyLooked(take(books, door, plan))

    try:
        return books.change(person, now, look)
    except _OnlyLooked as looked:
        return looked.report


def take_over(books: Books, person: Person, source: Source, now: datetime) -> ImportReport:
    """Takes a file over: what is free is confirmed; what is not is told and left out. A second
    time changes nothing. Raises as `preview` does."""
    require_staff(person)
    plan = read_source(books, source, now)
    return books.change(person, now, lambda door: take(books, door, plan))


def keep(books: Books, person: Person, source: Source, now: datetime) -> int:
    """Keeps a file for a day, until its sender has looked at it; returns its number. One that
    cannot be read is not kept. Raises as `preview` does."""
    require_staff(person)
    read_source(books, source, now)
    with books.database.writing() as session:
        return keep_upload(session, source, person.account_id or 0, now)


def look_into(books: Books, person: Person, upload: int, now: datetime) -> ImportReport:
    """What would become of a kept file. Raises `NotFound` for files of others, too."""
    return preview(books, person, kept(books, person, upload, now), now)


def look_at_taken(books: Books, person: Person, upload: int, now: datetime) -> ImportReport:
    """What became of a kept file. Raises as `look_into` does."""
    source = kept(books, person, upload, now)
    report = preview(books, person, source, now)
    plan = read_source(books, source, now)
    with books.reading(now) as ledger:
        return taken_before(ledger, plan, report)


def take_kept(books: Books, person: Person, upload: int, now: datetime) -> ImportReport:
    """Takes a kept file over; sent twice, the second finds everything known. Raises as
    `look_into` does."""
    return take_over(books, person, kept(books, person, upload, now), now)


def forget(books: Books, person: Person, upload: int, now: datetime) -> None:
    """The file is not wanted. Raises `NotFound` for files of others, too."""
    kept(books, person, upload, now)
    with books.database.writing() as session:
        forget_upload(session, upload)


def kept(books: Books, person: Person, upload: int, now: datetime) -> Source:
    """A file that this person sent and that is still kept."""
    require_staff(person)
    with books.reading(now) as ledger:
        source = find_upload(ledger.session, upload, person.account_id or 0, now)
    if source is None:
        raise NotFound(what="upload")
    return source
