"""One booking on the desk of staff: all that is needed to decide, and deciding."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.bookings import Booking
from booking.domain.changes import Change
from booking.domain.decisions import Decision
from booking.domain.desk import DeskBooking
from booking.domain.entries import Entry
from booking.domain.filters import Filter
from booking.domain.people import Person, require_staff
from booking.domain.refusals import VersionConflict
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.decisions import Decided, decide, wanted_status
from booking.services.inbox import lay_out
from booking.store.history import find_changes
from booking.store.queue import find_next_reference


@dataclass(frozen=True, slots=True)
class Desk:
    """A booking with everything that staff look at before they decide."""

    desk_booking: DeskBooking
    rivals: Mapping[int, Entry]
    """The dates of others that hold or want the same, by id."""
    history: tuple[Change, ...]
    """The oldest line first."""
    next_reference: str | None
    """The next booking that waits for an answer."""


def look_at_desk(books: Books, person: Person, reference: str, now: datetime) -> Desk:
    """One booking as staff see it. Raises `NotFound`, `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        booking = ledger.get_booking(reference)
        (weighed,) = lay_out(books, ledger, [booking])
        rivals = ledger.find_entries({rival for one in weighed.dates for rival in one.rivals})
        history = find_changes(ledger.session, booking.id)
        following = find_next_reference(ledger, Filter(status=Status.REQUESTED), booking)
    return Desk(weighed, {one.occurrence.id: one for one in rivals}, history, following)


def decide_once(
    books: Books, person: Person, reference: str, decision: Decision, now: datetime
) -> Decided:
    """Decides, and takes the same decision sent twice for one.

    Whatever changed since the decision's version may have been this very decision; then
    there is nothing to argue about. Raises as `decide` does.
    """
    try:
        return decide(books, person, reference, decision, now)
    except VersionConflict as conflict:
        changed = replace(decision, version=agreed_version(decision, conflict))
        return decide(books, person, reference, changed, now)


def agreed_version(decision: Decision, conflict: VersionConflict) -> int:
    """The version that the booking has now, if nothing was done since but what this
    decision wants too; otherwise raises the conflict again."""
    booking, changes = conflict.facts["booking"], conflict.facts["changes"]
    if not isinstance(booking, Booking) or not isinstance(changes, tuple):
        raise conflict
    named = wanted_status(booking, decision)
    wanted = {one.position: named[one.id] for one in booking.occurrences if one.id in named}
    position_of = {one.id: one.position for one in booking.occurrences}
    for change in changes:  # rooms wanted together go together, though only one is named
        status = wanted.get(position_of.get(change.occurrence_id, -1))
        if status is None or change.facts.get("status") != status:
            raise conflict
    return booking.version
