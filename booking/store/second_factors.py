"""Second factors in the database."""

from typing import NamedTuple

from sqlalchemy import delete
from sqlmodel import Session, col

from booking.store.tables import AccountRow, RecoveryCodeRow


class KnownSecret(NamedTuple):
    """What codes are compared with."""

    text: str
    last_step: int
    """The time step of the last code that was taken."""


def keep_secret(session: Session, account_id: int, fresh: str) -> str:
    """The secret that waits for its first code: the one that waits already, or the fresh one."""
    row = session.get_one(AccountRow, account_id)
    row.totp_secret = row.totp_secret or fresh
    session.flush()
    return row.totp_secret


def find_secret(session: Session, account_id: int) -> KnownSecret | None:
    """The secret of an account, confirmed or not; its row is locked, so that of two who send
    the same code at once one is refused."""
    row = session.get_one(AccountRow, account_id, with_for_update=True)
    return KnownSecret(row.totp_secret, row.totp_step) if row.totp_secret else None


def is_asked_for(session: Session, account_id: int) -> bool:
    """Whether signing in needs a code."""
    return session.get_one(AccountRow, account_id).totp_confirmed


def note_step(session: Session, account_id: int, step: int) -> None:
    """No code of this time step or an earlier one is taken again."""
    session.get_one(AccountRow, account_id).totp_step = step
    session.flush()


def confirm(session: Session, account_id: int) -> None:
    """From now on a code is asked for."""
    session.get_one(AccountRow, account_id).totp_confirmed = True
    session.flush()


def forget(session: Session, account_id: int) -> None:
    """No second factor any more, and no codes for the day on which it is lost."""
    row = session.get_one(AccountRow, account_id)
    row.totp_secret, row.totp_confirmed, row.totp_step = "", False, 0
    session.execute(delete(RecoveryCodeRow).where(col(RecoveryCodeRow.account_id) == account_id))
    session.flush()


def use_recovery_code(session: Session, account_id: int, code_hash: str) -> bool:
    """Uses one up; False if there is no such code."""
    used = session.execute(
        delete(RecoveryCodeRow)
        .where(
            col(RecoveryCodeRow.account_id) == account_id,
            col(RecoveryCodeRow.code_hash) == code_hash,
        )
        .returning(col(RecoveryCodeRow.id))
    )
    return bool(used.all())
