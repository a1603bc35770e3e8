"""The standing series as a year plan needs them: two questions, and the database gathers the
dates that are told alike, so that a year of ten thousand dates is a few hundred rows."""

from datetime import date

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlmodel import col

from booking.domain.bookings import BookingKind
from booking.domain.statuses import HOLDING, OPEN, Status
from booking.domain.year_plan import Series, SeriesDates
from booking.store.ledger import Ledger
from booking.store.tables import AssociationRow, BookingRow, OccurrenceRow
from calendars.period import Period

STANDING = [status.value for status in HOLDING | OPEN]


def find_series(ledger: Ledger, period: Period) -> dict[int, Series]:
    """All series with dates in a period that take place or may, by the id of their booking."""
    has_dates = col(BookingRow.id).in_(
        select(col(OccurrenceRow.booking_id)).where(*_standing_in(period))
    )
    rows = ledger.session.connection().execute(
        select(
            col(BookingRow.id),
            col(BookingRow.reference),
            col(BookingRow.title),
            col(BookingRow.kind),
            col(AssociationRow.name),
        )
        .join(AssociationRow, col(AssociationRow.id) == col(BookingRow.association_id))
        .where(col(BookingRow.rrule).is_not(None), col(BookingRow.proven_at).is_not(None))
        .where(has_dates)
    )
    return {
        number: Series(reference, name, title, BookingKind(kind))
        for number, reference, title, kind, name in rows
        if number is not None
    }


def find_series_dates(ledger: Ledger, period: Period) -> list[SeriesDates]:
    """All dates in a period that take place or may, those of no series included. A hold that
    has ended asks again."""
    alike = (
        col(OccurrenceRow.booking_id),
        col(OccurrenceRow.room_id),
        col(OccurrenceRow.begin_minutes),
        col(OccurrenceRow.end_minutes),
        col(OccurrenceRow.status),
        func.coalesce(col(OccurrenceRow.hold_until) < ledger.today, False),
    )
    days = func.aggregate_strings(cast(col(OccurrenceRow.day), String), " ")
    rows = ledger.session.connection().execute(
        select(*alike, days).where(*_standing_in(period)).group_by(*alike)
    )
    rooms = ledger.ids.room_slugs
    return [
        SeriesDates(
            booking_id,
            rooms[room_id],
            begin,
            end,
            Status.REQUESTED if has_ended else Status(status),
            [date.fromisoformat(day) for day in told.split()],
        )
        for booking_id, room_id, begin, end, status, has_ended, told in rows
    ]


def _standing_in(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        col(OccurrenceRow.starts) >= period.starts,
        col(OccurrenceRow.starts) < period.ends,
        col(OccurrenceRow.status).in_(STANDING),
    )
