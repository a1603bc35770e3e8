"""Things that tests need, with defaults: name only what the test is about."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Decision
from booking.domain.enquiries import Enquiry, Group, OnConflict, Series, Skip
from booking.domain.people import VISITOR, Person, Standing
from booking.services import decisions, enquiries
from booking.services.books import Books
from calendars.recurrence import Recurrence
from calendars.wallclock import ClockTime

STAFF = Person(Standing.STAFF, name="Sabine Beispiel")
CARETAKER = Person(Standing.CARETAKER, name="Horst Muster")
TUESDAY = date(2027, 1, 12)
CHOIR = Group("Chor ohne Grenzen", "A. Beispiel", "chor@verein.example")
DANCERS = Group("Tanzgruppe Lira", "B. Beispiel", "lira@verein.example")


def clock(text: str) -> ClockTime:
    """`clock("18:00")`."""
    return ClockTime.parse(text)


def weekly(until: date, skip: Iterable[Skip] = (), **more: frozenset[date]) -> Series:
    """Every week on the weekday of the first date."""
    rule = Recurrence.parse(f"FREQ=WEEKLY;UNTIL={until:%Y%m%d}")
    return Series(rule, skip=frozenset(skip), **more)


def an_enquiry(
    *rooms: str,
    day: date = TUESDAY,
    begin: str = "18:00",
    end: str = "20:00",
    series: Series | None = None,
    group: Group | None = CHOIR,
    **more: object,
) -> Enquiry:
    """Tuesday evening in Saal B, once, by the choir."""
    return Enquiry(
        rooms=rooms or ("saal-b",),
        day=day,
        begin=clock(begin),
        end=clock(end),
        title=str(more.pop("title", "Chorprobe")),
        series=series,
        group=group,
        **more,  # type: ignore[arg-type]  tests name fields of Enquiry
    )


def a_request(books: Books, now: datetime, *rooms: str, **more: object) -> Booking:
    """An enquiry that was sent; nothing is decided yet."""
    wish = an_enquiry(*rooms, **more)  # type: ignore[arg-type]
    return enquiries.request(books, VISITOR, wish, now, origin="192.0.2.1").booking


def a_confirmed(books: Books, now: datetime, *rooms: str, **more: object) -> Booking:
    """A booking with all its dates confirmed."""
    booking = a_request(books, now, *rooms, **more)
    decided = decisions.decide(books, STAFF, booking.reference, Decision(confirm=FREE), now)
    assert decided.conflicts == ()
    return decided.booking


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        hours=hour, minutes=minute
    )


__all__ = [
    "CARETAKER",
    "CHOIR",
    "DANCERS",
    "STAFF",
    "TUESDAY",
    "OnConflict",
    "a_confirmed",
    "a_request",
    "an_enquiry",
    "clock",
    "utc",
    "weekly",
]
