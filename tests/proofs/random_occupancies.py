"""As many confirmed dates as wanted, straight into the tables and past the guards: random
times in random rooms, often back to back, never overlapping."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from booking.domain.rooms import Room
from booking.services.books import Books
from booking.store.tables import OccupancyRow, OccurrenceRow
from tests.builders import a_request

FIRST = datetime(1970, 1, 2, tzinfo=UTC)
"""A million of them reach from here almost to the present; the past needs no room file."""
BATCH = 10_000
Row = dict[str, Any]


def pour_in(books: Books, now: datetime, wanted: int) -> None:
    """Adds dates with that many occupancies to a booking, in no order at all."""
    booking_id = a_request(books, now).id
    dates = list(random_dates(books, booking_id, wanted))
    occupancies = [row for date in dates for row in occupancies_of(date)]
    random.Random(wanted).shuffle(occupancies)
    with books.database.writing() as session:
        insert_all(session, OccurrenceRow, dates)
        insert_all(session, OccupancyRow, occupancies)
    count_anew(books)


def random_dates(books: Books, booking_id: int, wanted: int) -> Iterator[Row]:
    """Dates, each after those that were in its spaces before."""
    chance = random.Random(20261123)
    free_from = dict.fromkeys(books.house.spaces, FIRST)
    for number in count(1_000):
        if wanted <= 0:
            return
        room = chance.choice(books.house.rooms)
        begin = max(free_from[space] for space in room.spaces) + minutes(chance, 0, 60)
        setup, use, teardown = (
            minutes(chance, *limits) for limits in ((0, 30), (30, 120), (0, 30))
        )
        for space in room.spaces:
            free_from[space] = begin + setup + use + teardown
        wanted -= len(room.spaces)
        yield new_row(books, booking_id, number, room, (begin, setup, use, teardown))


def minutes(chance: random.Random, least: int, most: int) -> timedelta:
    """A random while; often none, if that is the least."""
    return timedelta(minutes=chance.randrange(least, most + 1, 15))


def new_row(
    books: Books,
    booking_id: int,
    number: int,
    room: Room,
    times: tuple[datetime, timedelta, timedelta, timedelta],
) -> Row:
    """One date as its table has it."""
    begin, setup, use, teardown = times
    starts = begin + setup
    return {
        "id": number,
        "booking_id": booking_id,
        "position": number,
        "uid": f"{number}@proof",
        "room_id": books.ids.rooms[room.slug],
        "day": starts.date(),
        "begin_minutes": starts.hour * 60 + starts.minute,
        "end_minutes": 1440,
        "starts": int(starts.timestamp()),
        "ends": int((starts + use).timestamp()),
        "space_ids": list(books.ids.space_ids(room.spaces)),
        "setup_minutes": setup // timedelta(minutes=1),
        "teardown_minutes": teardown // timedelta(minutes=1),
        "status": "confirmed",
        "sequence": 1,
        "changed_at": begin,
    }


def occupancies_of(date: Row) -> Iterator[Row]:
    """What a date takes, space by space."""
    for space in date["space_ids"]:
        yield {
            "occurrence_id": date["id"],
            "holds": True,
            "space_id": space,
            "starts": date["starts"] - date["setup_minutes"] * 60,
            "ends": date["ends"] + date["teardown_minutes"] * 60,
        }


def insert_all(session: Session, table: Any, rows: Sequence[Row]) -> None:
    """Batch by batch; the guards look at each row."""
    connection = session.connection()
    for first in range(0, len(rows), BATCH):
        connection.execute(insert(table.__table__), rows[first : first + BATCH])


def count_anew(books: Books) -> None:
    """PostgreSQL does so by itself before long. Until then it plans as for the tables that it
    counted last, and those of a test before may have been empty."""
    with books.database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
