"""Accounts and their sessions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from booking.domain.people import Person, Role, Standing
from booking.store.accounts import set_password_hash, shut
from booking.store.secrets import hash_secret
from booking.store.tables import AccountRow, SessionRow, TokenRow


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in."""

    id: int
    email: str
    name: str
    role: Role
    password_hash: str

    @property
    def person(self) -> Person:
        """The account as the acting person."""
        return Person(Standing(self.role.value), name=self.name, account_id=self.id)


def add_account(
    session: Session,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    now: datetime,
    phone: str = "",
) -> None:
    """Adds an account, or gives an existing one of that address a new password and role; what
    the old password has opened ends. Without a name it keeps its own, or is called by its
    address; so it is with its phone."""
    row = session.exec(select(AccountRow).where(col(AccountRow.email) == email)).one_or_none()
    if row is None:
        row = AccountRow(email=email, name=email, role=role.value, password_hash="", created_at=now)
    row.name = name or row.name
    row.phone = phone or row.phone
    row.role = role.value
    row.disabled_at = None
    session.add(row)
    session.flush()
    set_password_hash(session, row.id or 0, password_hash, now)


def disable_account(session: Session, email: str, now: datetime) -> bool:
    """Nobody can do anything with this account any more; its row stays, for history names it.
    False if there is none."""
    row = session.exec(select(AccountRow).where(col(AccountRow.email) == email)).one_or_none()
    if row is None or row.id is None:
        return False
    shut(session, row.id, row.disabled_at or now)
    return True


def find_account(session: Session, email: str) -> Account | None:
    """The account that can sign in with this address."""
    return _account(
        session.exec(
            select(AccountRow).where(
                col(AccountRow.email) == email, col(AccountRow.disabled_at).is_(None)
            )
        ).one_or_none()
    )


def is_still(session: Session, account: Account) -> bool:
    """Whether an account is as it was read before, password and role included; nobody changes
    it until the transaction ends."""
    row = session.get(AccountRow, account.id, with_for_update=True)
    return row is not None and row.disabled_at is None and _account(row) == account


def replace_password_hash(session: Session, account_id: int, password_hash: str) -> None:
    """Keeps the same password, hashed with today's strength."""
    session.get_one(AccountRow, account_id).password_hash = password_hash


def add_session(
    session: Session,
    account_id: int,
    token: str,
    now: datetime,
    expires_at: datetime,
    browser: str = "",
) -> None:
    """A browser that is signed in from now on; sessions that have ended are swept out."""
    session.execute(delete(SessionRow).where(col(SessionRow.expires_at) <= now))
    session.add(
        SessionRow(
            token_hash=hash_secret(token),
            account_id=account_id,
            created_at=now,
            expires_at=expires_at,
            browser=browser[:60],
        )
    )


def find_account_of_token(session: Session, secret: str, since: datetime) -> Account | None:
    """Whose password was right a moment ago."""
    return _account(
        session.exec(
            select(AccountRow)
            .join(TokenRow, col(TokenRow.account_id) == AccountRow.id)
            .where(
                col(TokenRow.token_hash) == hash_secret(secret),
                col(TokenRow.purpose) == "second_factor",
                col(TokenRow.revoked_at).is_(None),
                col(TokenRow.created_at) > since,
                col(AccountRow.disabled_at).is_(None),
            )
        ).one_or_none()
    )


def find_session_account(session: Session, token: str, now: datetime) -> Account | None:
    """Who is signed in with this session."""
    return _account(
        session.exec(
            select(AccountRow)
            .join(SessionRow, col(SessionRow.account_id) == AccountRow.id)
            .where(
                col(SessionRow.token_hash) == hash_secret(token),
                col(SessionRow.expires_at) > now,
                col(AccountRow.disabled_at).is_(None),
            )
        ).one_or_none()
    )


def remove_session(session: Session, token: str) -> None:
    """Signs this browser out."""
    session.execute(delete(SessionRow).where(col(SessionRow.token_hash) == hash_secret(token)))


def _account(row: AccountRow | None) -> Account | None:
    if row is None or row.id is None:
        return None
    return Account(row.id, row.email, row.name, Role(row.role), row.password_hash)


def count_accounts(session: Session) -> int:
    """How many accounts can sign in."""
    return session.exec(
        select(func.count()).select_from(AccountRow).where(col(AccountRow.disabled_at).is_(None))
    ).one()
