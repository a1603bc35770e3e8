"""However much is asked for, the same number of statements answers it."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.filters import Filter
from booking.domain.people import VISITOR
from booking.services import enquiries
from booking.services.alternatives import find_alternatives
from booking.services.bookings import find_findings_today, list_bookings
from booking.services.books import Books
from tests.builders import DANCERS, STAFF, a_confirmed, a_request, an_enquiry, weekly
from tests.statements import counted_statements

YEAR = date(2028, 1, 4)


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_check_of_a_year_takes_as_many_as_one_of_a_day(
    books: Books, now: datetime, is_taken: bool
) -> None:
    if is_taken:
        a_confirmed(books, now, series=weekly(YEAR), group=DANCERS)
    counted = []
    for wish in (an_enquiry(), an_enquiry(series=weekly(YEAR))):
        with counted_statements(books.database) as sent:
            verdict = enquiries.check(books, VISITOR, wish, now)
            find_alternatives(books, VISITOR, wish, verdict, now)
        counted.append(len(sent))
    assert len(verdict.dates) == 52
    assert counted[0] == counted[1] == (4 if is_taken else 1)


def test_a_list_of_thirty_takes_as_many_as_one_of_one(books: Books, now: datetime) -> None:
    counted = []
    for rows in (1, 30):
        while count(books, now) < rows:
            moment = now + timedelta(minutes=10 * count(books, now))
            a_request(books, moment, series=weekly(date(2027, 1, 26)))
        with counted_statements(books.database) as sent:
            page = list_bookings(books, STAFF, Filter(), 1, now)
            find_findings_today(books, page.bookings, now)
        assert len(page.bookings) == rows
        counted.append(len(sent))
    assert counted == [4, 4]


def count(books: Books, now: datetime) -> int:
    """How many bookings there are."""
    return list_bookings(books, STAFF, Filter(), 1, now).total
