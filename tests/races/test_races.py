"""Many at once: whatever they do, nobody gets a room that somebody else has, and nobody
gets an error for having been second."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import text
from sqlmodel import func, select

from booking.domain.bookings import Booking
from booking.domain.decisions import Decision
from booking.domain.enquiries import Series
from booking.domain.people import VISITOR
from booking.services import decisions
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.store.database import Database
from booking.store.sweep import sweep
from booking.store.tables import BookingRow
from calendars.recurrence import Recurrence
from tests.builders import STAFF, TUESDAY, a_request
from tests.races.clients import Clients
from tests.races.deeds import (
    ask,
    confirm_bit_by_bit,
    confirm_free,
    give_up,
    plant_again,
    sign_in_wrongly,
    tidy_up,
)

YEAR = Series(Recurrence.parse("FREQ=WEEKLY;COUNT=50"))
"""Every Tuesday evening of a year, as far as the horizon reaches."""
HALVES = {"saal": {"saal-a", "saal-b"}, "saal-a": {"saal-a"}, "saal-b": {"saal-b"}}


def a_year(books: Books, now: datetime, room: str) -> Booking:
    """A series that asks for a whole year."""
    return a_request(books, now, room, series=YEAR)


def winners(books: Books, bookings: list[Booking], now: datetime) -> Counter[tuple[date, str]]:
    """How many dates are confirmed on each day in each half of the hall."""
    return Counter(
        (one.day, half)
        for booking in bookings
        for one in get_booking(books, STAFF, booking.reference, now).occurrences
        if one.status == "confirmed"
        for half in HALVES[one.room]
    )


def find_broken_promises(books: Books) -> dict[str, tuple[int, ...]]:
    """What the doctor's sweep over all rows finds."""
    with books.database.reading() as session:
        return sweep(session)


def test_sixteen_who_confirm_overlapping_series_never_share_a_room(
    books: Books, all_clients: Clients, now: datetime
) -> None:
    rooms = ["saal", "saal-a", "saal-b", "saal-b"] * 4
    bookings = [a_year(books, now, room) for room in rooms]
    total = len(bookings[0].occurrences)
    answers = all_clients.do_at_once(
        books.database.url.render_as_string(hide_password=False),
        [
            partial(
                confirm_bit_by_bit, one.reference, [date.id for date in one.occurrences], seed, now
            )
            if seed % 4
            else partial(confirm_free, one.reference, now)
            for seed, one in enumerate(bookings)
        ],
    )
    assert [sum(answer) for answer in answers] == [total] * 16  # type: ignore[call-overload]
    days = {one.day for one in bookings[0].occurrences}
    taken = winners(books, bookings, now)
    assert taken == {(day, half): 1 for day in days for half in ("saal-a", "saal-b")}
    assert find_broken_promises(books) == {}
    assert count_deadlocks(books) == 0


def test_what_is_given_up_goes_to_exactly_one_other(
    books: Books, all_clients: Clients, now: datetime
) -> None:
    others = [a_year(books, now, "saal-b") for _ in range(8)]
    leaving = a_year(books, now, "saal")
    decisions.decide(books, STAFF, leaving.reference, Decision(confirm="free"), now)
    url = books.database.url.render_as_string(hide_password=False)
    confirming = [partial(confirm_free, one.reference, now) for one in others]
    answers = all_clients.do_at_once(
        url, [*confirming, *[partial(give_up, leaving.reference, now)] * 4]
    )
    assert answers[8:] == [0] * 4
    assert all(isinstance(answer, tuple) for answer in answers[:8]), answers
    again = all_clients.do_at_once(url, confirming)
    assert all(isinstance(answer, tuple) for answer in again), again
    taken = winners(books, others, now)
    assert taken == {(one.day, "saal-b"): 1 for one in leaving.occurrences}
    assert find_broken_promises(books) == {}
    assert count_deadlocks(books) == 0


def test_what_is_held_no_longer_goes_to_exactly_one(
    books: Books, all_clients: Clients, now: datetime
) -> None:
    bookings = [a_year(books, now, "saal-b") for _ in range(8)]
    first = bookings[0]
    held = Decision(hold=frozenset(one.id for one in first.occurrences), hold_until=now.date())
    assert decisions.decide(books, STAFF, first.reference, held, now).conflicts == ()
    tomorrow = now + timedelta(days=1)
    answers = all_clients.do_at_once(
        books.database.url.render_as_string(hide_password=False),
        [
            *[partial(confirm_free, one.reference, tomorrow) for one in bookings],
            *[partial(tidy_up, tomorrow)] * 8,
        ],
    )
    assert answers[8:] == [None] * 8
    assert [sum(answer) for answer in answers[:8]] == [len(first.occurrences)] * 8  # type: ignore[call-overload]
    taken = winners(books, bookings, tomorrow)
    assert taken == {(one.day, "saal-b"): 1 for one in first.occurrences}
    assert find_broken_promises(books) == {}
    assert count_deadlocks(books) == 0


def test_whoever_comes_first_writes_down_what_ended_without_waiting_in_a_circle(
    books: Books, all_clients: Clients, now: datetime
) -> None:
    """Each has a booking locked and waits for the space; whoever has the space writes into the
    bookings of all others that their holds have ended."""
    bookings = [
        a_request(books, now, "saal-b", day=TUESDAY + timedelta(days=number)) for number in range(8)
    ]
    for one in bookings:
        held = Decision(hold=frozenset(date.id for date in one.occurrences), hold_until=now.date())
        assert decisions.decide(books, STAFF, one.reference, held, now).conflicts == ()
    tomorrow = now + timedelta(days=1)
    answers = all_clients.do_at_once(
        books.database.url.render_as_string(hide_password=False),
        [partial(confirm_free, one.reference, tomorrow) for one in bookings],
    )
    assert answers == [(1, 0)] * 8
    assert find_broken_promises(books) == {}
    assert count_deadlocks(books) == 0


def test_the_same_request_sent_eight_times_at_once_is_one_booking(
    books: Books, all_clients: Clients, now: datetime
) -> None:
    url = books.database.url.render_as_string(hide_password=False)
    for person, booked in ((VISITOR, 1), (STAFF, 2)):
        answers = all_clients.do_at_once(url, [partial(ask, person, "nonce", now)] * 8)
        assert len(set(answers)) == 1, answers
        assert count_bookings(books) == booked


def test_eight_requests_of_one_address_get_in_nobodys_way(
    books: Books, all_clients: Clients, now: datetime
) -> None:
    url = books.database.url.render_as_string(hide_password=False)
    deeds = [partial(ask, VISITOR, f"nonce {number}", now) for number in range(8)]
    answers = all_clients.do_at_once(url, deeds)
    assert len(set(answers)) == count_bookings(books) == 8, answers


def test_eight_who_sign_in_wrongly_at_once_are_all_told_so(
    books: Books, all_clients: Clients, now: datetime
) -> None:
    url = books.database.url.render_as_string(hide_password=False)
    deeds = [partial(sign_in_wrongly, f"{number % 2}@west.example", now) for number in range(8)]
    answers = all_clients.do_at_once(url, deeds)
    assert [str(answer).split(":")[0] for answer in answers] == ["WrongSignIn"] * 8


def test_processes_that_start_at_once_plant_the_house_once(
    database: Database, all_clients: Clients, now: datetime
) -> None:
    url = database.url.render_as_string(hide_password=False)
    answers = all_clients.do_at_once(url, [partial(plant_again, now)] * 8)
    assert answers == [10] * 8


def count_deadlocks(books: Books) -> int:
    """How often PostgreSQL broke a transaction off; trying again would have hidden it."""
    if books.database.is_sqlite:
        return 0  # there is one writer at a time
    question = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    with books.database.reading() as session:
        return int(session.connection().execute(text(question)).scalar_one())


def count_bookings(books: Books) -> int:
    """How many bookings there are in all."""
    with books.database.reading() as session:
        return session.exec(select(func.count()).select_from(BookingRow)).one()
