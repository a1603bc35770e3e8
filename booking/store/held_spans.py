"""What is held, and what is asked for, in one range of time: bare numbers, read at once.

For questions that look at thousands of times. Who holds a time is not told.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from booking.domain.held_spans import HeldSpans, Span
from booking.domain.rooms import Room
from booking.store.ledger import Ledger
from booking.store.tables import OccupancyRow, WishRow
from booking.store.tables.bookings import LONGEST_SECONDS
from calendars.period import Period


def find_held_spans(
    ledger: Ledger, rooms: Collection[Room], period: Period
) -> dict[str, HeldSpans]:
    """The times in a period at which somebody holds these rooms, by the rooms' slugs; one
    question. A hold that has ended no longer counts."""
    return _by_room(ledger, rooms, _held(ledger, rooms, period))


def find_claimed_spans(
    ledger: Ledger, rooms: Collection[Room], period: Period, but: Collection[int] = ()
) -> dict[str, HeldSpans]:
    """The same with the times that are only asked for; two questions. What some occurrences claim
    themselves does not count: no date is in its own way."""
    asked = _find(ledger, WishRow, rooms, period, *_others(WishRow, but))
    held = _held(ledger, rooms, period, *_others(OccupancyRow, but))
    return _by_room(ledger, rooms, [*held, *asked])


SpanOfSpace = tuple[int, int, int]
"""The id of a space, begin and end."""


def _others(
    table: type[OccupancyRow] | type[WishRow], but: Collection[int]
) -> list[ColumnElement[bool]]:
    return [col(table.occurrence_id).not_in(but)] if but else []


def _held(
    ledger: Ledger, rooms: Collection[Room], period: Period, *conditions: ColumnElement[bool]
) -> list[SpanOfSpace]:
    expires = col(OccupancyRow.expires)
    live = expires.is_(None) | (expires > int(ledger.now.timestamp()))
    return _find(ledger, OccupancyRow, rooms, period, live, *conditions)


def _find(
    ledger: Ledger,
    table: type[OccupancyRow] | type[WishRow],
    rooms: Collection[Room],
    period: Period,
    *conditions: ColumnElement[bool],
) -> list[SpanOfSpace]:
    spaces = ledger.ids.space_ids(frozenset().union(*(room.spaces for room in rooms)))
    statement = select(col(table.space_id), col(table.starts), col(table.ends)).where(
        col(table.space_id).in_(spaces),
        col(table.starts) < period.ends,
        col(table.starts) > period.starts - LONGEST_SECONDS,
        col(table.ends) > period.starts,
        *conditions,
    )
    rows = ledger.session.connection().execute(statement)
    return [(space, starts, ends) for space, starts, ends in rows]


def _by_room(
    ledger: Ledger, rooms: Iterable[Room], spans: Iterable[SpanOfSpace]
) -> dict[str, HeldSpans]:
    """A room is held as soon as one of its spaces is."""
    of_space: dict[int, list[Span]] = {}
    for space, starts, ends in spans:
        of_space.setdefault(space, []).append((starts, ends))
    return {
        room.slug: HeldSpans.of(
            span for space in ledger.ids.space_ids(room.spaces) for span in of_space.get(space, ())
        )
        for room in rooms
    }
