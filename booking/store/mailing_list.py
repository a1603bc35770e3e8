"""The people of the house who get mails about its days."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnExpressionArgument, true
from sqlmodel import Session, col, select

from booking.domain.people import Role
from booking.store.tables import AccountRow


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with an account, as an addressee."""

    account_id: int
    name: str
    email: str
    phone: str = ""


OF_STAFF = (Role.STAFF, Role.ADMIN)


def find_readers(session: Session, roles: Collection[Role]) -> tuple[Reader, ...]:
    """Everybody with one of these roles who can sign in."""
    return _readers(session, roles, true())


def find_digest_readers(session: Session) -> tuple[Reader, ...]:
    """Those of staff who want to know each working day what lies in the inbox."""
    return _readers(session, OF_STAFF, col(AccountRow.wants_digest))


def find_readers_at_once(session: Session) -> tuple[Reader, ...]:
    """Those of staff who want to hear of each new request at once."""
    return _readers(session, OF_STAFF, col(AccountRow.hears_at_once))


def _readers(
    session: Session, roles: Collection[Role], wish: ColumnExpressionArgument[bool]
) -> tuple[Reader, ...]:
    rows = session.exec(
        select(AccountRow)
        .where(
            col(AccountRow.role).in_([role.value for role in roles]),
            col(AccountRow.disabled_at).is_(None),
            wish,
        )
        .order_by(col(AccountRow.id))
    )
    return tuple(
        Reader(row.id, row.name, row.email, row.phone) for row in rows if row.id is not None
    )


def find_reader(session: Session, account_id: int) -> Reader | None:
    """Whoever the account belongs to; None once it is closed."""
    row = session.get(AccountRow, account_id)
    if row is None or row.disabled_at is not None:
        return None
    return Reader(account_id, row.name, row.email, row.phone)
