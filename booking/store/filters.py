"""A filter of bookings as a condition of SQL."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select

from booking.domain.filters import Filter, Progress
from booking.domain.statuses import OPEN, Status
from booking.store.rooms import HouseIds
from booking.store.tables import AssociationRow, BookingRow, OccurrenceRow
from calendars.wallclock import WallClock


@dataclass(frozen=True, slots=True)
class Sieve:
    """Turns filters into conditions as they are to be read at one moment."""

    ids: HouseIds
    zone: ZoneInfo
    now: datetime

    def meets(self, wanted: Filter) -> ColumnElement[bool]:
        """Whether a booking is proven, and it and one of its dates meet all of this."""
        conditions: list[ColumnElement[bool]] = [col(BookingRow.proven_at).is_not(None)]
        if wanted.association_id is not None:
            conditions.append(col(BookingRow.association_id) == wanted.association_id)
        if wanted.progress is not None:
            conditions.append(progresses(wanted.progress))
        if wanted.text:
            conditions.append(mentions(wanted.text))
        of_dates = self._of_dates(wanted)
        if of_dates:
            own = col(OccurrenceRow.booking_id) == col(BookingRow.id)
            conditions.append(select(OccurrenceRow.id).where(own, *of_dates).exists())
        return and_(*conditions)

    def _of_dates(self, wanted: Filter) -> list[ColumnElement[bool]]:
        """What one and the same date has to meet."""
        conditions: list[ColumnElement[bool]] = []
        if wanted.status is not None:
            conditions.append(self._stands_at(wanted.status))
        if wanted.room is not None:
            conditions.append(col(OccurrenceRow.room_id) == self.ids.rooms.get(wanted.room, 0))
        if wanted.first is not None:
            conditions.append(col(OccurrenceRow.day) >= wanted.first)
        if wanted.until is not None:
            conditions.append(col(OccurrenceRow.day) < wanted.until)
        return conditions

    def _stands_at(self, status: Status) -> ColumnElement[bool]:
        """Whether a row reads as this status now: a hold that has ended is a request."""
        today = WallClock(self.zone).date_of(self.now)
        written = col(OccurrenceRow.status) == status.value
        if status is Status.HELD:
            return written & (col(OccurrenceRow.hold_until) >= today)
        if status is Status.REQUESTED:
            return written | (col(OccurrenceRow.hold_until) < today)
        return written


def progresses(progress: Progress) -> ColumnElement[bool]:
    """Whether a booking has come so far; asked from the open dates, which are few."""
    waiting = select(OccurrenceRow.booking_id).where(
        col(OccurrenceRow.status).in_([status.value for status in OPEN])
    )
    is_open = col(BookingRow.id).in_(waiting)
    return is_open if progress is Progress.OPEN else ~is_open


def mentions(text: str) -> ColumnElement[bool]:
    """Whether a booking's title or reference, or its association's name, contains the text."""
    sought = text.lower()
    named = select(AssociationRow.id).where(
        func.lower(AssociationRow.name).contains(sought, autoescape=True)
    )
    return or_(
        func.lower(BookingRow.title).contains(sought, autoescape=True),
        func.lower(BookingRow.reference).contains(sought, autoescape=True),
        col(BookingRow.association_id).in_(named),
    )
