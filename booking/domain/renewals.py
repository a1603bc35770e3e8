"""A series ends; its group says whether it goes on, and how.

Nothing goes on by itself: "as before" is a new request for the next term, judged by the rules
like any other.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from booking.domain.bookings import Booking, Occurrence
from booking.domain.desk import DeskBooking, Pile
from booking.domain.enquiries import Enquiry, Group, Series, Skip
from booking.domain.house import HolidayEffect, House
from booking.domain.statuses import Status
from booking.domain.terms import end_of_term
from calendars.recurrence import Recurrence, RecurrenceError, series_dates

ASK_BEFORE = timedelta(weeks=8)
"""So long before its last date a group is asked whether its series goes on."""
LISTED_AFTER = timedelta(weeks=4)
"""So long after its last date staff still see a series in the list."""


class RenewalAnswer(StrEnum):
    """What a group answers."""

    ON = "on"
    """As before: a new request."""
    CHANGE = "change"
    """With changes: it fills in the form."""
    STOP = "stop"
    """It ends."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """The answer about one series."""

    booking_id: int
    answer: RenewalAnswer
    answered_at: datetime
    next_id: int | None = None
    """The new request that came of it."""


@dataclass(frozen=True, slots=True)
class EndingSeries:
    """A series that ends soon, and what is known of its going on."""

    booking: Booking
    last: date
    renewal: Renewal | None = None
    following: DeskBooking | None = None
    """The new request as it lies on the desk."""

    @property
    def is_clear(self) -> bool:
        """Whether the new request can be confirmed without a second look."""
        return self.following is not None and self.following.pile is Pile.CLEAR


def last_dates(booking: Booking) -> tuple[Occurrence, ...]:
    """All rooms of the last confirmed day of a series; none if nothing is confirmed."""
    confirmed = [one for one in booking.occurrences if one.status is Status.CONFIRMED]
    last = max((one.day for one in confirmed), default=None)
    return tuple(one for one in confirmed if one.day == last)


def next_term(booking: Booking, house: House, today: date) -> Enquiry | None:
    """The wish to go on as before: same weekday, time and rooms, from the next date of its rule
    to the end of the term. None if there is no such term yet, or no such room any more."""
    last = last_dates(booking)
    if not last or booking.rrule is None:
        return None
    rooms = tuple(dict.fromkeys(one.room for one in last))
    if any((room := house.find_room(slug)) is None or room.retired for slug in rooms):
        return None
    days = days_to_come(booking, house, max(last[0].day, today), today)
    if not days:
        return None
    rule = continued(booking.rrule, days[-1])
    return Enquiry(
        rooms=rooms,
        day=days[0],
        begin=last[0].begin,
        end=last[0].end,
        title=booking.title,
        series=Series(rule, skip=pauses(booking, house)),
        public_title=booking.public_title,
        activity=booking.activity,
        persons=booking.persons,
        seating=booking.seating,
        setup=last[0].setup,
        teardown=last[0].teardown,
        notes=booking.notes,
        group=Group(
            booking.association, booking.contact, booking.email, booking.phone, booking.language
        ),
        kind=booking.kind,
    )


def days_to_come(booking: Booking, house: House, after: date, today: date) -> list[date]:
    """The days of its rule after a day, to the end of the term. A rule is counted from its last
    day that fits it: a date may have been moved to another weekday."""
    until = end_of_term(house, today, after + timedelta(days=1))
    if until is None or booking.rrule is None:
        return []
    rule = continued(booking.rrule, until)
    for start in sorted({one.day for one in booking.occurrences}, reverse=True):
        try:
            found = series_dates(start, rule, (), (), lambda _: False)
        except RecurrenceError:
            continue
        return [day for day in found if day > after]
    return []


def continued(rrule: str, until: date) -> Recurrence:
    """The same rule with another end."""
    rule = Recurrence.parse(rrule)
    return Recurrence(rule.frequency, rule.interval, rule.weekdays, rule.month_days, until=until)


def pauses(booking: Booking, house: House) -> frozenset[Skip]:
    """The days on which it pauses: those of the house, and school holidays if it did so far."""
    found = set()
    if house.public_holidays is not HolidayEffect.OPEN:
        found.add(Skip.PUBLIC_HOLIDAYS)
    if booking.heeds_school_holidays:
        found.add(Skip.SCHOOL_HOLIDAYS)
    return frozenset(found)
