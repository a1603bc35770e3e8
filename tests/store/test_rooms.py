"""The small integers of rooms and spaces, and the versions of calendars."""

from datetime import datetime, timedelta

from booking.services.books import Books
from booking.store.rooms import CalendarState, bump_calendars, read_calendar_states, read_house_ids


def test_ids_go_both_ways(books: Books) -> None:
    ids = books.ids
    assert {ids.room_slugs[number] for number in ids.rooms.values()} == set(ids.rooms)
    assert {ids.space_slugs[number] for number in ids.spaces.values()} == set(ids.spaces)
    assert ids.space_ids({"saal-b", "saal-a"}) == tuple(
        sorted((ids.spaces["saal-a"], ids.spaces["saal-b"]))
    )
    with books.database.reading() as session:
        assert read_house_ids(session) == ids


def test_a_calendar_tells_every_change_apart(books: Books, now: datetime) -> None:
    room, other = books.ids.rooms["saal"], books.ids.rooms["kueche"]
    seen = []
    for at in (now, now, now - timedelta(hours=1), now + timedelta(hours=1)):
        with books.database.writing() as session:
            bump_calendars(session, {room}, at)
        with books.database.reading() as session:
            seen.append(read_calendar_states(session, {room, other}))
    moments = [1, 2, 3]
    assert [one[room] for one in seen] == [
        *(CalendarState(1 + number, now + timedelta(seconds=number)) for number in moments),
        CalendarState(5, now + timedelta(hours=1)),
    ]
    assert {one[other] for one in seen} == {CalendarState(1, now)}
