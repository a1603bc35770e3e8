"""What was imported before, and the files that wait."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from booking.domain.imports import Source
from booking.store.tables import BookingRow, ImportedRow, OccurrenceRow, UploadRow

KEPT = timedelta(hours=24)
"""How long a file waits for somebody to take it over."""
AT_ONCE = 500


def key_hash(key: str) -> str:
    """The key of a source's date as it is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def find_imported(session: Session, keys: Iterable[str]) -> Mapping[str, str]:
    """Those of the keys that were imported before, each with the reference of its booking."""
    by_hash = {key_hash(key): key for key in keys}
    hashes = sorted(by_hash)
    found: dict[str, str] = {}
    for start in range(0, len(hashes), AT_ONCE):
        rows = session.exec(
            select(ImportedRow.key, BookingRow.reference)
            .join(OccurrenceRow, col(OccurrenceRow.id) == ImportedRow.occurrence_id)
            .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
            .where(col(ImportedRow.key).in_(hashes[start : start + AT_ONCE]))
        )
        found |= {by_hash[hashed]: reference for hashed, reference in rows}
    return found


def remember_imported(session: Session, occurrences: Mapping[str, int], now: datetime) -> None:
    """These keys have become these dates."""
    session.add_all(
        ImportedRow(key=key_hash(key), occurrence_id=number, imported_at=now)
        for key, number in occurrences.items()
    )
    session.flush()


def keep_upload(session: Session, source: Source, account_id: int, now: datetime) -> int:
    """Keeps a file for its sender; older ones that nobody took over are forgotten."""
    forget_old_uploads(session, now)
    row = UploadRow(
        account_id=account_id,
        name=source.name,
        content=source.content,
        room=source.room,
        group_name=source.group,
        closing=source.closing,
        sent_at=now,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def find_upload(session: Session, upload_id: int, account_id: int, now: datetime) -> Source | None:
    """The file of that number, if this account sent it and it is still kept."""
    row = session.get(UploadRow, upload_id)
    if row is None or row.account_id != account_id or row.sent_at < now - KEPT:
        return None
    return Source(row.name, row.content, row.room, row.group_name, row.closing)


def forget_old_uploads(session: Session, now: datetime) -> None:
    """Files that nobody took over within a day go."""
    session.execute(delete(UploadRow).where(col(UploadRow.sent_at) < now - KEPT))


def forget_upload(session: Session, upload_id: int) -> None:
    """The file was taken over, or is not wanted."""
    session.execute(delete(UploadRow).where(col(UploadRow.id) == upload_id))
