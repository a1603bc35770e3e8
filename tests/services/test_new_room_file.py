"""A room file that changes while rooms are booked."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from booking.commands.faults import sentence_of
from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.domain.rules import Rule
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.planting import BookingsUprooted, SpacesTaken, plant, plant_all_the_same
from booking.store.ledger import Ledger
from tests.builders import DANCERS, a_confirmed, a_request


def changed(house: House, change: Callable[[dict[str, Any]], object]) -> House:
    """The house with something declared otherwise."""
    declared = house.as_declared()
    change(declared)
    return House.model_validate(declared)


def room(declared: dict[str, Any], slug: str) -> dict[str, Any]:
    """One room of a declared house."""
    return next(one for one in declared["rooms"] if one["slug"] == slug)


def without(slug: str) -> Callable[[dict[str, Any]], object]:
    """Takes a room away, and its closures; the spaces stay in use by others."""

    def change(declared: dict[str, Any]) -> None:
        declared["rooms"].remove(room(declared, slug))
        for closure in declared["closures"]:
            if slug in closure.get("rooms", []):
                closure["rooms"].remove(slug)

    return change


def uprooted_by(books: Books, house: House, now: datetime) -> dict[int, frozenset[Rule]]:
    """The dates that a file breaks, with the rules that stop each now."""
    with pytest.raises(BookingsUprooted) as refusal:
        plant(books.database, house, now)
    found: Any = refusal.value.facts["uprooted"]
    return {one.entry.occurrence.id: one.broken for one in found}


def spaces_of(books: Books, booking: Booking) -> frozenset[str]:
    """What the first date of a booking takes today."""
    with books.reading(datetime.fromisoformat("2026-11-23T09:00:00+00:00")) as ledger:
        return ledger.get_booking(booking.reference).occurrences[0].spaces


def test_a_room_that_is_booked_cannot_go(books: Books, now: datetime) -> None:
    [date_] = a_confirmed(books, now, "saal").occurrences
    assert uprooted_by(books, changed(books.house, without("saal")), now) == {date_.id: frozenset()}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: d["opening_hours"].update(tue=["08:00-19:00"]), Rule.OUTSIDE_HOURS),
        (lambda d: room(d, "saal-b")["capacity"].update({"circle": 10}), Rule.TOO_MANY_PERSONS),
        (lambda d: room(d, "saal-b").update(activities=["treffen"]), Rule.ACTIVITY_NOT_ALLOWED),
        (lambda d: room(d, "saal-b").update(retired=True), Rule.ROOM_RETIRED),
        (
            lambda d: d.setdefault("closures", []).append(
                {"slug": "new", "first": "2027-01-11", "last": "2027-01-15", "reason": "Umbau"}
            ),
            Rule.CLOSED,
        ),
    ],
    ids=["hours", "capacity", "activity", "retired", "closure"],
)
def test_a_file_that_breaks_a_date_is_not_planted(
    books: Books, now: datetime, change: Callable[[dict[str, Any]], object], rule: Rule
) -> None:
    booking = a_confirmed(books, now, persons=20, seating="circle", activity="gesang")
    stricter = changed(books.house, change)
    assert uprooted_by(books, stricter, now) == {booking.occurrences[0].id: frozenset({rule})}
    plant_all_the_same(books.database, stricter, now)
    plant(books.database, stricter, now)  # settled: the next start goes by itself


def test_what_was_against_the_old_file_too_is_no_news(books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    earlier = changed(books.house, lambda d: d["opening_hours"].update(tue=["08:00-19:00"]))
    plant_all_the_same(books.database, earlier, now)
    plant(books.database, changed(earlier, lambda d: d.update(hold_days=7)), now)


def test_other_spaces_are_taken_where_they_are_free(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "kueche")
    wider = changed(books.house, lambda d: room(d, "kueche")["spaces"].append("foyer"))
    again = plant(books.database, wider, now)
    assert spaces_of(again, booking) == {"kueche", "foyer"}
    assert list(examine_every_row(books.database)) == []


def test_other_spaces_that_are_taken_refuse_the_file(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "kueche")
    a_confirmed(books, now, "foyer", group=DANCERS)
    wider = changed(books.house, lambda d: room(d, "kueche")["spaces"].append("foyer"))
    with pytest.raises(BookingsUprooted):
        plant(books.database, wider, now)
    with pytest.raises(SpacesTaken) as refusal:
        plant_all_the_same(books.database, wider, now)
    told = sentence_of(refusal.value)
    assert f"{booking.reference} (2027-01-12, kueche)" in told
    assert "--force" not in told  # it was forced, and helps nobody
    assert spaces_of(books, booking) == {"kueche"}


def test_past_dates_bind_no_file(books: Books, now: datetime) -> None:
    a_request(books, now, "saal", day=date(2026, 12, 1))
    later = datetime.fromisoformat("2027-02-01T09:00:00+00:00")
    plant(books.database, changed(books.house, without("saal")), later)


def test_the_same_file_changes_nothing(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    again = plant(books.database, books.house, now)
    with again.reading(now) as ledger:
        assert isinstance(ledger, Ledger)
        assert ledger.get_booking(booking.reference) == booking
