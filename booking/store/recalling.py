"""Mails that are taken out of the outbox again before they leave."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Executable, bindparam, delete, inspect
from sqlmodel import Session, col

from booking.domain.mails import Kind, NewMail
from booking.store.outbox import is_unleased, is_unsettled
from booking.store.tables import OutboxRow

COLUMNS = tuple(inspect(OutboxRow).columns)
FREE = delete(OutboxRow).where(is_unsettled(), is_unleased(bindparam("now")))
RECALL = FREE.where(col(OutboxRow.key) == bindparam("key")).returning(*COLUMNS)
RECALL_WAITING = FREE.where(
    col(OutboxRow.booking_id) == bindparam("booking"),
    col(OutboxRow.kind) == bindparam("kind"),
    col(OutboxRow.due_at) > bindparam("now"),
    col(OutboxRow.attempts) == 0,
).returning(*COLUMNS)


def recall(session: Session, key: str, now: datetime) -> NewMail | None:
    """Takes back the mail about one event; None if it has left, or is leaving right now."""
    found = _recall(session, RECALL, {"key": key, "now": now})
    return found[0] if found else None


def recall_waiting(
    session: Session, booking_id: int, kind: Kind, now: datetime
) -> tuple[NewMail, ...]:
    """Takes back the mails of one kind about a booking that wait for their moment, the newest
    first; those that somebody has tried to send already stay."""
    waiting = {"booking": booking_id, "kind": kind.value, "now": now}
    return _recall(session, RECALL_WAITING, waiting)


def _recall(
    session: Session, which: Executable, values: Mapping[str, object]
) -> tuple[NewMail, ...]:
    rows = session.connection().execute(which, values).all()
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
        for row in sorted(rows, key=lambda row: row.id, reverse=True)
    )
