"""From rows to the values of the domain.

A held date whose hold has ended reads as requested at once, whether or not a
job has already tidied it up.
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from booking.domain.bookings import Booking, Occurrence
from booking.domain.statuses import Status
from booking.store.rooms import HouseIds
from booking.store.tables import AssociationRow, BookingRow, DelegateRow, OccurrenceRow
from calendars.period import Period
from calendars.wallclock import MIDNIGHT, ClockTime, WallClock


def hold_expires_at(last_day: date, zone: ZoneInfo) -> datetime:
    """The midnight after the last day of a hold."""
    return WallClock(zone).instant(last_day + timedelta(days=1), MIDNIGHT)


def status_at(row: OccurrenceRow | Row[Any], zone: ZoneInfo, now: datetime) -> Status:
    """The status as it is to be read now."""
    if row.hold_until is not None and hold_expires_at(row.hold_until, zone) <= now:
        return Status.REQUESTED
    return Status(row.status)


def occurrence_value(
    row: OccurrenceRow | Row[Any], ids: HouseIds, zone: ZoneInfo, now: datetime
) -> Occurrence:
    """One date as the rest of the house knows it; a row of all columns will do."""
    if row.id is None:
        raise ValueError("an occurrence that was never stored has no value")
    status = status_at(row, zone, now)
    return Occurrence(
        id=row.id,
        uid=row.uid,
        position=row.position,
        room=ids.room_slugs[row.room_id],
        day=row.day,
        begin=ClockTime(row.begin_minutes),
        end=ClockTime(row.end_minutes),
        period=Period.from_epoch(row.starts, row.ends),
        spaces=frozenset(ids.space_slugs[number] for number in row.space_ids),
        setup=timedelta(minutes=row.setup_minutes),
        teardown=timedelta(minutes=row.teardown_minutes),
        status=status,
        sequence=row.sequence,
        changed_at=row.changed_at,
        hold_until=row.hold_until if status is Status.HELD else None,
    )


def booking_value(
    row: BookingRow,
    association: AssociationRow,
    delegate: DelegateRow,
    occurrences: tuple[Occurrence, ...],
) -> Booking:
    """A booking with its dates."""
    if row.id is None:
        raise ValueError("a booking that was never stored has no value")
    return Booking(
        id=row.id,
        reference=row.reference,
        version=row.version,
        association_id=row.association_id,
        association=association.name,
        contact=row.contact,
        email=delegate.email,
        phone=row.phone,
        language=row.language,
        title=row.title,
        public_title=row.public_title,
        activity=row.activity,
        persons=row.persons,
        seating=row.seating,
        notes=row.notes,
        rrule=row.rrule,
        heeds_school_holidays=row.heeds_school_holidays,
        entered_by_staff=row.entered_by_staff,
        received_at=row.received_at,
        occurrences=occurrences,
    )
