"""The mails that nobody's deed owes: reminders, monthly lists, what staff and caretakers
need to know of the coming day.

Each round looks for what is owed by now and owes it under a key that names the day, so
it may be made as often as anybody likes. What it is about is looked at again when the
mail leaves.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from booking.domain.answers import is_working_day
from booking.domain.bookings import Booking, Occurrence
from booking.domain.filters import Filter
from booking.domain.house import House
from booking.domain.mails import Kind, NewMail
from booking.domain.people import Role
from booking.domain.renewals import ASK_BEFORE
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.mail import to_delegate, to_reader
from booking.services.mail.stopped_feeds import for_stopped_feeds
from booking.store import outbox
from booking.store.feed_readers import watch
from booking.store.ledger import Ledger
from booking.store.mailing_list import find_digest_readers, find_readers
from calendars.wallclock import ClockTime

A_DAY = timedelta(days=1)
REMIND_BEFORE = timedelta(days=3)
RENEW_BEFORE = ASK_BEFORE
AT_ONCE = 200
LIST_ON = 25
"""The day of the month on which series get the list of the next one."""
MORNING = ClockTime.parse("08:00")
EVENING = ClockTime.parse("17:00")
KEPT = timedelta(days=180)
"""How long a settled mail stays readable; longer than any round looks back."""


def owe_due_mails(books: Books, now: datetime) -> None:
    """Owes whatever is due by now, and forgets what was settled long ago."""
    with books.reading(now) as ledger:
        house = ledger.house
        owed = [*for_delegates(house, ledger), *for_staff(house, ledger)]
        owed += [*for_caretakers(house, ledger), *for_stopped_feeds(house, ledger)]
    with books.database.writing() as session:
        outbox.owe(session, owed, now)
        outbox.forget_settled(session, now - KEPT)
        watch(session, now)


def for_delegates(house: House, ledger: Ledger) -> Iterator[NewMail]:
    """Reminders of single dates, monthly lists and ends of series."""
    today = house.wall_clock.date_of(ledger.now)
    for booking in find_confirmed(ledger, today):
        dates = [
            one for one in booking.occurrences if one.status is Status.CONFIRMED and one.day > today
        ]
        if not booking.email:
            continue
        if booking.rrule is None:
            yield from reminders(house, booking, dates, today)
        else:
            if booking.month_list:
                yield from month_list(house, booking, dates, today)
            yield from renewal(house, booking, dates, today)


def find_confirmed(ledger: Ledger, today: date) -> Iterator[Booking]:
    """Every booking with a confirmed date after today, read page by page."""
    wanted = Filter(status=Status.CONFIRMED, first=today + A_DAY)
    for offset in range(0, ledger.count_bookings(wanted), AT_ONCE):
        yield from ledger.find_bookings(wanted, AT_ONCE, offset)


def reminders(
    house: House, booking: Booking, dates: Iterable[Occurrence], today: date
) -> Iterator[NewMail]:
    """Three days before each day, unless it was confirmed later than that."""
    near: dict[date, list[int]] = {}
    for one in dates:
        remind_on = one.day - REMIND_BEFORE
        if remind_on <= today and house.wall_clock.date_of(one.changed_at) < remind_on:
            near.setdefault(one.day, []).append(one.id)
    for day, ids in near.items():
        yield to_delegate(
            house,
            booking,
            Kind.REMINDER,
            f"reminder {booking.id} {day}",
            {"occurrences": ids},
            morning(house, today),
        )


def month_list(
    house: House, booking: Booking, dates: Iterable[Occurrence], today: date
) -> Iterator[NewMail]:
    """From the 25th on, the dates of the next month; a series that was confirmed only
    since then has just been told all its dates."""
    list_on = today.replace(day=LIST_ON)
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    known = any(
        (one.day.year, one.day.month) == (month.year, month.month)
        and house.wall_clock.date_of(one.changed_at) < list_on
        for one in dates
    )
    if today >= list_on and known:
        yield to_delegate(
            house,
            booking,
            Kind.MONTH_AHEAD,
            f"month {booking.id} {month:%Y-%m}",
            {"month": month.isoformat()},
            morning(house, today),
        )


def renewal(
    house: House, booking: Booking, dates: Iterable[Occurrence], today: date
) -> Iterator[NewMail]:
    """Eight weeks before the last date, if the series is longer than that."""
    last = max(one.day for one in dates)
    asked_on = house.wall_clock.date_of(booking.received_at)
    if asked_on < last - RENEW_BEFORE <= today:
        yield to_delegate(
            house, booking, Kind.RENEWAL, f"renewal {booking.id} {last}", {}, morning(house, today)
        )


def for_staff(house: House, ledger: Ledger) -> Iterator[NewMail]:
    """The overview of each working day; whether there is anything to tell shows when it
    leaves."""
    today = house.wall_clock.date_of(ledger.now)
    if not is_working_day(house, today):
        return
    since = today - A_DAY
    while not is_working_day(house, since):
        since -= A_DAY
    for reader in find_digest_readers(ledger.session):
        yield to_reader(
            house,
            reader,
            Kind.STAFF_DIGEST,
            f"digest {reader.account_id} {today}",
            {"since": since.isoformat()},
            morning(house, today),
        )


def for_caretakers(house: House, ledger: Ledger) -> Iterator[NewMail]:
    """Each evening what takes place tomorrow, also if nothing does."""
    today = house.wall_clock.date_of(ledger.now)
    evening = house.wall_clock.instant(today, EVENING)
    day = today + A_DAY
    if ledger.now < evening:
        return
    for reader in find_readers(ledger.session, {Role.CARETAKER}):
        yield to_reader(
            house,
            reader,
            Kind.TOMORROW,
            f"tomorrow {reader.account_id} {day}",
            {"day": day.isoformat()},
            evening,
        )


def morning(house: House, today: date) -> datetime:
    """When mails that can wait for daylight leave."""
    return house.wall_clock.instant(today, MORNING)
