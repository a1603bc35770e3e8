"""Processes that hold, move, swap, propose, accept and give up at the same instant: exactly
one gets each date, the others keep what they had, and whoever is refused is told why."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import text

from booking.domain.bookings import Booking
from booking.domain.enquiries import Series
from booking.domain.people import Person, Standing
from booking.domain.statuses import Status
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.store.sweep import sweep
from calendars.recurrence import Recurrence
from tests.builders import STAFF, a_confirmed, a_request
from tests.proofs.race_deeds import (
    Named,
    accept,
    confirm_all,
    do_anything,
    hold_one_by_one,
    move_all,
    move_one_by_one,
    propose,
    swap,
    withdraw_all,
)
from tests.races.clients import Clients, Deed

WEEKS = 12
SERIES = Series(Recurrence.parse(f"FREQ=WEEKLY;COUNT={WEEKS}"))
ROOMS = ("saal", "saal-a", "saal-b", "foyer", "seminar-1", "kueche")
APART = ("saal-a", "foyer", "seminar-1", "kueche")
"""Rooms that share nothing."""


@pytest.fixture
def race(books: Books, all_clients: Clients) -> "Race":
    """The books of the shipped house, and those who run."""
    return Race(books, all_clients)


class Race:
    """Lets everybody run at once, and looks whether the house is whole afterwards."""

    def __init__(self, books: Books, clients: Clients) -> None:
        self.books = books
        self.clients = clients
        self.url = books.database.url.render_as_string(hide_password=False)

    def run(self, deeds: Sequence[Deed]) -> list[object]:
        """Their answers. Nothing may be broken, not even for a moment that was mended."""
        answers = self.clients.do_at_once(self.url, deeds)
        with self.books.database.reading() as session:
            assert sweep(session) == {}
            if not self.books.database.is_sqlite:  # which has one writer at a time
                question = (
                    "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
                )
                assert session.connection().execute(text(question)).scalar_one() == 0
        return answers

    def now_stands(self, booking: Booking, now: datetime) -> Booking:
        """A booking as it is by now."""
        return get_booking(self.books, STAFF, booking.reference, now)


def ids(booking: Booking) -> list[int]:
    """The dates of a booking."""
    return [one.id for one in booking.occurrences]


def first_of(booking: Booking) -> Named:
    """Its first date."""
    return booking.reference, booking.occurrences[0].id


def group_of(booking: Booking) -> Person:
    """Whoever has its secret link."""
    return Person(Standing.ASSOCIATION, booking_id=booking.id)


def test_each_date_is_held_for_exactly_one(race: Race, now: datetime) -> None:
    bookings = [a_request(race.books, now, "saal-b", series=SERIES) for _ in range(8)]
    answers = race.run(
        [
            partial(hold_one_by_one, one.reference, ids(one), seed, now)
            for seed, one in enumerate(bookings)
        ]
    )
    after = [race.now_stands(one, now) for one in bookings]
    statuses = [Counter(one.status for one in booking.occurrences) for booking in after]
    assert answers == [found[Status.HELD] for found in statuses]
    assert sum(statuses, Counter()) == {Status.HELD: WEEKS, Status.REQUESTED: 7 * WEEKS}


def test_each_place_goes_to_exactly_one_who_moves_there(race: Race, now: datetime) -> None:
    bookings = [a_confirmed(race.books, now, room, series=SERIES) for room in APART]
    answers = race.run(
        [
            partial(move_one_by_one, one.reference, ids(one), "saal-b", seed, now)
            for seed, one in enumerate(bookings)
        ]
    )
    after = [race.now_stands(one, now) for one in bookings]
    rooms = [Counter(one.room for one in booking.occurrences) for booking in after]
    assert answers == [found["saal-b"] for found in rooms]
    assert Counter(
        one.day for booking in after for one in booking.occurrences if one.room == "saal-b"
    ) == {one.day: 1 for one in bookings[0].occurrences}
    assert {one.status for booking in after for one in booking.occurrences} == {Status.CONFIRMED}


def test_whole_series_that_move_to_one_room_are_there_or_stay(race: Race, now: datetime) -> None:
    bookings = [a_confirmed(race.books, now, room, series=SERIES) for room in APART]
    answers = race.run([partial(move_all, first_of(one), "saal-b", now) for one in bookings])
    assert sorted(answers) == [(0, WEEKS)] * 3 + [(WEEKS, 0)]  # type: ignore[type-var]


def test_two_dates_that_are_swapped_again_and_again_stay_two(race: Race, now: datetime) -> None:
    first, second = (a_confirmed(race.books, now, room) for room in ("saal-a", "saal-b"))
    pair = first_of(first), first_of(second)
    answers = race.run([partial(swap, *order, now) for order in (pair, pair[::-1]) * 4])
    assert answers == ["swapped"] * 8
    after = [race.now_stands(one, now) for one in (first, second)]
    assert [one.occurrences[0].room for one in after] == ["saal-a", "saal-b"]
    assert [one.version for one in after] == [first.version + 8, second.version + 8]


def test_the_house_proposes_a_place_to_one_only(race: Race, now: datetime) -> None:
    bookings = [a_request(race.books, now, "saal-b") for _ in range(8)]
    answers = race.run([partial(propose, first_of(one), "saal-a", STAFF, now) for one in bookings])
    assert sorted(str(answer).split(":")[0] for answer in answers) == [
        *["NotMovable"] * 7,
        "proposed",
    ]
    accepting = [partial(accept, first_of(one), group_of(one), now) for one in bookings * 2]
    accepted = race.run(accepting)
    winner = answers.index("proposed")
    assert [number % 8 for number, answer in enumerate(accepted) if answer == "accepted"] == [
        winner
    ]
    assert Counter(str(answer).split(":")[0] for answer in accepted)["NotFound"] == 15


def test_a_place_that_many_wished_for_is_given_to_one(race: Race, now: datetime) -> None:
    bookings = [a_request(race.books, now, "saal-b") for _ in range(8)]
    asking = [partial(propose, first_of(one), "saal-a", group_of(one), now) for one in bookings]
    assert race.run(asking) == ["proposed"] * 8
    answers = race.run([partial(accept, first_of(one), STAFF, now) for one in bookings])
    assert sorted(str(answer).split(":")[0] for answer in answers) == [
        *["NotMovable"] * 7,
        "accepted",
    ]
    places = Counter(
        (one.occurrences[0].room, one.occurrences[0].status)
        for booking in bookings
        for one in [race.now_stands(booking, now)]
    )
    assert places == {("saal-a", Status.CONFIRMED): 1, ("saal-b", Status.REQUESTED): 7}


def test_who_gives_up_while_staff_confirm_has_given_up(race: Race, now: datetime) -> None:
    bookings = [a_request(race.books, now, "saal-b", series=SERIES) for _ in range(4)]
    answers = race.run(
        [
            partial(deed, one.reference, now)
            for one in bookings
            for deed in (confirm_all, withdraw_all, confirm_all)
        ]
    )
    assert answers == ["decided", "given up", "decided"] * 4
    for booking in bookings:
        left = {one.status for one in race.now_stands(booking, now).occurrences}
        assert left <= {Status.WITHDRAWN, Status.CANCELLED}


def test_whatever_sixteen_do_nothing_breaks(race: Race, now: datetime) -> None:
    bookings = [a_request(race.books, now, room, series=SERIES) for room in ROOMS * 2]
    references = [one.reference for one in bookings]
    answers = race.run(
        [partial(do_anything, references, list(ROOMS), seed, now) for seed in range(16)]
    )
    assert all(isinstance(answer, list) for answer in answers), answers
    refused = Counter(code for answer in answers for code in answer)  # type: ignore[attr-defined]
    possible = {"", "bad_input", "cannot_undo", "not_found", "not_movable"}
    assert set(refused) <= possible | {"version_conflict", "wrong_step"}
    assert refused[""] > 50
    for booking in bookings:
        assert len(race.now_stands(booking, now).occurrences) == WEEKS
