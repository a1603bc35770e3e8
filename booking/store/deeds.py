"""Deeds that are done once, and attempts that are counted."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, text
from sqlmodel import Session, col

from booking.domain.refusals import KeyUsedOtherwise, TooManyAttempts
from booking.store.tables import AttemptRow, IdempotencyRow

REMEMBERED = timedelta(days=2)
"""How long a deed is known as done."""
COUNT_ONE = text(
    "INSERT INTO attempt (key, ends, count) VALUES (:key, :ends, 1)"
    " ON CONFLICT (key) DO UPDATE SET count = attempt.count + 1 RETURNING count, ends"
)
"""In one statement, so that the first two of one origin do not get in each other's way."""


def digest(*parts: str) -> str:
    """One hash over several texts, so that none can run into the next."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def find_done_deed(session: Session, key: str, fingerprint: str) -> int | None:
    """The booking that came of this key before; raises `KeyUsedOtherwise` if the key
    then stood for something else."""
    row = session.get(IdempotencyRow, key)
    if row is None:
        return None
    if row.fingerprint != fingerprint:
        raise KeyUsedOtherwise
    return row.booking_id


def remember_deed(
    session: Session, key: str, fingerprint: str, booking_id: int, now: datetime
) -> None:
    """Notes what came of a key, and forgets old ones. If two came at once, the second
    transaction breaks off on the key and finds the first when it is run again."""
    session.execute(delete(IdempotencyRow).where(col(IdempotencyRow.created_at) < now - REMEMBERED))
    session.add(
        IdempotencyRow(key=key, fingerprint=fingerprint, booking_id=booking_id, created_at=now)
    )
    session.flush()


def count_attempt(session: Session, key: str, most: int, stretch: timedelta, now: datetime) -> None:
    """Counts one attempt; raises `TooManyAttempts` when there were too many in the stretch."""
    second = int(now.timestamp())
    ends = second + int(stretch.total_seconds())
    session.execute(delete(AttemptRow).where(col(AttemptRow.ends) <= second))
    counted = session.connection().execute(COUNT_ONE, {"key": digest(key), "ends": ends})
    count, over_at = counted.one()
    if count > most:
        raise TooManyAttempts(retry_after=over_at - second)


def is_within(session: Session, key: str, most: int, stretch: timedelta, now: datetime) -> bool:
    """Counts one attempt, and tells whether there were not too many; nothing is raised, so what
    is too much is counted as well."""
    try:
        count_attempt(session, key, most, stretch, now)
    except TooManyAttempts:
        return False
    return True


def is_first_time(session: Session, key: str, now: datetime) -> bool:
    """Whether a deed that can come once only comes for the first time, such as that of one
    form. Of two at once the second waits, and is told no."""
    return is_within(session, key, 1, REMEMBERED, now)
