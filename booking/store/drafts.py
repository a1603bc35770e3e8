"""Drafts of enquiries, by the secret of the browser that wrote them."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from booking.domain.drafts import Content, Draft
from booking.store.secrets import hash_secret
from booking.store.tables import DraftRow


def find_draft(session: Session, secret_hash: str, now: datetime) -> Draft | None:
    """The draft of whoever has this secret."""
    row = session.exec(_of(secret_hash).where(col(DraftRow.expires_at) > now)).one_or_none()
    return _value(row) if row else None


def lock_draft(session: Session, secret_hash: str, now: datetime) -> DraftRow | None:
    """The row of a draft, which nobody else changes until the transaction ends."""
    return session.exec(
        _of(secret_hash).where(col(DraftRow.expires_at) > now).with_for_update()
    ).one_or_none()


def lock_draft_by_id(session: Session, draft_id: int, now: datetime) -> DraftRow | None:
    """The same, for whoever came to it by a link."""
    return session.exec(
        select(DraftRow)
        .where(col(DraftRow.id) == draft_id, col(DraftRow.expires_at) > now)
        .with_for_update()
    ).one_or_none()


def write_draft(session: Session, secret: str, content: Content, expires_at: datetime) -> None:
    """Keeps what was typed; a draft that was sent already is left as it is."""
    row = session.exec(_of(hash_secret(secret)).with_for_update()).one_or_none()
    kept = {name: list(values) for name, values in content.items()}
    if row is None:
        row = DraftRow(secret_hash=hash_secret(secret), content=kept, expires_at=expires_at)
        session.add(row)
    elif row.booking_id is None:
        row.content, row.expires_at = kept, expires_at
    session.flush()


def forget_expired_drafts(session: Session, now: datetime) -> None:
    """Takes away drafts whose time is over, sent or not; bookings stay."""
    session.execute(delete(DraftRow).where(col(DraftRow.expires_at) <= now))


def _of(secret_hash: str) -> SelectOfScalar[DraftRow]:
    return select(DraftRow).where(col(DraftRow.secret_hash) == secret_hash)


def _value(row: DraftRow) -> Draft:
    return Draft(row.id or 0, row.content, tuple(row.agreed or ()), row.booking_id)
