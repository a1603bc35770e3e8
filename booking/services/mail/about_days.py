"""What mails about the days of the house tell staff and caretakers, and those about accounts."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from booking.domain.accounts import LINK_LASTS
from booking.domain.answers import answer_by
from booking.domain.bookings import Booking, Occurrence
from booking.domain.filters import Filter, Progress
from booking.domain.mails import Kind
from booking.domain.proposals import Side
from booking.domain.statuses import Status
from booking.services.day_contents import read_sheet
from booking.services.mail.cases import Case, Facts
from booking.services.mail.places import moved_from, old_places
from booking.services.mail.stopped_feeds import feed_stopped
from booking.store.messages import find_all_unsettled
from booking.store.proposals import find_proposed_bookings

MOST_LISTED = 200
A_DAY = timedelta(days=1)
Listed = list[tuple[Booking, tuple[Occurrence, ...]]]


def staff_digest(case: Case) -> Facts | None:
    """What associations wrote or wish, what is new since a day, what should have been answered,
    which holds end tomorrow."""
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
    written = written_about(case)
    if not (overdue or fresh or ending or written):
        return None
    return {"written": written, "fresh": fresh, "overdue": overdue, "ending": ending}


def written_about(case: Case) -> Listed:
    """The bookings about which an association has written, or wishes another room or time, and
    nobody has reacted; each with its dates to come."""
    news = {one.booking_id for one in find_all_unsettled(case.ledger.session) if one.is_news}
    wishes = find_proposed_bookings(case.ledger, Side.ASSOCIATION)
    found = case.ledger.find_bookings_by_id(sorted(news | wishes)[:MOST_LISTED])
    return [(one, case.to_come(one.occurrences)) for one in found]


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
    """The sheet of a day, as long as it is not over; that nothing takes place is worth
    knowing as well."""
    day = case.day("day")
    if day < case.today:
        return None
    sheet = read_sheet(case.house, case.ledger, day)
    return {"sheet": sheet, "is_tomorrow": day == case.today + A_DAY}


def short_notices(case: Case) -> Facts | None:
    """Dates of the next hours that one deed changed in several bookings, at whatever status they
    stand now; what came in and is gone again is left out."""
    noted, old = case.noted.get("occurrences"), old_places(case)
    entries = [
        one
        for one in case.ledger.find_entries(noted if isinstance(noted, list) else [])
        if one.occurrence.period.begin > case.now
        and (one.occurrence.status is Status.CONFIRMED or one.occurrence.id in old)
    ]
    entries.sort(key=lambda one: one.occurrence.period.begin)
    moved = moved_from([one.occurrence for one in entries], old)
    return {"entries": entries, "old": moved} if entries else None


def of_an_account(_case: Case) -> Facts | None:
    """How long the link works."""
    return {"hours": LINK_LASTS // timedelta(hours=1)}


def feed_ended(case: Case) -> Facts | None:
    """The name that the feed was given."""
    return {"feed": case.text("feed")}


BUILDERS: Mapping[Kind, Callable[[Case], Facts | None]] = {
    Kind.STAFF_DIGEST: staff_digest,
    Kind.TOMORROW: tomorrow,
    Kind.SHORT_NOTICES: short_notices,
    Kind.INVITATION: of_an_account,
    Kind.FORGOTTEN_PASSWORD: of_an_account,
    Kind.FEED_ENDED: feed_ended,
    Kind.FEED_STOPPED: feed_stopped,
}
