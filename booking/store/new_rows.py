"""The rows that begin something: the reference of a booking, its dates."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from booking.domain.candidates import Candidate
from booking.domain.statuses import Status
from booking.store.rooms import HouseIds

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter that is taken for a digit, and no U: references stay harmless to read aloud."""


def new_reference() -> str:
    """What people read out on the phone, such as 7F3K-9QMD. It opens nothing by itself."""
    letters = [secrets.choice(REFERENCE_LETTERS) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def new_date(
    booking_id: int, planned: Candidate, status: Status, host: str, ids: HouseIds, now: datetime
) -> dict[str, Any]:
    """The columns of a date as it will be kept; `host` ends its UID (RFC 5545, 3.8.4.7)."""
    return {
        "booking_id": booking_id,
        "position": planned.position,
        "uid": f"{uuid.uuid4()}@{host}",
        "status": status.value,
        "sequence": 0,
        "changed_at": now,
        "waiting_since": now if status is Status.WAITING else None,
        "offered": False,
        **place_columns(planned, ids),
    }


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


def told_of(planned: Sequence[tuple[Candidate, Status]]) -> dict[str, object]:
    """What the history keeps of new dates: how many, and how many were confirmed at once."""
    confirmed = {place.position for place, status in planned if status is Status.CONFIRMED}
    return {"dates": len(planned), "confirmed": len(confirmed)}
