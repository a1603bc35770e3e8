"""Stored things as values, without a database: name only what the test is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.domain.bookings import Booking, Occurrence
from booking.domain.entries import Entry
from booking.domain.statuses import Status
from calendars.wallclock import WallClock
from tests.builders import TUESDAY, clock

BERLIN = WallClock(ZoneInfo("Europe/Berlin"))
RECEIVED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def an_occurrence(number: int = 1, day: date = TUESDAY, **more: object) -> Occurrence:
    """A requested Tuesday evening in Saal B, a quarter of an hour before and after."""
    begin, end = (clock(str(more.pop(name, text))) for name, text in HOURS)
    occurrence = Occurrence(
        id=number,
        uid=f"{number}@das-west",
        position=number,
        room="saal-b",
        day=day,
        begin=begin,
        end=end,
        period=BERLIN.period(day, begin, end),
        spaces=frozenset({"saal-b"}),
        setup=QUARTER,
        teardown=QUARTER,
        status=Status.REQUESTED,
        sequence=0,
        changed_at=RECEIVED,
    )
    return replace(occurrence, **more)  # type: ignore[arg-type]  tests name fields


HOURS = (("begin", "18:00"), ("end", "20:00"))


def a_booking(*occurrences: Occurrence, **more: object) -> Booking:
    """The choir's booking of these dates."""
    booking = Booking(
        id=7,
        reference="7F3K-9QMD",
        version=1,
        association_id=3,
        association="Chor ohne Grenzen",
        contact="A. Beispiel",
        email="chor@verein.example",
        phone="05361 1",
        language="de",
        title="Chorprobe",
        public_title=False,
        activity="gesang",
        persons=20,
        seating="circle",
        notes="",
        rrule=None,
        any_room=False,
        heeds_school_holidays=False,
        entered_by_staff=False,
        received_at=RECEIVED,
        occurrences=occurrences,
    )
    return replace(booking, **more)  # type: ignore[arg-type]  tests name fields


def an_entry(occurrence: Occurrence | None = None, **more: object) -> Entry:
    """One date with what its booking says of it."""
    entry = Entry(
        occurrence=occurrence or an_occurrence(status=Status.CONFIRMED),
        reference="7F3K-9QMD",
        association_id=3,
        association="Chor ohne Grenzen",
        title="Chorprobe",
        public_title=False,
        activity="gesang",
        persons=20,
        seating="circle",
        notes="Bitte heizen",
    )
    return replace(entry, **more)  # type: ignore[arg-type]  tests name fields
