"""The calendar of staff asks as much for many dates as for one, and is for staff alone."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.decisions import Decision
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import NotAllowed, SignInNeeded
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.calendar import look_at_month, look_at_year
from booking.services.decisions import decide
from tests.builders import CARETAKER, STAFF, TUESDAY, a_request, weekly
from tests.statements import counted_statements


def test_twelve_series_take_as_many_statements_as_one(books: Books, now: datetime) -> None:
    def statements() -> int:
        with counted_statements(books.database) as sent:
            look_at_month(books, STAFF, books.house.rooms, date(2027, 1, 4), 42, now)
            look_at_year(books, STAFF, date(2027, 1, 4), now)
        return len(sent)

    a_request(books, now, series=weekly(date(2027, 6, 29)), begin="08:00", end="09:00")
    alone = statements()
    for hour in range(9, 20):
        times = {"begin": f"{hour:02}:00", "end": f"{hour + 1:02}:00"}
        a_request(books, now, series=weekly(date(2027, 6, 29)), **times)
    assert statements() == alone


def test_the_year_tells_what_stands_and_that_a_hold_has_ended(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=weekly(TUESDAY + timedelta(weeks=3)))
    first, second, third, _ = (one.id for one in booking.occurrences)
    decision = Decision(
        confirm=frozenset({first}),
        hold=frozenset({second}),
        decline=frozenset({third}),
        hold_until=TUESDAY - timedelta(days=30),
    )
    decide(books, STAFF, booking.reference, decision, now)

    def statuses(at: datetime) -> list[Status | None]:
        (line,) = look_at_year(books, STAFF, TUESDAY - timedelta(days=1), at).lines
        return [run.status for run in line.runs]

    confirmed, held, asked = Status.CONFIRMED, Status.HELD, Status.REQUESTED
    assert statuses(now) == [confirmed, held, None, asked, None]
    assert statuses(now + timedelta(days=21)) == [confirmed, asked, None, asked, None]


@pytest.mark.parametrize(("person", "refusal"), [(VISITOR, SignInNeeded), (CARETAKER, NotAllowed)])
def test_only_staff_look_at_it(
    books: Books, now: datetime, person: Person, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        look_at_month(books, person, books.house.rooms, TUESDAY, 7, now)
    with pytest.raises(refusal):
        look_at_year(books, person, TUESDAY, now)
