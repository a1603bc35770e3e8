"""What occurrences take of the house: occupancies if they hold, wishes if they ask."""

from collections.abc import Collection, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert
from sqlmodel import Session, col

from booking.domain.statuses import ASKING, HOLDING
from booking.store.tables import OccupancyRow, OccurrenceRow, WishRow
from booking.store.values import hold_expires_at

NO_ROWS_KEPT = {"synchronize_session": False}
"""Places are only ever written by statements, so no session keeps them as objects."""


def empty_places(session: Session, occurrence_ids: Collection[int]) -> None:
    """Takes away all that these occurrences hold or ask for; what is proposed for them stays."""
    held = col(OccupancyRow.occurrence_id).in_(occurrence_ids)
    asked = col(WishRow.occurrence_id).in_(occurrence_ids)
    for gone in (
        delete(OccupancyRow).where(held, col(OccupancyRow.proposed).is_(None)),
        delete(WishRow).where(asked),
    ):
        session.execute(gone, execution_options=NO_ROWS_KEPT)


def fill_places(session: Session, rows: Sequence[OccurrenceRow], zone: ZoneInfo) -> None:
    """Writes what these occurrences take in their present status, in one go for each table.

    The guards fire here if a place is not free. The rows must be written before.
    """
    held = [place for row in rows if row.status in HOLDING for place in _held(row, zone)]
    asked = [place for row in rows if row.status in ASKING for place in _places(row)]
    if held:
        held.sort(key=lambda place: (place["space_id"], place["starts"]))
        session.execute(insert(OccupancyRow), held)
    if asked:
        session.execute(insert(WishRow), asked)


def _held(row: OccurrenceRow, zone: ZoneInfo) -> list[dict[str, Any]]:
    """An occupancy says when its hold ends, so that a probe need not ask the occurrence."""
    last_day = row.hold_until
    expires = last_day and int(hold_expires_at(last_day, zone).timestamp())
    return [place | {"holds": True, "expires": expires} for place in _places(row)]


def _places(row: OccurrenceRow) -> list[dict[str, Any]]:
    """The period with setup and teardown, once for each space."""
    starts = row.starts - row.setup_minutes * 60
    ends = row.ends + row.teardown_minutes * 60
    return [
        {"occurrence_id": row.id, "space_id": number, "starts": starts, "ends": ends}
        for number in row.space_ids
    ]
