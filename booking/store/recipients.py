"""Whom mails are for that have not left: whoever speaks for their booking by then."""

from collections.abc import Collection

from sqlalchemy import and_, delete, update
from sqlmodel import Session, col, select

from booking.store.tables import OutboxRow


def readdress(session: Session, booking_ids: Collection[int], old: str, new: str) -> None:
    """Mails about bookings that have not left go to whoever speaks for them by now: they bring
    links that the one before shall not have. So do those that were given up, for staff may try
    them again. Without an address they are not sent."""
    waiting = and_(
        col(OutboxRow.booking_id).in_(sorted(booking_ids)),
        col(OutboxRow.recipient) == old,
        col(OutboxRow.sent_at).is_(None),
    )
    if new:
        session.execute(update(OutboxRow).where(waiting).values(recipient=new))
    else:
        session.execute(delete(OutboxRow).where(waiting))


def lock_mail(session: Session, mail_id: int) -> None:
    """Nobody gives this mail another reader until the transaction ends."""
    session.exec(select(OutboxRow.id).where(col(OutboxRow.id) == mail_id).with_for_update()).all()
