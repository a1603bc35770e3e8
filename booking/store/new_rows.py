"""The rows that begin something: the reference of a booking, its dates."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from booking.domain.candidates import Candidate
from booking.domain.statuses import Status
from booking.store.rooms import HouseIds
from booking.store.tables import OccurrenceRow

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter that is taken for a digit, and no U: references stay harmless to read aloud."""


def new_reference() -> str:
    """What people read out on the phone, such as 7F3K-9QMD. It opens nothing by itself."""
    letters = [secrets.choice(REFERENCE_LETTERS) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def new_date(
    booking_id: int, planned: Candidate, status: Status, host: str, ids: HouseIds, now: datetime
) -> OccurrenceRow:
    """A date as it will be kept; `host` ends its UID (RFC 5545, 3.8.4.7)."""
    return OccurrenceRow(
        booking_id=booking_id,
        position=planned.position,
        uid=f"{uuid.uuid4()}@{host}",
        status=status.value,
        changed_at=now,
        waiting_since=now if status is Status.WAITING else None,
        **place_columns(planned, ids),
    )


def put_in_place(row: OccurrenceRow, place: Candidate, ids: HouseIds) -> None:
    """Gives a date another room and time; who it is stays."""
    for column, value in place_columns(place, ids).items():
        setattr(row, column, value)


def place_columns(place: Candidate, ids: HouseIds) -> dict[str, Any]:
    """Room and time of a date, with its spaces, setup and teardown frozen as they are now."""
    if place.period is None:
        raise ValueError("a date that the clocks leave out cannot be stored")
    return {
        "room_id": ids.rooms[place.room.slug],
        "day": place.day,
        "begin_minutes": place.begin.minutes,
        "end_minutes": place.end.minutes,
        "starts": place.period.starts,
        "ends": place.period.ends,
        "space_ids": list(ids.space_ids(place.spaces)),
        "setup_minutes": int(place.setup.total_seconds() // 60),
        "teardown_minutes": int(place.teardown.total_seconds() // 60),
    }


def told_of(dates: Sequence[OccurrenceRow]) -> dict[str, object]:
    """What the history keeps of new dates: how many, and how many were confirmed at once."""
    confirmed = {one.position for one in dates if one.status == Status.CONFIRMED}
    return {"dates": len(dates), "confirmed": len(confirmed)}
