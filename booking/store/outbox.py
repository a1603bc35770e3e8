"""Mails in the outbox: owed once, taken by one worker at a time, settled once.

A worker takes mails with a lease, sends them outside any transaction and settles
each in a transaction of its own. Whoever dies in between loses the lease, and
somebody else takes over; whoever comes too late settles nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from booking.domain.mail_states import Settlement, Trouble
from booking.domain.mails import Kind, Mail, NewMail
from booking.store.tables import OutboxRow

OWE = {
    "sqlite": sqlite.insert(OutboxRow).on_conflict_do_nothing(index_elements=["key"]),
    "postgresql": postgresql.insert(OutboxRow).on_conflict_do_nothing(index_elements=["key"]),
}


def owe(session: Session, mails: Sequence[NewMail], now: datetime) -> None:
    """Puts mails into the outbox; those whose key is there already are left as they are."""
    if not mails:
        return
    owed = [
        {
            "key": mail.key,
            "kind": mail.kind.value,
            "recipient": mail.recipient,
            "language": mail.language,
            "booking_id": mail.booking_id,
            "account_id": mail.account_id,
            "facts": dict(mail.facts),
            "message_id": mail.message_id,
            "owed_at": now,
            "due_at": mail.due_at,
            "attempts": 0,
            "server_said": "",
        }
        for mail in mails
    ]
    session.connection().execute(OWE[session.get_bind().dialect.name], owed)


def owe_instead(session: Session, mail: NewMail, now: datetime) -> None:
    """Owes a mail in place of one of the same key that has not left; one that has, stays the
    only one."""
    session.execute(delete(OutboxRow).where(col(OutboxRow.key) == mail.key, is_unsettled()))
    owe(session, [mail], now)


def claim(
    session: Session, now: datetime, most: int, lease: timedelta, only: Sequence[int] = ()
) -> tuple[Mail, ...]:
    """Takes mails that are due, the longest due first; nobody else gets them while the
    lease runs. Workers on PostgreSQL step over what another is just taking; on SQLite
    the transaction must be a writing one, so that they queue."""
    rows = session.exec(
        select(OutboxRow)
        .where(is_unsettled(), is_unleased(now), col(OutboxRow.due_at) <= now)
        .where(col(OutboxRow.id).in_(only) if only else True)
        .order_by(col(OutboxRow.due_at), col(OutboxRow.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.lease_until = now + lease
        row.attempts += 1
    session.flush()
    return tuple(mail_value(row) for row in rows)


def settle(session: Session, mail: Mail, settlement: Settlement) -> bool:
    """Notes what became of a mail; False if its lease was lost meanwhile."""
    return _end_lease(
        session,
        mail,
        sent_at=settlement.sent_at,
        given_up_at=settlement.given_up_at,
        due_at=settlement.next_try_at or mail.due_at,
        trouble=settlement.trouble and settlement.trouble.value,
        server_said=settlement.server_said[:500],
    )


def hand_back(
    session: Session, mail: Mail, until: datetime, trouble: Trouble | None, said: str = ""
) -> bool:
    """Gives it back as if it had not been taken: nothing was tried with this mail itself."""
    noted = {"trouble": trouble.value, "server_said": said[:500]} if trouble else {}
    return _end_lease(session, mail, due_at=until, attempts=mail.attempts - 1, **noted)


def try_again(session: Session, mail_id: int, now: datetime) -> bool:
    """A mail that was given up, or waits for its next attempt, is due at once and has all
    its attempts again; False if it was sent or is leaving."""
    done = session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id) == mail_id, col(OutboxRow.sent_at).is_(None), is_unleased(now))
        .values(given_up_at=None, due_at=now, attempts=0, lease_until=None)
        .returning(col(OutboxRow.id))
    )
    return done.first() is not None


def forget_settled(session: Session, before: datetime) -> None:
    """Deletes what was settled before that moment, addresses and all."""
    settled_at = func.coalesce(col(OutboxRow.sent_at), col(OutboxRow.given_up_at))
    session.execute(delete(OutboxRow).where(settled_at < before))


def mail_value(row: OutboxRow) -> Mail:
    """One row as the rest of the house knows it."""
    if row.id is None:
        raise ValueError("a mail that was never stored has no value")
    return Mail(
        id=row.id,
        key=row.key,
        kind=Kind(row.kind),
        recipient=row.recipient,
        language=row.language,
        message_id=row.message_id,
        booking_id=row.booking_id,
        account_id=row.account_id,
        facts=row.facts,
        owed_at=row.owed_at,
        due_at=row.due_at,
        lease_until=row.lease_until,
        attempts=row.attempts,
        sent_at=row.sent_at,
        given_up_at=row.given_up_at,
        trouble=Trouble(row.trouble) if row.trouble else None,
        server_said=row.server_said,
    )


def _end_lease(session: Session, mail: Mail, **values: object) -> bool:
    """Writes what became of a mail and ends the lease, if it is still ours: the number of
    the attempt tells, for whoever takes a mail counts it up."""
    done = session.execute(
        update(OutboxRow)
        .where(
            col(OutboxRow.id) == mail.id,
            col(OutboxRow.attempts) == mail.attempts,
            col(OutboxRow.lease_until) == mail.lease_until,
        )
        .values(lease_until=None, **values)
        .returning(col(OutboxRow.id))
    )
    return done.first() is not None


def is_unsettled() -> ColumnElement[bool]:
    """Still to be sent."""
    return and_(col(OutboxRow.sent_at).is_(None), col(OutboxRow.given_up_at).is_(None))


def is_unleased(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """In nobody's hands."""
    return or_(col(OutboxRow.lease_until).is_(None), col(OutboxRow.lease_until) <= now)
