"""A filter of bookings as a condition of SQL."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select

from booking.domain.filters import Filter, Progress
from booking.domain.statuses import Status
from booking.store.rooms import HouseIds
from booking.store.tables import AssociationRow, BookingRow, DelegateRow, OccurrenceRow
from calendars.wallclock import WallClock

PHONE_NUMBER = re.compile(r"\+?[0-9 ()/.-]{4,40}")


@dataclass(frozen=True, slots=True)
class Sieve:
    """Turns filters into conditions as they are to be read at one moment."""

    ids: HouseIds
    zone: ZoneInfo
    now: datetime

    def meets(self, wanted: Filter) -> ColumnElement[bool]:
        """Whether a booking is proven, and it and one of its dates meet all of this."""
        conditions: list[ColumnElement[bool]] = [col(BookingRow.proven_at).is_not(None)]
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
    """Whether a booking has come so far."""
    first_open = col(BookingRow.first_open)
    return first_open.is_not(None) if progress is Progress.OPEN else first_open.is_(None)


def mentions(text: str) -> ColumnElement[bool]:
    """Whether a booking's title, its association, or whoever speaks for it mentions the text, or
    the text is its reference or a telephone number, or a part of one, however it is written."""
    conditions = [
        contains(BookingRow.title, text),
        col(BookingRow.association_id).in_(
            select(AssociationRow.id).where(contains(AssociationRow.name, text))
        ),
        col(BookingRow.delegate_id).in_(
            select(DelegateRow.id).where(
                contains(DelegateRow.name, text) | contains(DelegateRow.email, text)
            )
        ),
    ]
    packed = "".join(letter for letter in text.lower() if letter.isalnum())
    if packed:
        reference = func.replace(func.lower(BookingRow.reference), "-", "")
        conditions.append(reference.contains(packed, autoescape=True))
    if PHONE_NUMBER.fullmatch(text):
        called = select(DelegateRow.id).where(digits(DelegateRow.phone).contains(packed))
        conditions.append(col(BookingRow.delegate_id).in_(called))
    return or_(*conditions)


def contains(column: Any, text: str) -> ColumnElement[bool]:
    """Whether a column contains the text; capitals do not matter."""
    found: ColumnElement[bool] = func.lower(column).contains(text.lower(), autoescape=True)
    return found


def digits(column: Any) -> ColumnElement[str]:
    """A telephone number without what people write between its digits."""
    bare: ColumnElement[str] = func.replace(column, " ", "")
    for sign in "()/.-+":
        bare = func.replace(bare, sign, "")
    return bare
