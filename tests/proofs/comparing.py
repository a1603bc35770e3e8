"""Is what the database keeps what the model says, row by row, and do calendars tell it?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, SQLModel, select

from booking.services.books import Books
from booking.services.feeds import Known, publish_room
from booking.services.kept_feeds import KeptFeeds
from booking.store.sweep import sweep
from booking.store.tables import (
    BookingRow,
    OccupancyRow,
    OccurrenceRow,
    ProposalRow,
    RoomRow,
    WishRow,
)
from tests.proofs.model import ASKING, HOLDING, House
from tests.proofs.places import ROOMS, Place, Span, instant, today

Facts = dict[Any, Any]
FEED_EVERY = 3
"""Steps between two looks at a feed, of another room each time."""


class Seen(NamedTuple):
    """A date as calendars know it."""

    uid: str
    sequence: int
    changed_at: datetime
    look: tuple[Any, ...]


@dataclass
class Comparison:
    """What was seen last, so that whatever may only rise is seen to rise."""

    books: Books
    kept: KeptFeeds = field(default_factory=KeptFeeds)
    dates: Facts = field(default_factory=dict)
    rooms: Facts = field(default_factory=dict)
    turn: int = 0

    def compare(self, house: House) -> None:
        """Every promise, after every step."""
        with self.books.database.reading() as session:
            occurrences = rows_of(session, OccurrenceRow)
            assert self.stored_dates(occurrences, house.now) == told_dates(house)
            assert self.stored_pieces(session, house.now) == told_pieces(house)
            assert self.stored_wishes(session) == told_wishes(house, occurrences)
            assert self.stored_offers(session, house.now) == told_offers(house)
            assert stored_versions(session) == house.versions
            assert sweep(session) == {}
            rooms = rows_of(session, RoomRow)
        self.see_rooms_rise(rooms, self.see_dates_rise(occurrences))
        self.turn += 1
        if self.turn % FEED_EVERY == 0:
            self.look_at_a_feed(house, {one.id: one.uid for one in occurrences})

    def stored_dates(self, rows: Any, now: datetime) -> Facts:
        """Status, hold and place of each date."""
        ids = self.books.ids
        found = {}
        for row in rows:
            over = row.hold_until is not None and row.hold_until < today(now)
            status = ("requested", None) if over else (row.status, row.hold_until)
            place = Place(
                ids.room_slugs[row.room_id],
                row.day,
                row.begin_minutes,
                row.end_minutes,
                row.setup_minutes,
                row.teardown_minutes,
            )
            found[row.id] = (row.booking_id, row.position, *status, place, row.starts, row.ends)
        return found

    def stored_pieces(self, session: Session, now: datetime) -> set[Any]:
        """All that is held or kept free, but for what has ended."""
        slugs = self.books.ids.space_slugs
        return {
            (row.occurrence_id, slugs[row.space_id], row.starts, row.ends)
            for row in rows_of(session, OccupancyRow)
            if row.expires is None or row.expires > now.timestamp()
        }

    def stored_wishes(self, session: Session) -> set[Any]:
        """All that is only asked for."""
        slugs = self.books.ids.space_slugs
        return {
            (row.occurrence_id, slugs[row.space_id], row.starts, row.ends)
            for row in rows_of(session, WishRow)
        }

    def stored_offers(self, session: Session, now: datetime) -> Facts:
        """The proposals that can still be accepted."""
        return {
            row.occurrence_id: (
                row.side,
                self.books.ids.room_slugs[row.room_id],
                row.day,
                row.begin_minutes,
                row.end_minutes,
                row.open_until,
            )
            for row in rows_of(session, ProposalRow)
            if row.status == "open" and row.open_until >= today(now)
        }

    def see_dates_rise(self, rows: Any) -> set[int]:
        """A date that looks different has a higher sequence and a later change, any other is
        the same as before; returns the rooms of those that changed."""
        touched = set()
        for row in rows:
            look = (row.status, row.hold_until, row.room_id, row.starts, row.ends)
            before, seen = self.dates.get(row.id), Seen(row.uid, row.sequence, row.changed_at, look)
            if seen == before:
                continue
            self.dates[row.id] = seen
            touched.add(row.room_id)
            if before is not None:
                assert seen.uid == before.uid
                assert seen.sequence > before.sequence
                assert seen.changed_at > before.changed_at
                touched.add(before.look[2])
        return touched

    def see_rooms_rise(self, rows: Any, touched: set[int]) -> None:
        """The calendars of touched rooms have a higher version and a later change."""
        for row in rows:
            version, at = row.calendar_version, row.calendar_changed_at
            before = self.rooms.get(row.id)
            self.rooms[row.id] = (version, at)
            if before is not None:
                has_risen = version > before[0] and at > before[1]
                assert has_risen if row.id in touched else (version, at) == before

    def look_at_a_feed(self, house: House, uids: dict[Any, str]) -> None:
        """The public feed of one room, another one each time: it shows what is held there,
        even if it was kept since an earlier step."""
        room = list(ROOMS)[self.turn % len(ROOMS)]
        kept = publish_room(self.books, self.kept, room, Known(), house.now).body or b""
        first = instant(today(house.now) - timedelta(days=30), 0) or house.now
        assert feed_lines(kept) == {
            (
                uids[one.number],
                f"{one.use.begin:%Y%m%dT%H%M%SZ}",
                f"{one.use.end:%Y%m%dT%H%M%SZ}",
                "CONFIRMED" if one.status == "confirmed" else "TENTATIVE",
            )
            for one in house.dates.values()
            if one.status in HOLDING
            and one.use.end > first
            and not one.place.spaces.isdisjoint(ROOMS[room].spaces)
        }


def feed_lines(body: bytes) -> set[tuple[str, ...]]:
    """UID, begin, end and status of each event, read without a parser: none of these is folded."""
    events = body.decode().split("BEGIN:VEVENT\r\n")[1:]
    found = set()
    for event in events:
        lines = dict(line.split(":", 1) for line in event.split("\r\n") if ":" in line)
        found.add((lines["UID"], lines["DTSTART"], lines["DTEND"], lines["STATUS"]))
    return found


def told_dates(house: House) -> Facts:
    """The same from the model."""
    return {
        one.number: (
            one.booking,
            one.position,
            one.status,
            one.hold_until,
            one.place,
            *seconds(one.use),
        )
        for one in house.dates.values()
    }


def told_pieces(house: House) -> set[Any]:
    """The same from the model."""
    return {(piece.holder, piece.space, *seconds(piece.span)) for piece in house.pieces()}


def told_wishes(house: House, rows: Any) -> set[Any]:
    """The same from the model: a hold that has ended asks again once it is tidied up."""
    untidy = {row.id for row in rows if row.status == "held"}
    return {
        (one.number, space, *seconds(one.place.taken))
        for one in house.dates.values()
        if one.status in ASKING and one.number not in untidy and one.place.taken
        for space in one.place.spaces
    }


def told_offers(house: House) -> Facts:
    """The same from the model."""
    return {
        one.number: (
            one.offer.side,
            one.offer.place.room,
            one.offer.place.day,
            one.offer.place.begin,
            one.offer.place.end,
            one.offer.until,
        )
        for one in house.dates.values()
        if one.offer
    }


def stored_versions(session: Session) -> Facts:
    """The version of each booking."""
    return {row.id: row.version for row in rows_of(session, BookingRow)}


def rows_of(session: Session, table: type[SQLModel]) -> Sequence[Any]:
    """All rows of a table as they are, which is quicker than as objects."""
    return session.connection().execute(select(table.__table__)).all()  # type: ignore[attr-defined]


def seconds(span: Span) -> tuple[int, int]:
    """As the database counts."""
    return int(span.begin.timestamp()), int(span.end.timestamp())
