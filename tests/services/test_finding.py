"""Finding the best weekly time in the books, and what else could be had for a taken date."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.candidates import Candidate
from booking.domain.decisions import Decision
from booking.domain.enquiries import OnConflict
from booking.domain.people import VISITOR
from booking.domain.refusals import NotFound
from booking.domain.verdicts import Verdict
from booking.domain.weekly_wishes import WeeklyWish
from booking.services import decisions, enquiries
from booking.services.alternatives import find_alternatives
from booking.services.books import Books
from booking.services.finding import MOST_SLOTS, find_best_slots
from calendars.wallclock import ClockTime
from tests.builders import (
    DANCERS,
    STAFF,
    TUESDAY,
    a_confirmed,
    a_request,
    an_enquiry,
    clock,
    weekly,
)
from tests.statements import counted_statements

TUESDAYS = WeeklyWish(
    first=TUESDAY,
    until=date(2027, 2, 2),
    minutes=120,
    rooms=("saal-b",),
    weekdays=frozenset({1}),
    earliest=clock("16:00"),
    latest=clock("18:30"),
)
OTHER = {"group": DANCERS, "title": "Tanz"}


def slots(books: Books, now: datetime, wish: WeeklyWish = TUESDAYS) -> list[tuple[str, int, int]]:
    found = find_best_slots(books, VISITOR, wish, now)
    return [(str(slot.begin), slot.free, slot.total) for slot in found]


def offered(books: Books, now: datetime, *rooms: str, **more: object) -> list[tuple[str, str]]:
    """The alternatives for the only, or the first, date of an enquiry."""
    enquiry = an_enquiry(*rooms, **more)  # type: ignore[arg-type]
    verdict = enquiries.check(books, VISITOR, enquiry, now)
    found = find_alternatives(books, VISITOR, enquiry, verdict, now)
    return [told(one) for one in found.get(enquiry.day, ())]


def told(place: Candidate) -> tuple[str, str]:
    return place.room.slug, str(place.begin)


def test_what_is_confirmed_or_held_is_not_free(books: Books, now: datetime) -> None:
    assert slots(books, now) == [("16:00", 4, 4), ("16:15", 4, 4), ("16:30", 4, 4)]
    a_confirmed(books, now, "saal-b", begin="14:00", end="16:00", series=weekly(date(2027, 1, 19)))
    assert slots(books, now) == [("16:30", 4, 4), ("16:00", 2, 4), ("16:15", 2, 4)]
    a_confirmed(books, now, "saal", begin="18:00", day=date(2027, 1, 26), **OTHER)
    assert slots(books, now)[0] == ("16:30", 3, 4)  # the hall is one half of it, and set up


def test_what_is_only_asked_for_is_free(books: Books, now: datetime) -> None:
    a_request(books, now, "saal-b", begin="16:00")
    assert slots(books, now)[0] == ("16:00", 4, 4)


def test_a_hold_counts_until_it_ends(books: Books, now: datetime) -> None:
    booking = a_request(books, now, begin="16:00")
    hold = Decision(hold=frozenset(one.id for one in booking.occurrences))
    decisions.decide(books, STAFF, booking.reference, hold, now)
    assert slots(books, now)[0] == ("16:00", 3, 4)
    assert slots(books, now + timedelta(days=20))[0] == ("16:00", 4, 4)


def test_only_the_best_slots_are_told(books: Books, now: datetime) -> None:
    anywhere = WeeklyWish(date(2027, 1, 4), date(2027, 1, 31), minutes=60)
    assert len(find_best_slots(books, VISITOR, anywhere, now)) == MOST_SLOTS


def test_a_hidden_room_is_found_for_staff_alone(books: Books, now: datetime) -> None:
    wish = WeeklyWish(date(2027, 1, 4), date(2027, 1, 31), 60, rooms=("beratung-1",))
    assert {slot.room.slug for slot in find_best_slots(books, STAFF, wish, now)} == {"beratung-1"}
    with pytest.raises(NotFound):
        find_best_slots(books, VISITOR, wish, now)


def test_a_taken_date_comes_with_the_nearest_times_and_rooms(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b", begin="18:00", end="20:00")
    assert offered(books, now, "saal-b", begin="18:30", end="20:00", activity="tanz") == [
        ("saal-b", "20:30"),  # cleared by 20:15, set up anew from then on
        ("saal-b", "16:00"),
        ("saal-b", "15:30"),  # a quarter of an hour less is no other choice
        ("bewegungsraum", "18:30"),  # for 30, as Saal B is for 50
        ("saal-a", "18:30"),
    ]


def test_what_others_ask_for_is_no_alternative(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b")
    a_request(books, now, "saal-a", **OTHER)
    a_request(books, now, "saal-b", begin="15:15", end="17:15", **OTHER)
    found = offered(books, now, "saal-b", activity="tanz")
    assert ("saal-a", "18:00") not in found
    assert ("saal-b", "15:30") not in found
    assert ("bewegungsraum", "18:00") in found


def test_an_alternative_suits_persons_seating_and_purpose(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-a")
    found = offered(books, now, "saal-a", persons=36, seating="circle", activity="treffen")
    assert {room for room, _ in found} == {"saal-a"}


def test_rooms_wanted_together_are_offered_other_times_only(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "kueche", begin="17:00", end="18:30")
    found = offered(books, now, "saal-b", "kueche", activity="empfang")
    assert found[:2] == [("saal-b", "19:15"), ("kueche", "19:15")]
    assert [room for room, _ in found] == ["saal-b", "kueche"] * 3


def test_a_date_that_is_free_or_closed_has_no_alternatives(books: Books, now: datetime) -> None:
    assert offered(books, now) == []
    assert offered(books, now, day=date(2026, 12, 28)) == []


def apart(wanted: int, times: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that begin at least half an hour from the wish and from each other."""
    kept: list[tuple[str, str]] = []
    for begin, end in times:
        others = [wanted, *(clock(one).minutes for one, _ in kept)]
        if all(abs(clock(begin).minutes - other) >= 30 for other in others):
            kept.append((begin, end))
    return kept


@pytest.mark.parametrize("begin", ["09:00", "14:00", "18:00", "19:30"])
def test_alternatives_are_the_nearest_that_would_be_found_free(
    books: Books, now: datetime, begin: str
) -> None:
    end = str(ClockTime(clock(begin).minutes + 120))
    a_confirmed(books, now, "saal-b", begin=begin, end=end)
    a_confirmed(books, now, "saal-a", begin="16:00", end="17:00", **OTHER)
    a_request(books, now, "saal", begin="12:00", end="13:00", **OTHER)

    def is_free(room: str, start: str, finish: str) -> bool:
        wish = an_enquiry(room, begin=start, end=finish)
        return enquiries.check(books, VISITOR, wish, now).dates[0].verdict is Verdict.FREE

    wanted = clock(begin).minutes
    starts = sorted(range(0, 22 * 60 + 1, 15), key=lambda at: (abs(at - wanted), at))
    times = [(str(ClockTime(at)), str(ClockTime(at + 120))) for at in starts]
    times = apart(wanted, [each for each in times if is_free("saal-b", *each)])
    found = offered(books, now, "saal-b", begin=begin, end=end)
    assert found[:3] == [("saal-b", start) for start, _ in times[:3]]
    assert found[3:] == [(room, begin) for room, _ in found[3:] if is_free(room, begin, end)]


@pytest.mark.parametrize("weeks", [1, 30])
def test_a_long_term_takes_no_more_questions_than_a_short_one(
    books: Books, now: datetime, weeks: int
) -> None:
    a_confirmed(books, now, series=weekly(TUESDAY + timedelta(weeks=weeks)))
    enquiry = an_enquiry(
        series=weekly(TUESDAY + timedelta(weeks=weeks)), on_conflict=OnConflict.WAIT
    )
    verdict = enquiries.check(books, VISITOR, enquiry, now)
    with counted_statements(books.database) as asked:
        assert len(find_alternatives(books, VISITOR, enquiry, verdict, now)) >= weeks - 5
        questions = [statement for statement in asked if "SELECT" in statement]
        assert len(questions) == 3  # what is held, what is asked for, whether closures changed
        find_best_slots(books, VISITOR, TUESDAYS, now)
        assert len([statement for statement in asked if "SELECT" in statement]) == 3 + 2
