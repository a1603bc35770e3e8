"""A house with thousands of dates, the same each time: all states, both changes of the
clocks, rooms that share spaces, a hidden one, and texts that break what is not careful."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from booking.domain.rooms import Room
from booking.domain.statuses import HOLDING, Status
from booking.services.books import Books
from booking.store.tables import AssociationRow, BookingRow, DelegateRow, OccurrenceRow
from calendars.wallclock import ClockTime
from tests.store.dates import fill_rows

OCCURRENCES, PER_BOOKING = 3_000, 20
HOURS = ((8, 10), (11, 13), (14, 16), (17, 19), (20, 22))
CLOCKS_CHANGE = (date(2027, 3, 28), date(2027, 10, 31))
AT_NIGHT = (ClockTime(60), ClockTime(240))
"""From one to four: through the hour that is skipped, or comes twice."""
STATUSES = [Status.CONFIRMED] * 8 + [Status.HELD] * 3 + [Status.REQUESTED] * 3 + [*Status]
TITLES = (
    "Chorprobe",
    "جوقة الأمل – بروفة",
    "Yoga, leise; sehr \\leise\\",
    "Qi Gong 气功 🧘‍♀️",
    "Ein Titel, der so lang ist, dass er in jeder Zeile umbrochen werden muss: äöüß " * 2,
    "",
)
NOTES = ("", "", "Bitte heizen", "Zeile eins\nZeile zwei\r\n;,\\ und: Schluss", "مفتاح عند الجار")
LONG_NOTE = ("Was wir brauchen: " + "Stühle, Tische, Ölfarben; " * 400)[:10_000]


@dataclass
class Generator:
    """Makes the rows; nobody but its own chance decides."""

    books: Books
    session: Session
    now: datetime
    chance: random.Random

    def fill(self) -> None:
        """Pours all of them in."""
        taken: set[tuple[str, date, int]] = set()
        for number in range(OCCURRENCES // PER_BOOKING):
            booking = self.booking(number)
            rows = [
                self.occurrence(booking, number * PER_BOOKING + position, position, taken)
                for position in range(PER_BOOKING)
            ]
            self.session.add_all(rows)
            self.session.flush()
            fill_rows(self.session, self.books, rows)

    def booking(self, number: int) -> BookingRow:
        """A group with a booking; every seventh has been seen before."""
        pick = self.chance.choice
        association = AssociationRow(name=f"Verein {number} & Söhne", created_at=self.now)
        self.session.add(association)
        self.session.flush()
        delegate = DelegateRow(
            association_id=association.id or 0,
            name="Geheime Person",
            email=f"geheim{number}@verein.example",
            phone="0536 4711",
        )
        self.session.add(delegate)
        self.session.flush()
        row = BookingRow(
            reference=f"TEST-{number:04}",
            association_id=association.id or 0,
            delegate_id=delegate.id or 0,
            contact="Geheime Person",
            phone="0536 4711",
            title=pick(TITLES).strip(),
            public_title=pick((True, False)),
            persons=pick((None, 1, 24)),
            seating=pick((None, "circle")),
            notes=LONG_NOTE if number == 3 else pick(NOTES),
            received_at=self.now,
            proven_at=self.now if number % 50 else None,
        )
        self.session.add(row)
        self.session.flush()
        return row

    def occurrence(
        self, booking: BookingRow, number: int, position: int, taken: set[tuple[str, date, int]]
    ) -> OccurrenceRow:
        """One date; one that would hold a place that is taken is cancelled instead."""
        house, ids, pick = self.books.house, self.books.ids, self.chance.choice
        room: Room = pick(house.rooms)
        status, slot = pick(STATUSES), self.chance.randrange(len(HOURS))
        day = self.now.date() + timedelta(days=self.chance.randrange(-45, 430))
        begin, end = (ClockTime(hour * 60) for hour in HOURS[slot])
        if number % 100 == 7:
            day, (begin, end), slot = pick(CLOCKS_CHANGE), AT_NIGHT, -1
        places = {(space, day, slot) for space in room.spaces}
        if status in HOLDING:
            status = Status.CANCELLED if places & taken else status
            taken |= places if status in HOLDING else set()
        period = house.wall_clock.period(day, begin, end)
        held_until = day - timedelta(days=self.chance.randrange(0, 90))
        return OccurrenceRow(
            booking_id=booking.id or 0,
            position=position,
            uid=f"{number:08}-generated@das-west",
            room_id=ids.rooms[room.slug],
            day=day,
            begin_minutes=begin.minutes,
            end_minutes=end.minutes,
            starts=period.starts,
            ends=period.ends,
            space_ids=list(ids.space_ids(room.spaces)),
            setup_minutes=pick((0, 15, 30)),
            teardown_minutes=pick((0, 15)),
            status=status.value,
            sequence=self.chance.randrange(4),
            changed_at=self.now - timedelta(seconds=self.chance.randrange(10_000_000)),
            hold_until=held_until if status is Status.HELD else None,
        )


def fill_house(books: Books, now: datetime) -> None:
    """The house of the seed, in whichever database."""
    with books.database.writing() as session:
        Generator(books, session, now, random.Random(2027)).fill()
