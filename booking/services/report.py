"""The report of the house, for staff."""

from datetime import date, datetime

from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput
from booking.domain.report.tables import Report, draw_up
from booking.services.books import Books
from booking.store.report import find_facts

LONGEST = 366 * 2
"""Days of a report; two years can be compared in one."""


def look_at_report(
    books: Books, person: Person, first: date, last: date, now: datetime, *, publishing: bool
) -> Report:
    """The report on a period, both days included. Raises `BadInput` for one that ends before
    it begins or is too long, `SignInNeeded` or `NotAllowed`."""
    require_staff(person)
    if last < first:
        raise BadInput("/last", "ends_before_it_begins", first=first)
    if (last - first).days >= LONGEST:
        raise BadInput("/last", "range_too_long", days=LONGEST)
    with books.reading(now) as ledger:
        facts, house = find_facts(ledger, first, last), ledger.house
    return draw_up(house, first, last, facts, publishing=publishing)
