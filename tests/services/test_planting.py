"""The room file meets the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import event
from sqlmodel import select

from booking.domain.house import House
from booking.domain.names import Names
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.planting import BookingsUprooted, plant
from booking.store.door import Door
from booking.store.retelling import look_different
from booking.store.tables import RoomRow, SpaceRow
from tests.builders import STAFF, a_confirmed, a_request


def without(house: House, *slugs: str) -> House:
    """The house without some rooms."""
    rooms = tuple(room for room in house.rooms if room.slug not in slugs)
    return house.model_copy(update={"rooms": rooms})


def planted(books: Books) -> Sequence[tuple[str, str, int, datetime]]:
    """What the database knows of the rooms."""
    columns = (
        RoomRow.slug,
        RoomRow.shown_as,
        RoomRow.calendar_version,
        RoomRow.calendar_changed_at,
    )
    with books.database.reading() as session:
        return [tuple(row) for row in session.exec(select(*columns).order_by(RoomRow.slug))]


def test_every_room_and_space_gets_its_row(books: Books, house: House) -> None:
    assert [slug for slug, *_ in planted(books)] == sorted(room.slug for room in house.rooms)
    with books.database.reading() as session:
        assert set(session.exec(select(SpaceRow.slug))) == set(house.spaces)


def test_an_unchanged_file_changes_nothing(books: Books, house: House, now: datetime) -> None:
    booking, before = a_confirmed(books, now), planted(books)
    again = plant(books.database, house, now + timedelta(days=1))
    assert (again.ids, planted(again)) == (books.ids, before)
    assert get_booking(again, STAFF, booking.reference, now) == booking


@pytest.mark.parametrize("make", [a_request, a_confirmed])
def test_a_room_that_is_still_wanted_cannot_leave_the_file(
    books: Books,
    house: House,
    now: datetime,
    make: type[a_request],  # type: ignore[valid-type]
) -> None:
    booking, before = make(books, now), planted(books)  # type: ignore[misc]
    changed = without(house, "saal-b", "saal")
    with pytest.raises(BookingsUprooted) as refusal:
        plant(books.database, changed, now)
    (uprooted,) = refusal.value.facts["uprooted"]  # type: ignore[misc]
    assert uprooted.entry.reference == booking.reference  # type: ignore[has-type]
    assert uprooted.room is None  # type: ignore[has-type]
    assert planted(books) == before


def test_a_refused_file_renames_nothing_either(books: Books, house: House, now: datetime) -> None:
    a_confirmed(books, now)
    before = planted(books)
    rooms = tuple(
        room.model_copy(update={"names": Names(de="Umbenannt")})
        for room in without(house, "saal-b").rooms
    )
    with pytest.raises(BookingsUprooted):
        plant(books.database, house.model_copy(update={"rooms": rooms}), now)
    assert planted(books) == before


def test_a_room_may_leave_once_its_dates_are_over(
    books: Books, house: House, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    changed = plant(
        books.database, without(house, "saal-b", "saal"), booking.occurrences[0].period.end
    )
    assert get_booking(changed, STAFF, booking.reference, now).rooms == ("saal-b",)


def test_a_room_file_and_whoever_tells_dates_anew_do_not_wait_for_each_other(
    books: Books, house: House, now: datetime
) -> None:
    booking = a_request(books, now)
    rooms = tuple(
        room.model_copy(update={"names": Names(de="Anders")}) if room.slug == "saal-b" else room
        for room in house.rooms
    )
    renamed = house.model_copy(update={"rooms": rooms})
    planting = Thread(target=plant, args=(books.database, renamed, now))
    broken_off: list[str] = []
    engine = books.database.engine
    note = lambda context: broken_off.append(str(context.original_exception))  # noqa: E731

    def tell_anew(door: Door) -> None:
        look_different(door, [booking.id])
        planting.start()
        planting.join(timeout=0.5)

    event.listen(engine, "handle_error", note)
    try:
        books.change(STAFF, now, tell_anew)
        planting.join(timeout=10)
    finally:
        event.remove(engine, "handle_error", note)
    assert broken_off == []
    assert "Anders" in {slug: shown for slug, shown, *_ in planted(books)}["saal-b"]
