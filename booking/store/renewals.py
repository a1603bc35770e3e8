"""Series that end soon, and what their groups answered."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from booking.domain.bookings import BookingKind
from booking.domain.renewals import Renewal, RenewalAnswer
from booking.domain.statuses import Status
from booking.store.tables import BookingRow, OccurrenceRow, RenewalRow


def find_ending(session: Session, first: date, last: date, longer: timedelta) -> dict[int, date]:
    """The series of groups whose last confirmed date is in these days and that are longer than
    that from request to end; by the booking's id, the earliest end first."""
    ends = func.max(col(OccurrenceRow.day))
    rows = session.exec(
        select(col(BookingRow.id), ends, col(BookingRow.received_at))
        .join(OccurrenceRow, col(OccurrenceRow.booking_id) == col(BookingRow.id))
        .where(
            col(BookingRow.rrule).is_not(None),
            col(BookingRow.kind) == BookingKind.GROUP.value,
            col(OccurrenceRow.status) == Status.CONFIRMED.value,
        )
        .group_by(col(BookingRow.id), col(BookingRow.received_at))
        .having(ends >= first, ends <= last)
        .order_by(ends, col(BookingRow.id))
    )
    return {number: end for number, end, at in rows if number and at.date() < end - longer}


def find_renewals(session: Session, booking_ids: Collection[int]) -> dict[int, Renewal]:
    """The answers about these series, by the booking's id."""
    rows = session.exec(
        select(RenewalRow).where(col(RenewalRow.booking_id).in_(sorted(booking_ids)))
    )
    return {row.booking_id: _value(row) for row in rows}


def write_renewal(
    session: Session,
    booking_id: int,
    answer: RenewalAnswer,
    now: datetime,
    next_id: int | None = None,
) -> None:
    """Keeps an answer; a later one takes the place of an earlier one."""
    row = session.get(RenewalRow, booking_id)
    if row is None:
        row = RenewalRow(booking_id=booking_id, answer=answer.value, answered_at=now)
        session.add(row)
    row.answer, row.answered_at, row.next_id = answer.value, now, next_id
    session.flush()


def _value(row: RenewalRow) -> Renewal:
    return Renewal(row.booking_id, RenewalAnswer(row.answer), row.answered_at, row.next_id)
