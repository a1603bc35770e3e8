"""What is kept of people goes once it is old; what is only numbers stays."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, exists, func, or_, select, text, update
from sqlmodel import Session, col

from booking.store.associations import lock_associations
from booking.store.history_guard import FORGET_REASON
from booking.store.tables import (
    AssociationNoteRow,
    AssociationRow,
    BookingRow,
    CaretakerLinkRow,
    DelegateRow,
    HandoverRow,
    HistoryRow,
    MessageRow,
    NoteRow,
    OccurrenceRow,
    SubscriptionRow,
    TokenRow,
)

FORGOTTEN = "–"
"""Stands where a name was."""


def find_forgettable(session: Session, before: date, most: int) -> Sequence[int]:
    """Bookings whose last date was before a day and that still know who asked."""
    last = (
        select(func.max(col(OccurrenceRow.day)))
        .where(col(OccurrenceRow.booking_id) == col(BookingRow.id))
        .scalar_subquery()
    )
    wanted = (
        select(col(BookingRow.id))
        .where(col(BookingRow.forgotten_at).is_(None), last < before)
        .order_by(col(BookingRow.id))
        .limit(most)
    )
    return [number for number in session.connection().execute(wanted).scalars() if number]


def forget(session: Session, booking_ids: Sequence[int], now: datetime) -> None:
    """These bookings forget names, addresses and whatever somebody wrote; associations and
    delegates of which no other booking knows are forgotten with them. Whoever is asking for one
    of these comes first, and is remembered."""
    concerned = session.scalars(
        select(col(BookingRow.association_id)).where(col(BookingRow.id).in_(booking_ids)).distinct()
    ).all()
    lock_associations(session, concerned)
    session.execute(
        update(BookingRow)
        .where(col(BookingRow.id).in_(booking_ids))
        .values(contact="", phone="", title="", notes="", forgotten_at=now)
    )
    for table in (MessageRow, NoteRow):
        session.execute(delete(table).where(col(table.booking_id).in_(booking_ids)))
    forget_reasons(session, booking_ids)
    remembered = exists().where(
        col(BookingRow.association_id) == col(AssociationRow.id),
        col(BookingRow.forgotten_at).is_(None),
    )
    gone = session.scalars(
        select(col(AssociationRow.id)).where(col(AssociationRow.id).in_(concerned), ~remembered)
    ).all()
    session.execute(
        update(AssociationRow)
        .where(or_(col(AssociationRow.id).in_(gone), col(AssociationRow.merged_into).in_(gone)))
        .values(name=FORGOTTEN)
    )
    session.execute(
        delete(AssociationNoteRow).where(col(AssociationNoteRow.association_id).in_(gone))
    )
    session.execute(
        update(DelegateRow)
        .where(col(DelegateRow.association_id).in_(gone))
        .values(name=FORGOTTEN, email="", phone="", ended_at=now)
    )
    forget_what_hangs_on(session, gone, booking_ids, now)


def forget_what_hangs_on(
    session: Session, associations: Sequence[int | None], bookings: Sequence[int], now: datetime
) -> None:
    """Handovers go; feeds, which may be called after people, end without a name, and so do the
    tokens of programs: nobody is left for whom they could ask."""
    session.execute(
        delete(HandoverRow).where(
            or_(
                col(HandoverRow.association_id).in_(associations),
                col(HandoverRow.booking_id).in_(bookings),
            )
        )
    )
    session.execute(
        update(SubscriptionRow)
        .where(
            or_(
                col(SubscriptionRow.association_id).in_(associations),
                col(SubscriptionRow.booking_id).in_(bookings),
            )
        )
        .values(name="", revoked_at=func.coalesce(col(SubscriptionRow.revoked_at), now))
    )
    session.execute(
        update(TokenRow)
        .where(col(TokenRow.association_id).in_(associations))
        .values(name=FORGOTTEN, revoked_at=func.coalesce(col(TokenRow.revoked_at), now))
    )


def forget_reasons(session: Session, booking_ids: Sequence[int]) -> None:
    """The lines of their histories keep all facts but the reasons that somebody wrote."""
    without = FORGET_REASON[session.get_bind().dialect.name]
    session.execute(
        update(HistoryRow)
        .where(col(HistoryRow.booking_id).in_(booking_ids))
        .values(facts=text(without))
    )


def forget_handovers(session: Session, before: datetime) -> None:
    """Whoever was asked to take over by then has answered, or can no longer: they are a
    delegate by now, or nobody of whom anything need be known."""
    session.execute(delete(HandoverRow).where(col(HandoverRow.created_at) < before))


def forget_delegates(session: Session, before: datetime) -> None:
    """Those who had ceased to act by then; their bookings were given to others."""
    session.execute(
        update(DelegateRow)
        .where(col(DelegateRow.ended_at) < before, col(DelegateRow.name) != FORGOTTEN)
        .values(name=FORGOTTEN, email="", phone="")
    )


def forget_substitutes(session: Session, before: datetime, day: date) -> None:
    """Names and numbers of those whose links to the caretaker's day had ended by then."""
    over = or_(col(CaretakerLinkRow.ended_at) < before, col(CaretakerLinkRow.last_day) < day)
    session.execute(
        update(CaretakerLinkRow)
        .where(over, col(CaretakerLinkRow.name) != FORGOTTEN)
        .values(name=FORGOTTEN, phone="")
    )
