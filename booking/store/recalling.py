"""Mails that are taken out of the outbox again before they leave."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col

from booking.domain.mails import Kind, NewMail
from booking.store.outbox import is_unleased, is_unsettled
from booking.store.tables import OutboxRow


def recall(session: Session, key: str, now: datetime) -> NewMail | None:
    """Takes back the mail about one event; None if it has left, or is leaving right now."""
    found = _recall(session, col(OutboxRow.key) == key, now)
    return found[0] if found else None


def recall_waiting(
    session: Session, booking_id: int, kind: Kind, now: datetime
) -> tuple[NewMail, ...]:
    """Takes back the mails of one kind about a booking that wait for their moment; those
    that somebody has tried to send already stay."""
    waiting = (
        (col(OutboxRow.booking_id) == booking_id)
        & (col(OutboxRow.kind) == kind.value)
        & (col(OutboxRow.due_at) > now)
        & (col(OutboxRow.attempts) == 0)
    )
    return _recall(session, waiting, now)


def _recall(session: Session, which: ColumnElement[bool], now: datetime) -> tuple[NewMail, ...]:
    rows = session.exec(
        delete(OutboxRow).where(which, is_unsettled(), is_unleased(now)).returning(OutboxRow)
    )
    return tuple(
        NewMail(
            key=row.key,
            kind=Kind(row.kind),
            recipient=row.recipient,
            language=row.language,
            message_id=row.message_id,
            due_at=row.due_at,
            booking_id=row.booking_id,
            account_id=row.account_id,
            facts=row.facts,
        )
        for (row,) in rows.all()
    )
