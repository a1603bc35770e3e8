"""Mails of the outbox as they are looked at: by staff, and by deeds that have to know whether
somebody has read of them."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from booking.domain.mail_states import Trouble
from booking.domain.mails import Kind, Mail
from booking.store.outbox import is_unsettled, mail_value
from booking.store.tables import OutboxRow

LARGEST_ID = 2**31 - 1
"""PostgreSQL has no larger ones, and fails if it is asked for one."""


def find_mail(session: Session, mail_id: int) -> Mail | None:
    """The mail of that id; of one that no database can have given, none."""
    row = session.get(OutboxRow, mail_id) if mail_id <= LARGEST_ID else None
    return mail_value(row) if row else None


def find_due(session: Session, key: str) -> datetime | None:
    """When the mail of that key leaves; None if there is none, or it has left."""
    return session.exec(
        select(OutboxRow.due_at).where(col(OutboxRow.key) == key, is_unsettled())
    ).first()


def find_unsent(session: Session, booking_id: int, kind: Kind) -> tuple[Mail, ...]:
    """The mails of one kind about a booking that have not left, the newest first."""
    rows = session.exec(
        select(OutboxRow)
        .where(
            col(OutboxRow.booking_id) == booking_id,
            col(OutboxRow.kind) == kind.value,
            is_unsettled(),
        )
        .order_by(col(OutboxRow.id).desc())
    )
    return tuple(mail_value(row) for row in rows)


def find_mails(session: Session, limit: int, offset: int = 0) -> tuple[Mail, ...]:
    """A page of the outbox: what is to be done or went wrong first, then the newest."""
    is_sent = col(OutboxRow.sent_at).is_not(None)
    rows = session.exec(
        select(OutboxRow).order_by(is_sent, col(OutboxRow.id).desc()).limit(limit).offset(offset)
    )
    return tuple(mail_value(row) for row in rows)


def find_last_mail(session: Session, key: str) -> Mail | None:
    """The newest mail whose key begins like this."""
    row = session.exec(
        select(OutboxRow)
        .where(col(OutboxRow.key).startswith(key, autoescape=True))
        .order_by(col(OutboxRow.id).desc())
        .limit(1)
    ).first()
    return mail_value(row) if row else None


def count_mails(session: Session) -> int:
    """How many mails are kept."""
    return session.exec(select(func.count()).select_from(OutboxRow)).one()


def count_given_up(session: Session) -> int:
    """How many mails need a hand."""
    return session.exec(
        select(func.count())
        .select_from(OutboxRow)
        .where(
            col(OutboxRow.given_up_at).is_not(None),
            col(OutboxRow.trouble) != Trouble.NOT_NEEDED.value,
        )
    ).one()
