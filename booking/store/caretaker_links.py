"""Secret addresses of the caretaker's day."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from booking.domain.caretaker_links import CaretakerLink, NewLink
from booking.store.secrets import hash_secret, new_secret
from booking.store.tables import AccountRow, CaretakerLinkRow


def add_link(session: Session, link: NewLink, now: datetime, secret: str | None = None) -> str:
    """Makes a link and returns its secret, which cannot be read again."""
    secret = secret or new_secret()
    session.add(
        CaretakerLinkRow(
            token_hash=hash_secret(secret),
            nonce=link.nonce,
            name=link.name,
            phone=link.phone,
            account_id=link.account_id,
            last_day=link.last_day,
            created_at=now,
        )
    )
    session.flush()
    return secret


def is_made(session: Session, nonce: str) -> bool:
    """Whether a link was made with this form before."""
    found = session.exec(select(CaretakerLinkRow.id).where(col(CaretakerLinkRow.nonce) == nonce))
    return found.first() is not None


def find_link(session: Session, secret: str) -> CaretakerLink | None:
    """The link of that secret, ended ones included."""
    found = _find(session, col(CaretakerLinkRow.token_hash) == hash_secret(secret))
    return found[0] if found else None


def find_links(session: Session) -> Sequence[CaretakerLink]:
    """All links, ended ones included, the newest first."""
    return _find(session, True)


def end_link(session: Session, link_id: int, now: datetime) -> bool:
    """Ends a link for good. False if there is none of that id."""
    row = session.get(CaretakerLinkRow, link_id)
    if row is None:
        return False
    row.ended_at = row.ended_at or now
    return True


def _find(session: Session, condition: ColumnElement[bool] | bool) -> list[CaretakerLink]:
    rows = session.exec(
        select(CaretakerLinkRow, AccountRow)
        .join(AccountRow, col(AccountRow.id) == CaretakerLinkRow.account_id, isouter=True)
        .where(condition)
        .order_by(col(CaretakerLinkRow.id).desc())
    )
    return [_link(row, account) for row, account in rows]


def _link(row: CaretakerLinkRow, account: AccountRow | None) -> CaretakerLink:
    return CaretakerLink(
        id=row.id or 0,
        name=account.name if account else row.name,
        phone=account.phone if account else row.phone,
        account_id=row.account_id,
        last_day=row.last_day,
        created_at=row.created_at,
        ended_at=row.ended_at,
        is_shut=account is not None and account.disabled_at is not None,
    )
