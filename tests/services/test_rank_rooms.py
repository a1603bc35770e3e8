"""Rooms ranked for one wish: each by its own rules, the most free dates first, in one question."""

from datetime import datetime, timedelta

import pytest

from booking.domain.people import VISITOR
from booking.services.books import Books
from booking.services.enquiries import check, rank_rooms
from tests.builders import TUESDAY, a_confirmed, an_enquiry, weekly
from tests.statements import counted_statements
from tests.yardstick import in_yardsticks

NEXT = TUESDAY + timedelta(weeks=1)


def test_the_room_with_the_most_free_dates_comes_first(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b", series=weekly(NEXT))
    a_confirmed(books, now, "musikraum")
    wish = an_enquiry(persons=20, activity="gesang", series=weekly(NEXT))
    ranked = rank_rooms(books, VISITOR, books.house.public_rooms, wish, now)
    assert [(one.room.slug, one.verdict.bookable) for one in ranked if one.suits] == [
        ("saal-a", 2),
        ("musikraum", 1),
        ("saal-b", 0),
        ("saal", 0),
    ]


def test_of_equals_the_smallest_that_suits_comes_first(books: Books, now: datetime) -> None:
    wish = an_enquiry(persons=60, activity="treffen")
    ranked = rank_rooms(books, VISITOR, books.house.public_rooms, wish, now)
    assert [one.room.slug for one in ranked if one.suits] == ["saal-a", "saal"]


def test_many_rooms_take_as_many_statements_as_one(books: Books, now: datetime) -> None:
    def statements(number: int) -> int:
        with counted_statements(books.database) as sent:
            rank_rooms(books, VISITOR, books.house.public_rooms[:number], an_enquiry(), now)
        return len(sent)

    assert statements(1) == statements(9)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_year_of_dates_takes_no_time_to_speak_of(books: Books, now: datetime) -> None:
    a_year = an_enquiry(persons=8, series=weekly(TUESDAY + timedelta(weeks=50)))

    def look() -> None:
        check(books, VISITOR, a_year, now)
        rank_rooms(books, VISITOR, books.house.public_rooms, a_year, now)

    assert in_yardsticks(look) < 5
