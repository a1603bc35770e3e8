"""Two associations turn out to be one: everything of the first moves to the second."""

from datetime import datetime

from booking.domain.associations import MergePreview, known_in
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput
from booking.services.associations import get_standing
from booking.services.books import Books
from booking.store.associations import get_association, lock_associations
from booking.store.delegates import find_delegates
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.merging import bookings_of_association, count_of, join_delegates, move_all
from booking.store.retelling import look_different
from booking.store.tables import BookingRow, SubscriptionRow, TokenRow


def preview_merge(
    books: Books, person: Person, leaving: int, staying: int, now: datetime
) -> MergePreview:
    """What would move. Raises `NotFound`, `BadInput` for one and the same."""
    require_staff(person)
    require_two(leaving, staying)
    with books.reading(now) as ledger:
        return preview(ledger, leaving, staying)


def merge(books: Books, person: Person, leaving: int, staying: int, now: datetime) -> None:
    """Bookings, delegates, tokens, subscriptions and notes of the first are the second's from
    now on; the first keeps its name alone, and is found by it. Merged twice is merged.

    Raises `NotFound`, `BadInput` for one and the same, `SignInNeeded`, `NotAllowed`.
    """
    require_staff(person)
    require_two(leaving, staying)

    def deed(door: Door) -> None:
        session = door.ledger.session
        lock_associations(session, [leaving, staying])
        if get_association(door.ledger.session, leaving).merged_into == staying:
            return
        known = preview(door.ledger, leaving, staying).known
        own = find_delegates(session, [staying])
        for one in known:
            twin = known_in(one.email, own)
            if twin is not None:
                join_delegates(session, one, twin, now)
        numbers = bookings_of_association(session, leaving)
        move_all(session, leaving, staying, now)
        look_different(door, numbers)
        for booking_id in numbers:
            door.note(booking_id, "association_merged", leaving=leaving, staying=staying)

    books.change(person, now, deed)


def require_two(leaving: int, staying: int) -> None:
    """Raises `BadInput` unless these are two."""
    if leaving == staying:
        raise BadInput("/into", "same_association")


def preview(ledger: Ledger, leaving: int, staying: int) -> MergePreview:
    """What would move, as the books stand."""
    session = ledger.session
    first, second = get_standing(ledger, leaving), get_standing(ledger, staying)
    own = find_delegates(session, [staying])
    coming = find_delegates(session, [leaving])
    known = tuple(one for one in coming if known_in(one.email, own))
    return MergePreview(
        first,
        second,
        count_of(session, BookingRow, leaving),
        tuple(one for one in coming if one not in known),
        known,
        count_of(session, TokenRow, leaving),
        count_of(session, SubscriptionRow, leaving),
    )
