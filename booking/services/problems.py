"""Problems of the house: caretakers report them, with a photo if they like; staff see to them.

The photo is seen by staff alone, and forgotten some time after the problem is done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from booking.domain.day_sheet import get_day_near
from booking.domain.entries import Entry
from booking.domain.people import Person, require_caretaker, require_staff
from booking.domain.problem_reports import Problem, Report
from booking.domain.refusals import BadInput, NotFound
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.photos import tidied_photo
from booking.store.deeds import count_attempt
from booking.store.door import Door
from booking.store.history import Line, note
from booking.store.ledger import Ledger
from booking.store.problems import (
    add_problem,
    find_photo,
    find_problems,
    forget_photos,
    set_done,
)

AN_HOUR = timedelta(hours=1)
MOST_PER_HOUR = 30
"""Reports of one caretaker."""
MOST_LISTED = 100
PHOTOS_KEPT = timedelta(days=90)
"""After a problem is done."""


@dataclass(frozen=True, slots=True)
class Told:
    """A problem, and the date that it was reported with."""

    problem: Problem
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Problems:
    """What is to be seen to, and what was done lately."""

    open: tuple[Told, ...]
    done: tuple[Told, ...]


def report_problem(books: Books, person: Person, report: Report, now: datetime) -> None:
    """Keeps a report; sent twice by the same form, it is one. Raises `BadInput` without a
    text or for a photo that is none, `NotFound` for an unknown date, `TooManyAttempts`."""
    require_caretaker(person)
    if not report.text.strip():
        raise BadInput("/text", "missing")
    key = f"problem of {person.link_id or person.account_id} {person.standing}"
    books.database.run(lambda session: count_attempt(session, key, MOST_PER_HOUR, AN_HOUR, now))
    photo = tidied_photo(report.photo) if report.photo else None

    def deed(door: Door) -> None:
        session = door.ledger.session
        entry = find_named_date(door.ledger, report.occurrence_id)
        if add_problem(session, replace(report, photo=photo), person, now) and entry:
            booking = door.ledger.get_booking(entry.reference)
            note(session, now, person, [Line(booking.id, "problem", {}, entry.occurrence.id)])

    books.change(person, now, deed)


def find_named_date(ledger: Ledger, occurrence_id: int | None) -> Entry | None:
    """The date that a report names; none if it names none. Raises `NotFound` for one that
    stands on no day sheet: its bearer need not know of it."""
    if occurrence_id is None:
        return None
    for entry in ledger.find_entries([occurrence_id]):
        if entry.occurrence.status is Status.CONFIRMED:
            get_day_near(entry.occurrence.day, ledger.today)
            return entry
    raise NotFound(what="occurrence", occurrence=occurrence_id)


def find_reported_date(
    books: Books, person: Person, occurrence_id: int | None, now: datetime
) -> Entry | None:
    """What a report is going to be about, for the form. Raises `NotFound`."""
    require_caretaker(person)
    with books.reading(now) as ledger:
        return find_named_date(ledger, occurrence_id)


def look_at_problems(books: Books, person: Person, now: datetime) -> Problems:
    """All problems that are to be seen to, and the last ones that are done."""
    require_staff(person)
    with books.reading(now) as ledger:
        waiting = find_problems(ledger.session, is_done=False, limit=MOST_LISTED)
        done = find_problems(ledger.session, is_done=True, limit=MOST_LISTED // 5)
        ids = [one.occurrence_id for one in (*waiting, *done) if one.occurrence_id]
        entries = {entry.occurrence.id: entry for entry in ledger.find_entries(ids)}
    return Problems(told(waiting, entries), told(done, entries))


def told(problems: Sequence[Problem], entries: dict[int, Entry]) -> tuple[Told, ...]:
    """Each with its date."""
    return tuple(Told(one, entries.get(one.occurrence_id or 0)) for one in problems)


def tick(books: Books, person: Person, problem_id: int, is_done: bool, now: datetime) -> None:
    """Ticks a problem off, or takes the tick back. Raises `NotFound`."""
    require_staff(person)
    with books.database.writing() as session:
        if not set_done(session, problem_id, person, now if is_done else None):
            raise NotFound(what="problem", slug=problem_id)


def get_photo(books: Books, person: Person, problem_id: int, now: datetime) -> bytes:
    """The photo of a problem, a JPEG. Raises `NotFound`."""
    require_staff(person)
    with books.reading(now) as ledger:
        photo = find_photo(ledger.session, problem_id)
    if photo is None:
        raise NotFound(what="photo", slug=problem_id)
    return photo


def forget_old_photos(books: Books, now: datetime) -> None:
    """Deletes the photos of what was done long ago."""
    with books.database.writing() as session:
        forget_photos(session, now - PHOTOS_KEPT)
