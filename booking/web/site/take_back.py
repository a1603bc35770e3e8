"""Staff take back what they have just done: a message with a button, and what the button does."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from litestar import Response
from litestar.response import Redirect

from booking.domain.bookings import Booking
from booking.domain.people import Person
from booking.domain.refusals import BadInput, CannotUndo, VersionConflict
from booking.services.books import Books
from booking.services.decisions import Decided
from booking.services.outcomes import Outcome, find_outcome
from booking.services.undoing import undo
from booking.web.form_types import Number
from booking.web.forms import TheForm
from booking.web.site.desk_links import decided_page, saved_page
from booking.web.site.inbox_place import Place
from booking.web.site.staff_visit import TheStaffVisit, staff_deed
from booking.words.catalogue import Words
from booking.words.outcomes import outcome_text
from calendars.wallclock import ClockTime


class Home(StrEnum):
    """Where the button stood."""

    INBOX = "inbox"
    DESK = "desk"


class WayBack(Place):
    """The button: the deed that made this version, and where the person goes on."""

    version: Number
    home: Home = Home.DESK


@dataclass(frozen=True, slots=True)
class DoneLine:
    """What was just done, in one line."""

    reference: str
    version: int
    text: str
    can_undo: bool
    mail_at: ClockTime | None
    """When the mail about it leaves; None if none waits."""


def find_done_line(
    books: Books, person: Person, reference: str, version: int, now: datetime, words: Words
) -> DoneLine | None:
    """The line about the deed that made this version; None if nothing did."""
    outcome = find_outcome(books, person, reference, version, now)
    return line_of(outcome, books, words) if outcome else None


def find_way_back(
    books: Books, person: Person, booking: Booking, now: datetime, words: Words
) -> DoneLine | None:
    """The line about the last deed on a booking, whatever page it was done on, as long as it
    can be taken back; None for what the association or the program did."""
    outcome = find_outcome(books, person, booking.reference, booking.version, now)
    if outcome is None or not outcome.can_undo:
        return None
    return line_of(outcome, books, words)


def line_of(outcome: Outcome, books: Books, words: Words) -> DoneLine:
    """One deed in one line."""
    text = outcome_text(outcome.booking, outcome.steps, words)
    leaves = outcome.mail_at and books.house.wall_clock.clock_of(outcome.mail_at)
    reference, version = outcome.booking.reference, outcome.version
    return DoneLine(reference, version, text, outcome.can_undo, leaves or None)


@staff_deed("/undo", WayBack)
def take_back(form: TheForm[WayBack], visit: TheStaffVisit) -> Response[Any]:
    """Takes the deed back and tells it where the button stood; what cannot go back is told
    on the page of the booking."""
    back = form.content
    if back is None:
        raise BadInput("/version", "missing")
    try:
        undone = undo(visit.books, visit.person, visit.reference, back.version, visit.now)
    except VersionConflict:
        address = visit.address(stuck="yes", since=back.version)
    except CannotUndo:
        address = visit.address(stuck="yes")
    else:
        address = decided_page(Decided(undone.booking, undone.conflicts), back.version)
        if back.home is Home.INBOX and not undone.conflicts:
            address = saved_page(undone.booking, back.version, **back.kept, at=back.at)
    return Redirect(address, status_code=303)
