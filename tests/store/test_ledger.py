"""Reading what takes place, in a fixed number of statements."""

from datetime import date, datetime, timedelta

from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.statuses import HOLDING, OPEN
from booking.services import decisions
from booking.services.books import Books
from tests.builders import DANCERS, STAFF, TUESDAY, a_confirmed, a_request, weekly
from tests.statements import counted_statements

THREE = weekly(date(2027, 1, 26))


def held_days(books: Books, now: datetime, first: date, until: date, *spaces: str) -> list[int]:
    """The days of January on which spaces are held."""
    period = books.house.wall_clock.days(first, until)
    with books.reading(now) as ledger:
        found = ledger.find_held_entries(spaces or ("saal-b",), period)
    return [one.occurrence.day.day for one in found]


def test_a_range_shows_what_lies_in_it_and_nothing_else(books: Books, now: datetime) -> None:
    a_confirmed(books, now, series=THREE)
    assert held_days(books, now, TUESDAY, date(2027, 1, 27)) == [12, 19, 26]
    assert held_days(books, now, date(2027, 1, 13), date(2027, 1, 26)) == [19]
    assert held_days(books, now, TUESDAY, date(2027, 1, 27), "saal-a") == []


def test_the_hall_is_told_once_though_it_holds_two_spaces(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal")
    assert held_days(books, now, TUESDAY, date(2027, 1, 13), "saal-a", "saal-b") == [12]


def test_a_use_until_midnight_with_teardown_reaches_into_the_next_day(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now, begin="20:00", end="22:00", teardown=timedelta(hours=3))
    decisions.decide(books, STAFF, booking.reference, Decision(confirm=FREE), now)
    next_day = date(2027, 1, 13)
    assert held_days(books, now, next_day, next_day + timedelta(days=1)) == [12]


def test_what_is_asked_for_and_what_is_held_are_read_apart(books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    asked = a_request(books, now, day=date(2027, 1, 13), group=DANCERS)
    period = books.house.wall_clock.days(date(2027, 1, 11), date(2027, 1, 18))
    with books.reading(now) as ledger:
        (entry,) = ledger.find_asked_entries(["saal-b"], period)
    assert (entry.reference, entry.association, entry.title) == (
        asked.reference,
        DANCERS.name,
        "Chorprobe",
    )


def test_future_dates_are_those_that_are_not_over(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE)
    decisions.cancel(
        books, STAFF, booking.reference, Cancellation(frozenset({booking.occurrences[2].id})), now
    )
    end = booking.occurrences[0].period.end
    for at, days in ((end - timedelta(seconds=1), [12, 19]), (end, [19])):
        with books.reading(at) as ledger:
            found = ledger.find_future_entries(HOLDING | OPEN)
        assert [one.occurrence.day.day for one in found] == days


def test_a_full_week_takes_as_many_statements_as_an_empty_one(books: Books, now: datetime) -> None:
    with counted_statements(books.database) as empty:
        held_days(books, now, TUESDAY, date(2027, 2, 1))
    for begin, end in (("09:00", "10:00"), ("12:00", "13:00"), ("15:00", "16:00")):
        a_confirmed(books, now, series=THREE, begin=begin, end=end)
    with counted_statements(books.database) as full:
        assert len(held_days(books, now, TUESDAY, date(2027, 2, 1))) == 9
    assert len(full) == len(empty) == 1
