"""One booking on the desk of staff: all that is needed to decide, and deciding."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.associations import Association
from booking.domain.bookings import Booking
from booking.domain.changes import Change
from booking.domain.consequences import Consequences, Waiter
from booking.domain.decisions import Decision
from booking.domain.desk import DeskBooking
from booking.domain.entries import Entry
from booking.domain.filters import Filter
from booking.domain.messages import Message
from booking.domain.notes import Note
from booking.domain.people import Person, require_staff
from booking.domain.refusals import VersionConflict
from booking.services.books import Books
from booking.services.consequences import find_consequences, find_waiters
from booking.services.decisions import Decided, decide, wanted_status
from booking.services.inbox import find_queue, lay_out
from booking.store.associations import get_association
from booking.store.history import find_changes
from booking.store.ledger import Ledger
from booking.store.messages import find_messages
from booking.store.notes import find_notes
from booking.store.queue import find_reference


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
    messages: tuple[Message, ...]
    """What house and association wrote, the oldest first."""
    consequences: Consequences
    """What follows if its dates are confirmed."""
    waiters: tuple[Waiter, ...]
    """Who waits for what it has given up."""
    notes: tuple[Note, ...]
    """What staff wrote down for themselves, the oldest first."""
    association: Association
    """Who asks, as staff know them."""


def look_at_desk(books: Books, person: Person, reference: str, now: datetime) -> Desk:
    """One booking as staff see it. Raises `NotFound`, `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        booking = ledger.get_booking(reference)
        (weighed,) = lay_out(books, ledger, [booking])
        rivals = ledger.find_entries({rival for one in weighed.dates for rival in one.rivals})
        history = find_changes(ledger.session, booking.id)
        return Desk(
            weighed,
            {one.occurrence.id: one for one in rivals},
            history,
            find_next(ledger, weighed),
            find_messages(ledger.session, booking.id),
            find_consequences(books, ledger, weighed, rivals),
            find_waiters(books, ledger, booking, history),
            find_notes(ledger.session, booking.id),
            get_association(ledger.session, booking.association_id),
        )


def find_next(ledger: Ledger, desk: DeskBooking) -> str | None:
    """The booking that comes next in the inbox; None if there is no other."""
    number = find_queue(ledger, Filter()).after(desk.booking.id, desk.answer_by)
    return find_reference(ledger, number) if number is not None else None


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
