"""Looking at bookings, page by page."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.decisions import Decision
from booking.domain.filters import Filter
from booking.domain.people import VISITOR
from booking.domain.refusals import NotAllowed, NotFound, SignInNeeded
from booking.domain.statuses import Status
from booking.services import bookings, decisions
from booking.services.bookings import get_booking, list_bookings
from booking.services.books import Books
from tests.builders import CARETAKER, DANCERS, STAFF, a_confirmed, a_request, weekly
from tests.statements import counted_statements


def references(books: Books, now: datetime, **wanted: object) -> list[str]:
    """What a filter lets through."""
    found = list_bookings(books, STAFF, Filter(**wanted), 1, now)  # type: ignore[arg-type]
    assert found.total == len(found.bookings)
    return [one.reference for one in found.bookings]


def test_only_staff_see_the_list(books: Books, now: datetime) -> None:
    with pytest.raises(SignInNeeded):
        list_bookings(books, VISITOR, Filter(), 1, now)
    with pytest.raises(NotAllowed):
        list_bookings(books, CARETAKER, Filter(), 1, now)
    with pytest.raises(NotFound):
        get_booking(books, STAFF, "7F3K-9QMD", now)


def test_bookings_are_found_by_what_one_and_the_same_date_meets(
    books: Books, now: datetime
) -> None:
    choir = a_request(books, now, series=weekly(date(2027, 1, 26)))
    dance = a_confirmed(books, now, "bewegungsraum", group=DANCERS)
    first = frozenset({choir.occurrences[0].id})
    decisions.decide(books, STAFF, choir.reference, Decision(confirm=first), now)
    both = [choir.reference, dance.reference]
    assert references(books, now) == both
    assert references(books, now, room="saal-b") == both[:1]
    assert references(books, now, room="keller") == []
    assert references(books, now, status=Status.CONFIRMED) == both
    assert references(books, now, status=Status.REQUESTED) == both[:1]
    later = date(2027, 1, 13)
    assert references(books, now, status=Status.CONFIRMED, first=later) == []
    assert references(books, now, first=later) == both[:1]
    assert references(books, now, until=date(2027, 1, 12)) == []


def test_an_ended_hold_is_found_as_the_request_that_it_is(books: Books, now: datetime) -> None:
    asked = a_request(books, now)
    hold = Decision(hold=frozenset({asked.occurrences[0].id}), hold_until=date(2026, 11, 23))
    decisions.decide(books, STAFF, asked.reference, hold, now)
    assert references(books, now, status=Status.HELD) == [asked.reference]
    assert references(books, now, status=Status.REQUESTED) == []
    tomorrow = now + timedelta(days=1)
    assert references(books, tomorrow, status=Status.HELD) == []
    assert references(books, tomorrow, status=Status.REQUESTED) == [asked.reference]


def test_pages_count_from_one_and_behind_the_last_nothing_stands(
    books: Books, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bookings, "PAGE", 2)
    for day in (11, 12, 13):
        a_request(books, now, day=date(2027, 1, day))
    pages = [list_bookings(books, STAFF, Filter(), page, now) for page in (-1, 1, 2, 3, 10**30)]
    assert [(one.page, one.pages, len(one.bookings)) for one in pages] == [
        (1, 2, 2),
        (1, 2, 2),
        (2, 2, 1),
        (3, 2, 0),
        (10**30, 2, 0),
    ]


def test_a_full_page_takes_as_many_statements_as_one_booking(books: Books, now: datetime) -> None:
    def statements() -> int:
        with counted_statements(books.database) as sent:
            list_bookings(books, STAFF, Filter(), 1, now)
        return len(sent)

    a_request(books, now)
    alone = statements()
    for day in range(11, 16):
        a_request(books, now, "kueche", day=date(2027, 1, day))
    assert statements() == alone
