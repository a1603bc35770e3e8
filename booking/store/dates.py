"""The rows of dates: how they begin, and what the steps of a deed make of them.

Dates that become the same are written in one statement: a series is decided as a whole.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, update
from sqlmodel import Session, col
from sqlmodel.sql.sqltypes import UTCDateTime

from booking.domain.bookings import Occurrence
from booking.domain.candidates import Candidate
from booking.domain.statuses import Status
from booking.store.new_rows import new_date, place_columns
from booking.store.rooms import HouseIds
from booking.store.steps import Turn
from booking.store.tables import OccurrenceRow
from calendars.period import Period

ADD = insert(OccurrenceRow).returning(col(OccurrenceRow.uid), col(OccurrenceRow.id))
MOVE = update(OccurrenceRow).where(col(OccurrenceRow.id) == bindparam("date"))
CHANGE = (
    update(OccurrenceRow)
    .where(col(OccurrenceRow.id).in_(bindparam("dates", expanding=True)))
    .values(sequence=col(OccurrenceRow.sequence) + 1)
)
BEGIN_TO_WAIT = CHANGE.values(
    waiting_since=func.coalesce(
        col(OccurrenceRow.waiting_since), bindparam("since", type_=UTCDateTime())
    )
)
"""Since when it waits is kept for good: undoing keeps the turn. A function tells nobody of what
type its arguments are, and SQLite would keep the moment otherwise than all others."""


class NewDate(NamedTuple):
    """A date that has just been stored, as far as it takes a part of the house."""

    id: int
    status: Status
    spaces: frozenset[str]
    occupied: Period
    hold_until: date | None = None


def add_dates(
    session: Session,
    booking_id: int,
    planned: Sequence[tuple[Candidate, Status]],
    host: str,
    ids: HouseIds,
    now: datetime,
) -> list[NewDate]:
    """Stores the dates of a new booking; `host` ends the UID of each (RFC 5545, 3.8.4.7)."""
    rows = [new_date(booking_id, place, status, host, ids, now) for place, status in planned]
    added = session.connection().execute(ADD, rows)
    numbers: dict[str, int] = {row.uid: row.id for row in added}
    return [
        NewDate(numbers[row["uid"]], status, place.spaces, occupied)
        for row, (place, status) in zip(rows, planned, strict=True)
        if (occupied := place.occupied)
    ]


def write_dates(session: Session, turns: Iterable[Turn], ids: HouseIds, now: datetime) -> None:
    """Writes what becomes of dates into their rows, new places first."""
    turns = list(turns)
    run = session.connection().execute
    moved = [
        {"date": turn.after.id, **place_columns(place, ids)}
        for turn in turns
        if (place := turn.step.place)
    ]
    if moved:
        run(MOVE, moved)
    alike: dict[tuple[object, ...], list[Occurrence]] = {}
    for one in (turn.after for turn in turns):
        state = (one.status, one.hold_until, one.offered, one.changed_at)
        alike.setdefault(state, []).append(one)
    for dates in alike.values():
        first = dates[0]
        waits = first.status is Status.WAITING
        run(
            BEGIN_TO_WAIT if waits else CHANGE,
            {
                "dates": [one.id for one in dates],
                "status": first.status.value,
                "hold_until": first.hold_until,
                "offered": first.offered,
                "changed_at": first.changed_at,
            }
            | ({"since": now} if waits else {}),
        )
