"""What day sheets are made of: dates of some days, and the lines of their history.

A fixed number of statements for a day or a week, however much takes place.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from booking.domain.day_news import Line
from booking.domain.day_sheet import Responsible
from booking.domain.statuses import Status
from booking.store.tables import BookingRow, HistoryRow, NoShowRow, OccurrenceRow

TOLD = ("step", "received", "particulars")
"""What lines of the history can be news to caretakers."""
WORK = (Status.CONFIRMED.value, Status.CANCELLED.value)


@dataclass(frozen=True, slots=True)
class Recent:
    """The lines since some moment, by what they are about."""

    of_dates: Mapping[int, tuple[Line, ...]]
    of_bookings: Mapping[int, tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class DateOfBooking:
    """A date and whose it is."""

    id: int
    booking_id: int


def find_recent(session: Session, since: datetime) -> Recent:
    """What was written down since then, the oldest first."""
    rows = session.exec(
        select(HistoryRow)
        .where(col(HistoryRow.at) >= since, col(HistoryRow.what).in_(TOLD))
        .order_by(col(HistoryRow.id))
    )
    of_dates: dict[int, tuple[Line, ...]] = {}
    of_bookings: dict[int, tuple[Line, ...]] = {}
    for row in rows:
        line = Line(row.id or 0, row.at, row.what, row.facts)
        if row.occurrence_id is not None:
            of_dates[row.occurrence_id] = (*of_dates.get(row.occurrence_id, ()), line)
        else:
            of_bookings[row.booking_id] = (*of_bookings.get(row.booking_id, ()), line)
    return Recent(of_dates, of_bookings)


def find_dates(
    session: Session, first: date, last: date, also: Collection[int] = ()
) -> tuple[DateOfBooking, ...]:
    """The dates on some days that take place or would have, and those of these ids."""
    rows = session.exec(
        select(OccurrenceRow.id, OccurrenceRow.booking_id).where(
            or_(
                col(OccurrenceRow.day).between(first, last) & col(OccurrenceRow.status).in_(WORK),
                col(OccurrenceRow.id).in_(sorted(also)),
            )
        )
    )
    return tuple(DateOfBooking(number or 0, booking_id) for number, booking_id in rows)


def moved_away(recent: Recent, first: date, last: date) -> frozenset[int]:
    """The dates that were on one of these days before they were moved."""
    days = {
        first.fromordinal(n).isoformat() for n in range(first.toordinal(), last.toordinal() + 1)
    }
    return frozenset(
        number
        for number, lines in recent.of_dates.items()
        for line in lines
        if isinstance(told := line.facts.get("from"), dict) and told.get("day") in days
    )


def find_responsible(session: Session, ids: Collection[int]) -> Mapping[int, Responsible]:
    """Whom to call about each of these dates, as told with the booking."""
    rows = session.exec(
        select(OccurrenceRow.id, BookingRow.contact, BookingRow.phone)
        .join(BookingRow, col(BookingRow.id) == OccurrenceRow.booking_id)
        .where(col(OccurrenceRow.id).in_(sorted(ids)))
    )
    return {number or 0: Responsible(name, phone) for number, name, phone in rows if name or phone}


def find_missed(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Those of these dates to which nobody came."""
    return frozenset(
        session.exec(
            select(NoShowRow.occurrence_id).where(
                col(NoShowRow.occurrence_id).in_(sorted(ids)),
                col(NoShowRow.taken_back_at).is_(None),
            )
        )
    )
