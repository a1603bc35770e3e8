"""Accounts as others see them, and what is changed about them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from booking.domain.accounts import AccountEntry, SignedInBrowser
from booking.domain.people import Role
from booking.store.secrets import hash_secret
from booking.store.tables import (
    AccountRow,
    CaretakerLinkRow,
    RecoveryCodeRow,
    SessionRow,
    TokenRow,
)
from booking.store.tokens import Purpose


def find_accounts(session: Session) -> tuple[AccountEntry, ...]:
    """All accounts, the open ones first, then by name."""
    rows = session.exec(select(AccountRow).order_by(col(AccountRow.name), col(AccountRow.id)))
    return tuple(sorted(map(entry_of, rows), key=lambda one: not one.is_open))


def find_entry(session: Session, account_id: int) -> AccountEntry | None:
    """One account."""
    row = session.get(AccountRow, account_id)
    return entry_of(row) if row else None


def find_entry_of(session: Session, email: str) -> AccountEntry | None:
    """The account of an address."""
    row = session.exec(select(AccountRow).where(col(AccountRow.email) == email)).one_or_none()
    return entry_of(row) if row else None


def entry_of(row: AccountRow) -> AccountEntry:
    """One row without its secrets."""
    return AccountEntry(
        id=row.id or 0,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        phone=row.phone,
        created_at=row.created_at,
        disabled_at=row.disabled_at,
        has_password=bool(row.password_hash),
        has_second_factor=row.totp_confirmed,
        wants_digest=row.wants_digest,
        hears_at_once=row.hears_at_once,
    )


def add_invited(
    session: Session, email: str, name: str, role: Role, phone: str, now: datetime
) -> int:
    """An account without a password: nobody can sign in before one is chosen."""
    row = AccountRow(
        email=email, name=name, role=role.value, phone=phone, password_hash="", created_at=now
    )
    session.add(row)
    session.flush()
    return row.id or 0


def change_account(session: Session, account_id: int, name: str, role: Role, phone: str) -> None:
    """Gives an account another name, role or phone; with another role its sessions end."""
    row = session.get_one(AccountRow, account_id)
    if row.role != role.value:
        end_sessions(session, account_id)
    row.name, row.role, row.phone = name, role.value, phone
    session.flush()


def change_mails(session: Session, account_id: int, *, digest: bool, at_once: bool) -> None:
    """Which mails its owner wants."""
    row = session.get_one(AccountRow, account_id)
    row.wants_digest, row.hears_at_once = digest, at_once
    session.flush()


def shut(session: Session, account_id: int, now: datetime) -> None:
    """Nobody can do anything with this account any more: its sessions, the links in its mails
    and its days of the caretaker end at once."""
    session.get_one(AccountRow, account_id).disabled_at = now
    end_sessions(session, account_id)
    end_password_links(session, account_id, now)
    session.execute(
        update(CaretakerLinkRow)
        .where(
            col(CaretakerLinkRow.account_id) == account_id, col(CaretakerLinkRow.ended_at).is_(None)
        )
        .values(ended_at=now)
    )


def open_again(session: Session, account_id: int) -> None:
    """The account counts again, with the password that it had."""
    session.get_one(AccountRow, account_id).disabled_at = None
    session.flush()


def lock_admins(session: Session) -> None:
    """Nobody else takes an admin's rights until the transaction ends. To be called before
    anything is read of accounts."""
    session.exec(
        select(AccountRow.id)
        .where(col(AccountRow.role) == Role.ADMIN.value)
        .order_by(col(AccountRow.id))
        .with_for_update(key_share=True)
    ).all()


def count_admins(session: Session, but: int) -> int:
    """How many can change accounts, one account left out; not those that have never chosen a
    password: nobody may ever come by them."""
    return session.exec(
        select(func.count())
        .select_from(AccountRow)
        .where(
            col(AccountRow.role) == Role.ADMIN.value,
            col(AccountRow.disabled_at).is_(None),
            col(AccountRow.password_hash) != "",
            col(AccountRow.id) != but,
        )
    ).one()


def set_password_hash(session: Session, account_id: int, password_hash: str, now: datetime) -> None:
    """A new password: whoever is signed in is signed out, no older link sets another, and a
    second factor that was only begun is begun anew."""
    row = session.get_one(AccountRow, account_id)
    row.password_hash = password_hash
    if not row.totp_confirmed:
        row.totp_secret = ""
    end_sessions(session, account_id)
    end_password_links(session, account_id, now)


def find_password_link(session: Session, secret: str, since: datetime) -> int | None:
    """Whose password this link may set: one that was not used and is not older than that."""
    return session.exec(
        select(TokenRow.account_id)
        .join(AccountRow, col(AccountRow.id) == TokenRow.account_id)
        .where(
            col(TokenRow.token_hash) == hash_secret(secret),
            col(TokenRow.purpose) == Purpose.PASSWORD.value,
            col(TokenRow.revoked_at).is_(None),
            col(TokenRow.created_at) > since,
            col(AccountRow.disabled_at).is_(None),
        )
    ).one_or_none()


def end_password_links(session: Session, account_id: int, now: datetime) -> None:
    """Links that were sent to set a password open nothing from now on."""
    session.execute(
        update(TokenRow)
        .where(
            col(TokenRow.account_id) == account_id,
            col(TokenRow.purpose).in_([Purpose.PASSWORD.value, Purpose.SECOND_FACTOR.value]),
            col(TokenRow.revoked_at).is_(None),
        )
        .values(revoked_at=now)
    )


def find_sessions(
    session: Session, account_id: int, secret: str, now: datetime
) -> tuple[SignedInBrowser, ...]:
    """The browsers that are signed in with an account, the latest first; `secret` is that of
    the one that asks."""
    rows = session.exec(
        select(SessionRow)
        .where(col(SessionRow.account_id) == account_id, col(SessionRow.expires_at) > now)
        .order_by(col(SessionRow.id).desc())
    )
    own = hash_secret(secret)
    return tuple(
        SignedInBrowser(row.id or 0, row.browser, row.created_at, row.token_hash == own)
        for row in rows
    )


def end_session(session: Session, account_id: int, session_id: int) -> None:
    """Signs one browser of an account out; one of another account is not touched."""
    session.execute(
        delete(SessionRow).where(
            col(SessionRow.id) == session_id, col(SessionRow.account_id) == account_id
        )
    )


def end_sessions(session: Session, account_id: int, but: str = "") -> None:
    """Signs all browsers of an account out, but the one with this secret."""
    session.execute(
        delete(SessionRow).where(
            col(SessionRow.account_id) == account_id,
            col(SessionRow.token_hash) != hash_secret(but),
        )
    )


def replace_recovery_codes(session: Session, account_id: int, hashes: Collection[str]) -> None:
    """These codes, and none from before, let their owner in without the second factor."""
    session.execute(delete(RecoveryCodeRow).where(col(RecoveryCodeRow.account_id) == account_id))
    session.add_all(RecoveryCodeRow(account_id=account_id, code_hash=one) for one in hashes)
    session.flush()
