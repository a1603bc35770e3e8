"""The demo: a house in full use, on whatever day it is started."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from booking.commands.demo import present
from booking.commands.demo.filling import STAFF_EMAIL, fill
from booking.commands.demo.programme import REGULARS, SINGLES
from booking.commands.demo.wishes import Outcome
from booking.domain.bookings import Booking
from booking.domain.filters import Filter
from booking.domain.house import House
from booking.domain.people import Role
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.planting import plant
from booking.store.database import Database
from booking.store.house_file import read_house
from booking.store.people import add_account

HERE = "http://127.0.0.1:8000"
SMALL_HOUSE = Path(__file__).parents[1] / "proofs" / "small_house.yaml"
BY_STORIES = 18
"""Bookings that the stories add."""


def find_all(books: Books, now: datetime) -> tuple[Booking, ...]:
    """Every booking, in the order in which they were asked for."""
    with books.reading(now) as ledger:
        return ledger.find_bookings(Filter(), 1000)


def add_staff(books: Books, email: str, now: datetime) -> None:
    """An account, so that the house is no longer empty."""
    with books.database.writing() as session:
        add_account(session, email, "Sabine", Role.STAFF, "-", now)


def statuses(booking: Booking) -> set[Status]:
    """The statuses of its dates."""
    return {one.status for one in booking.occurrences}


def require_full_house(books: Books, now: datetime) -> None:
    """Nothing that was planned is missing, and everything has come out as planned."""
    bookings = find_all(books, now)
    assert len(bookings) == len(REGULARS) + len(SINGLES) + BY_STORIES
    series, others = bookings[: len(REGULARS)], bookings[len(REGULARS) :]
    assert {status for one in series for status in statuses(one)} == {Status.CONFIRMED}
    assert {status for one in others for status in statuses(one)} == set(Status)
    singles = [statuses(one) for one in others if len(one.occurrences) <= 2]
    planned = Counter(one.outcome for one in SINGLES)
    assert singles.count({Status.HELD}) == planned[Outcome.HELD]
    assert singles.count({Status.DECLINED}) == planned[Outcome.DECLINED]
    assert singles.count({Status.WITHDRAWN}) == planned[Outcome.WITHDRAWN]
    assert singles.count({Status.CANCELLED}) == planned[Outcome.CANCELLED] + 1  # since yesterday
    assert singles.count({Status.WAITING}) == 1
    assert list(examine_every_row(books.database)) == []


@pytest.mark.parametrize(
    "today",
    [
        date(2026, 12, 24),  # the house is closed
        date(2028, 2, 29),  # a day that most years lack
        date(2032, 3, 28),  # the clocks go forward, and school holidays are not known
    ],
)
def test_the_demo_is_full_on_any_day(sqlite_url: str, house: House, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 0, 10, tzinfo=UTC)
    database = Database(sqlite_url)
    books = plant(database, house, now)
    fill(books, now)
    require_full_house(books, now)
    database.dispose()


def test_the_demo_fills_a_house_with_other_rooms(sqlite_url: str, now: datetime) -> None:
    database = Database(sqlite_url)
    books = plant(database, read_house(SMALL_HOUSE), now)
    assert any(STAFF_EMAIL in line for line in present(books, HERE, True, now))
    bookings = find_all(books, now)
    assert len(bookings) > 20
    assert {one.room for booking in bookings for one in booking.occurrences} <= set(books.ids.rooms)
    shown = {status for booking in bookings for status in statuses(booking)}
    assert shown >= {Status.REQUESTED, Status.CONFIRMED, Status.DECLINED, Status.CANCELLED}
    assert list(examine_every_row(books.database)) == []
    database.dispose()


def test_the_demo_starts_in_a_house_that_offers_no_room(sqlite_url: str, now: datetime) -> None:
    small = read_house(SMALL_HOUSE)
    rooms = tuple(room.model_copy(update={"retired": True}) for room in small.rooms)
    database = Database(sqlite_url)
    books = plant(database, small.model_copy(update={"rooms": rooms}), now)
    told = present(books, HERE, True, now)
    assert "The room file offers no room, so there are no sample bookings." in told
    assert any(STAFF_EMAIL in line for line in told)
    assert find_all(books, now) == ()
    database.dispose()


def test_the_demo_shows_the_whole_house_and_fills_it_once(books: Books, now: datetime) -> None:
    first = present(books, HERE, True, now)
    require_full_house(books, now)
    before = find_all(books, now)
    dates = [one for booking in before for one in booking.occurrences]
    assert {one.room for one in dates} == {room.slug for room in books.house.rooms}
    assert min(one.day for one in dates) < (now - timedelta(days=150)).date()
    assert max(one.day for one in dates) > (now + timedelta(days=150)).date()
    assert present(books, HERE, True, now + timedelta(days=3)) == first
    assert find_all(books, now) == before


def test_the_demo_warns_where_others_can_reach_it(books: Books, now: datetime) -> None:
    add_staff(books, STAFF_EMAIL, now)
    warnings = [
        any("WARNING" in line for line in present(books, HERE, local, now))
        for local in (True, False)
    ]
    assert warnings == [False, True]


def test_the_demo_leaves_a_house_alone_that_is_in_use(books: Books, now: datetime) -> None:
    add_staff(books, "sabine@west.example", now)
    assert present(books, HERE, True, now) == [
        "The database has accounts of its own, so no sample bookings were added."
    ]
    assert find_all(books, now) == ()
