"""What a day of a room looks like: free, asked for, taken, closed."""

from datetime import date, datetime

from booking.domain.timelines import timeline
from booking.domain.weeks import RoomDay, StretchKind
from booking.services import enquiries
from booking.services.books import Books
from booking.services.plans import look_at_days
from tests.builders import DANCERS, STAFF, TUESDAY, a_confirmed, a_request, an_enquiry

FREE, ASKED_FOR, TAKEN = StretchKind.FREE, StretchKind.ASKED_FOR, StretchKind.TAKEN


def look(books: Books, now: datetime, slug: str, day: date = TUESDAY) -> RoomDay:
    ((found,),) = look_at_days(books, [books.house.get_room(slug)], day, 1, now)
    return found


def told(books: Books, day: RoomDay) -> list[tuple[StretchKind, str, str]]:
    """The timeline of a day on the clock of the house."""
    local = books.house.wall_clock.local
    return [
        (one.kind, f"{local(one.period.begin):%H:%M}", f"{local(one.period.end):%H:%M}")
        for one in timeline(day)
    ]


def test_an_empty_day_is_free_from_opening_to_closing(books: Books, now: datetime) -> None:
    assert told(books, look(books, now, "saal-b")) == [(FREE, "08:00", "22:00")]


def test_what_is_told_to_be_free_can_be_asked_for_as_it_stands(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b", begin="12:00", end="14:00")
    day = told(books, look(books, now, "saal-b"))
    # a quarter of an hour of teardown and one of setup lie between two uses
    assert day == [(FREE, "08:00", "11:30"), (TAKEN, "12:00", "14:00"), (FREE, "14:30", "22:00")]
    for _, begin, end in (day[0], day[2]):
        wish = an_enquiry("saal-b", begin=begin, end=end)
        assert enquiries.check(books, STAFF, wish, now).bookable == 1


def test_a_taken_half_takes_the_hall(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-a", begin="12:00", end="14:00")
    assert (TAKEN, "12:00", "14:00") in told(books, look(books, now, "saal"))
    assert told(books, look(books, now, "saal-b")) == [(FREE, "08:00", "22:00")]


def test_what_is_asked_for_is_cut_out_of_what_is_free(books: Books, now: datetime) -> None:
    a_request(books, now, "saal-b", begin="18:00", end="20:00")
    assert told(books, look(books, now, "saal-b")) == [
        (FREE, "08:00", "18:00"),
        (ASKED_FOR, "18:00", "20:00"),
        (FREE, "20:00", "22:00"),
    ]


def test_taken_counts_more_than_asked_for(books: Books, now: datetime) -> None:
    a_request(books, now, "saal-b", begin="18:00", end="20:00", group=DANCERS)
    a_confirmed(books, now, "saal-b", begin="18:00", end="20:00")
    assert told(books, look(books, now, "saal-b")) == [
        (FREE, "08:00", "17:30"),
        (TAKEN, "18:00", "20:00"),
        (FREE, "20:30", "22:00"),
    ]


def test_nothing_is_free_on_a_closed_day(books: Books, now: datetime) -> None:
    day = look(books, now, "saal-b", date(2026, 12, 28))
    assert (day.is_closed, day.closure and day.closure.slug) == (True, "christmas-2026")
    assert day.stretches == ()


def test_a_public_holiday_is_named_and_closed(books: Books, now: datetime) -> None:
    day = look(books, now, "saal-b", date(2027, 3, 26))
    assert (day.is_closed, [one.name for one in day.holidays]) == (
        True,
        ["Karfreitag", "Osterferien"],
    )


def test_school_holidays_are_named_and_open(books: Books, now: datetime) -> None:
    day = look(books, now, "saal-b", date(2027, 3, 23))
    assert (day.is_closed, [one.name for one in day.holidays]) == (False, ["Osterferien"])
