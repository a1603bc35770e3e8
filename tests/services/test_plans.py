"""Looking at rooms over some days."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.candidates import get_room_for
from booking.domain.people import VISITOR
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.plans import look_at_days, look_at_occupancy, rooms_for
from tests.builders import DANCERS, STAFF, TUESDAY, a_confirmed, a_request

NEXT = TUESDAY + timedelta(days=1)


def test_what_is_taken_and_asked_for_is_told_also_through_shared_spaces(
    books: Books, now: datetime
) -> None:
    taken = a_confirmed(books, now, "saal-a")
    asked = a_request(books, now, "saal", day=NEXT, group=DANCERS)
    found = look_at_occupancy(books, VISITOR, "saal", TUESDAY, NEXT + timedelta(days=1), now)
    assert [one.reference for one in found.taken] == [taken.reference]
    assert [one.reference for one in found.asked_for] == [asked.reference]
    other = look_at_occupancy(books, VISITOR, "saal-b", TUESDAY, NEXT, now)
    assert (other.taken, other.asked_for) == ((), ())


def test_hidden_rooms_are_known_to_staff_alone(books: Books, now: datetime) -> None:
    with pytest.raises(NotFound):
        get_room_for(books.house, VISITOR, "beratung-1")
    with pytest.raises(NotFound):
        look_at_occupancy(books, VISITOR, "beratung-1", TUESDAY, NEXT, now)
    assert get_room_for(books.house, STAFF, "beratung-1").is_hidden
    known = {room.slug for room in rooms_for(books, STAFF)}
    assert known - {room.slug for room in rooms_for(books, VISITOR)} == {"beratung-1"}


@pytest.mark.parametrize(
    ("first", "until", "problem"),
    [
        (TUESDAY, TUESDAY, "end_before_begin"),
        (TUESDAY, TUESDAY - timedelta(days=1), "end_before_begin"),
        (TUESDAY, TUESDAY + timedelta(days=401), "range_too_long"),
        (date.min, date.min + timedelta(days=1), "no_such_day"),
        (date.max - timedelta(days=1), date.max, "no_such_day"),
    ],
)
def test_a_range_must_make_sense(
    books: Books, now: datetime, first: date, until: date, problem: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        look_at_occupancy(books, VISITOR, "saal", first, until, now)
    assert refusal.value.problem == problem


@pytest.mark.parametrize("day", [date.min, date.max])
def test_there_is_nothing_to_see_at_the_ends_of_the_calendar(
    books: Books, now: datetime, day: date
) -> None:
    with pytest.raises(BadInput) as refusal:
        look_at_days(books, books.house.public_rooms, day, 7, now)
    assert (refusal.value.pointer, refusal.value.problem) == ("/start", "no_such_day")
