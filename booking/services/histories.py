"""The histories of all bookings together, for staff. Nobody can edit them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from booking.domain.changes import LoggedChange
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput
from booking.services.books import Books
from booking.store.history import find_all_changes, find_changes

LONGEST = 400
"""Days at once."""


def read_histories(
    books: Books, person: Person, first: date, last: date, now: datetime
) -> tuple[LoggedChange, ...]:
    """Every change of a period, both days included, the oldest first. Raises `BadInput` for one
    that ends before it begins or is too long, `SignInNeeded` or `NotAllowed`."""
    require_staff(person)
    if last < first:
        raise BadInput("/last", "ends_before_it_begins", first=first)
    if (last - first).days >= LONGEST:
        raise BadInput("/last", "range_too_long", days=LONGEST)
    period = books.house.wall_clock.days(first, last + timedelta(days=1))
    with books.reading(now) as ledger:
        return tuple(find_all_changes(ledger.session, period.begin, period.end))


def find_reasons(books: Books, person: Person, reference: str, now: datetime) -> Mapping[int, str]:
    """Why the dates of a booking stand where they do, as the association was told; by their
    ids. Raises `NotFound`, `SignInNeeded`, `NotAllowed`."""
    require_staff(person)
    with books.reading(now) as ledger:
        changes = find_changes(ledger.session, ledger.get_booking(reference).id)
    return {
        one.occurrence_id: str(one.facts.get("reason") or "")
        for one in changes
        if one.what == "step" and one.occurrence_id is not None
    }
