"""What mails about the days of the house tell staff and caretakers, and those about accounts."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from booking.domain.answers import answer_by
from booking.domain.bookings import Booking, Occurrence
from booking.domain.entries import Entry
from booking.domain.filters import Filter, Progress
from booking.domain.house import House
from booking.domain.mails import Kind
from booking.domain.statuses import Status
from booking.services.mail.cases import Case, Facts
from booking.store.ledger import Ledger

MOST_LISTED = 200
A_DAY = timedelta(days=1)
Listed = list[tuple[Booking, tuple[Occurrence, ...]]]


def staff_digest(case: Case) -> Facts | None:
    """What is new since a day, what should have been answered, which holds end tomorrow."""
    since = case.day("since")
    bookings = case.ledger.find_bookings(Filter(progress=Progress.OPEN), MOST_LISTED)
    asking = [(one, dates) for one in bookings if (dates := asked_of(one, case))]
    overdue = [pair for pair in asking if due(pair[0], case) < case.today]
    fresh = [
        pair
        for pair in asking
        if pair not in overdue and case.house.wall_clock.date_of(pair[0].received_at) >= since
    ]
    ending = ending_holds(bookings, case.today + A_DAY)
    if not (overdue or fresh or ending):
        return None
    return {"fresh": fresh, "overdue": overdue, "ending": ending}


def due(booking: Booking, case: Case) -> date:
    """By when it has to be answered."""
    return answer_by(case.house, booking.received_at, booking.first_open_day)


def asked_of(booking: Booking, case: Case) -> tuple[Occurrence, ...]:
    """The dates of a booking that still wait for an answer and are not over."""
    return tuple(
        one
        for one in booking.occurrences
        if one.status is Status.REQUESTED and one.period.begin > case.now
    )


def ending_holds(bookings: tuple[Booking, ...], last_day: date) -> Listed:
    """The dates that are held until this day or less."""
    found = (
        (
            booking,
            tuple(
                one
                for one in booking.occurrences
                if one.hold_until is not None and one.hold_until <= last_day
            ),
        )
        for booking in bookings
    )
    return [(booking, dates) for booking, dates in found if dates]


def tomorrow(case: Case) -> Facts | None:
    """What takes place on a day, as long as it is not over."""
    day = case.day("day")
    entries = entries_of(case.house, case.ledger, day)
    return {"day": day, "entries": entries} if entries and day >= case.today else None


def entries_of(house: House, ledger: Ledger, day: date) -> tuple[Entry, ...]:
    """The confirmed dates of one day in the whole house."""
    found = ledger.find_held_entries(frozenset(house.spaces), house.wall_clock.day(day))
    return tuple(
        entry
        for entry in found
        if entry.occurrence.status is Status.CONFIRMED and entry.occurrence.day == day
    )


def of_an_account(_case: Case) -> Facts | None:
    """Nothing but the link."""
    return {}


def feed_stopped(case: Case) -> Facts | None:
    """The name that the feed was given."""
    return {"feed": case.text("feed")}


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    Kind.STAFF_DIGEST: staff_digest,
    Kind.TOMORROW: tomorrow,
    Kind.INVITATION: of_an_account,
    Kind.FORGOTTEN_PASSWORD: of_an_account,
    Kind.FEED_STOPPED: feed_stopped,
}
