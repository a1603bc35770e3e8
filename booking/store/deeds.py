"""Deeds that are done once, and attempts that are counted."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from booking.domain.refusals import KeyUsedOtherwise, TooManyAttempts
from booking.store.tables import AttemptRow, IdempotencyRow

REMEMBERED = timedelta(days=2)
"""How long a deed is known as done."""


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
    session.execute(delete(AttemptRow).where(col(AttemptRow.ends) <= second))
    row = session.get(AttemptRow, digest(key), with_for_update=True)
    if row is None:
        row = AttemptRow(key=digest(key), ends=second + int(stretch.total_seconds()))
        session.add(row)
    if row.count >= most:
        raise TooManyAttempts(retry_after=row.ends - second)
    row.count += 1
    session.flush()
