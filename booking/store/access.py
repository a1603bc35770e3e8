"""Taking away all by which somebody at an address came in: links, feeds, devices, drafts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from booking.store import recipients
from booking.store.merging import bookings_of_association
from booking.store.tables import (
    BookingRow,
    DelegateRow,
    DeviceRow,
    DraftRow,
    ProofKeyRow,
    ProofRow,
    SubscriptionRow,
    TokenRow,
)


def end_links_and_feeds(session: Session, association_id: int, now: datetime) -> None:
    """Links to all bookings of an association, whatever they are for, and all its feeds end:
    whoever speaks for it could have had each of them."""
    session.execute(
        update(SubscriptionRow)
        .where(
            col(SubscriptionRow.association_id) == association_id,
            col(SubscriptionRow.revoked_at).is_(None),
        )
        .values(revoked_at=now)
    )
    end_links_and_feeds_of(session, bookings_of_association(session, association_id), now)


def end_links_and_feeds_of(session: Session, booking_ids: Collection[int], now: datetime) -> None:
    """The same for some bookings alone."""
    numbers = sorted(booking_ids)
    for table in (TokenRow, SubscriptionRow):
        session.execute(
            update(table)
            .where(col(table.booking_id).in_(numbers), col(table.revoked_at).is_(None))
            .values(revoked_at=now)
        )
    session.execute(
        delete(DraftRow).where(col(DraftRow.booking_id).in_(numbers))
    )  # whoever has it could make a new link


def forget_address(session: Session, email: str) -> None:
    """No device has proven this address any more, and no proof of it is under way; what is
    typed and not yet sent goes with it."""
    proofs = select(ProofRow.id).where(col(ProofRow.email) == email)
    handles = select(ProofRow.handle_hash).where(col(ProofRow.email) == email)
    session.execute(delete(DraftRow).where(col(DraftRow.secret_hash).in_(handles)))
    session.execute(delete(ProofKeyRow).where(col(ProofKeyRow.proof_id).in_(proofs)))
    session.execute(delete(ProofRow).where(col(ProofRow.email) == email))
    session.execute(delete(DeviceRow).where(col(DeviceRow.email) == email))


def readdress(
    session: Session, delegate_id: int, booking_ids: Collection[int], old: str, new: str, name: str
) -> None:
    """The delegate has another address and name; mails about these bookings that have not left
    go there."""
    row = session.get_one(DelegateRow, delegate_id)
    row.email, row.name = new, name
    session.execute(
        update(BookingRow).where(col(BookingRow.delegate_id) == delegate_id).values(contact=name)
    )
    recipients.readdress(session, booking_ids, old, new)
    session.flush()
