"""From rows to the values of the domain.

A held date whose hold has ended reads as requested at once, whether or not a
job has already tidied it up.
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from booking.domain.bookings import Booking, BookingKind, Occurrence
from booking.domain.entries import Entry
from booking.domain.statuses import Status
from booking.store.rooms import HouseIds
from calendars.period import Period
from calendars.wallclock import MIDNIGHT, ClockTime, WallClock

QUARTER = 15 * 60


def hold_expires_at(last_day: date, zone: ZoneInfo) -> datetime:
    """The midnight after the last day of a hold."""
    return WallClock(zone).instant(last_day + timedelta(days=1), MIDNIGHT)


def begun_quarter(now: datetime) -> int:
    """The second since 1970 at which the present quarter of an hour began. Whatever ends at a
    midnight, in whatever zone, has ended by now exactly if it had ended by then."""
    second = int(now.timestamp())
    return second - second % QUARTER


def status_at(row: Row[Any], zone: ZoneInfo, now: datetime) -> Status:
    """The status as it is to be read now."""
    if row.hold_until is not None and hold_expires_at(row.hold_until, zone) <= now:
        return Status.REQUESTED
    return Status(row.status)


def occurrence_value(row: Row[Any], ids: HouseIds, status: Status) -> Occurrence:
    """One date as the rest of the house knows it, from a row of all columns."""
    return Occurrence(
        id=row.id,
        uid=row.uid,
        position=row.position,
        room=ids.room_slugs[row.room_id],
        day=row.day,
        begin=ClockTime(row.begin_minutes),
        end=ClockTime(row.end_minutes),
        period=Period.from_epoch(row.starts, row.ends),
        spaces=ids.spaces_of(row.space_ids),
        setup=timedelta(minutes=row.setup_minutes),
        teardown=timedelta(minutes=row.teardown_minutes),
        status=status,
        sequence=row.sequence,
        changed_at=row.changed_at,
        hold_until=row.hold_until if status is Status.HELD else None,
        offered=row.offered and status is Status.HELD,
    )


def booking_value(row: Row[Any], occurrences: tuple[Occurrence, ...]) -> Booking:
    """A booking with its dates, from a row of all columns, `association` and `email`."""
    return Booking(
        id=row.id,
        reference=row.reference,
        version=row.version,
        association_id=row.association_id,
        association=row.association,
        contact=row.contact,
        email=row.email,
        phone=row.phone,
        language=row.language,
        title=row.title,
        public_title=row.public_title,
        activity=row.activity,
        persons=row.persons,
        seating=row.seating,
        notes=row.notes,
        any_room=row.any_room,
        rrule=row.rrule,
        heeds_school_holidays=row.heeds_school_holidays,
        entered_by_staff=row.entered_by_staff,
        received_at=row.received_at,
        occurrences=occurrences,
        month_list=row.month_list,
        kind=BookingKind(row.kind),
    )


def entry_value(row: Row[Any], occurrence: Occurrence) -> Entry:
    """A date with what its booking says about it, from a row with those columns."""
    return Entry(
        occurrence=occurrence,
        reference=row.reference,
        association_id=row.association_id,
        association=row.association,
        title=row.title,
        public_title=row.public_title,
        activity=row.activity,
        persons=row.persons,
        seating=row.seating,
        notes=row.notes,
        kind=BookingKind(row.kind),
        user_group=row.user_group,
    )
