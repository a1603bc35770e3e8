"""Associations and their delegates; accounts and their sessions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from booking.domain.enquiries import Group
from booking.domain.people import Person, Role, Standing
from booking.store.associations import has_had_name
from booking.store.secrets import hash_secret
from booking.store.tables import (
    AccountRow,
    AssociationRow,
    DelegateRow,
    SessionRow,
    TokenRow,
)


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


def find_or_add_delegate(session: Session, group: Group, now: datetime) -> DelegateRow:
    """The delegate with this address in a group of this name; a new one if there is none.

    Groups are told apart by name *and* address: a name alone proves nothing, and
    nobody may enter somebody else's group by writing its name. A delegate who is known
    stays as they are: writing a known address does not prove that it is one's own.
    """
    email = group.email.strip().lower()
    found = session.exec(
        select(DelegateRow)
        .join(AssociationRow, col(AssociationRow.id) == DelegateRow.association_id)
        .where(
            col(DelegateRow.email) == email,
            col(DelegateRow.ended_at).is_(None),
            has_had_name(group.name),
        )
        .order_by(col(DelegateRow.id))
    ).first()
    if found is None:
        association = AssociationRow(name=group.name.strip(), created_at=now)
        session.add(association)
        session.flush()
        found = _new_delegate(session, association.id or 0, email, group)
    return found


def find_or_add_own_delegate(
    session: Session, association_id: int, group: Group | None
) -> DelegateRow:
    """Who speaks for an association that is known already: the person named, as a further
    delegate if need be, or else its first. The association's name stays as it is."""
    delegates = session.exec(
        select(DelegateRow)
        .where(
            col(DelegateRow.association_id) == association_id,
            col(DelegateRow.ended_at).is_(None),
        )
        .order_by(col(DelegateRow.id))
    ).all()
    if group is None:
        return delegates[0]
    email = group.email.strip().lower()
    found = next((one for one in delegates if one.email == email), None)
    if found is None:
        found = _new_delegate(session, association_id, email, group)
    return found


def _new_delegate(session: Session, association_id: int, email: str, group: Group) -> DelegateRow:
    row = DelegateRow(
        association_id=association_id,
        email=email,
        name=group.contact,
        phone=group.phone,
        language=group.language,
    )
    session.add(row)
    session.flush()
    return row


def add_account(
    session: Session,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    now: datetime,
    phone: str = "",
) -> None:
    """Adds an account, or gives an existing one of that address a new password and role.
    Without a name it keeps its own, or is called by its address; so it is with its phone."""
    row = session.exec(select(AccountRow).where(col(AccountRow.email) == email)).one_or_none()
    if row is None:
        row = AccountRow(email=email, name=email, role=role.value, password_hash="", created_at=now)
    row.name = name or row.name
    row.phone = phone or row.phone
    row.role = role.value
    row.password_hash = password_hash
    row.disabled_at = None
    session.add(row)
    session.flush()
    session.execute(delete(SessionRow).where(col(SessionRow.account_id) == row.id))


def disable_account(session: Session, email: str, now: datetime) -> bool:
    """Nobody can sign in with this account any more, and its sessions end; its row stays,
    for history names it. False if there is none."""
    row = session.exec(select(AccountRow).where(col(AccountRow.email) == email)).one_or_none()
    if row is None:
        return False
    row.disabled_at = row.disabled_at or now
    session.execute(delete(SessionRow).where(col(SessionRow.account_id) == row.id))
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
