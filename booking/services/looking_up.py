"""Looking up who was, or will be, in a room on some days."""

from datetime import date, datetime, timedelta

from booking.domain.entries import Entry
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput
from booking.domain.rooms import Room
from booking.services.books import Books
from booking.services.plans import period_of
from booking.store.days import find_entries_within

ONE_DAY = timedelta(days=1)
MOST_DAYS = 62
"""So many days are looked up at once: two months."""


def look_up_days(
    books: Books, person: Person, room: Room | None, first: date, last: date, now: datetime
) -> dict[date, list[Entry]]:
    """Every date from one day to another, in all rooms or in one and those that share a part
    with it, whatever became of it; by day. Raises `BadInput` for days in the wrong order, for
    too many of them, and at the ends of the calendar."""
    require_staff(person)
    if last < first:
        raise BadInput("/until", "end_before_begin", begin=first, end=last)
    if (last - first).days >= MOST_DAYS:
        raise BadInput("/until", "range_too_long", days=MOST_DAYS)
    period = period_of(books.house, first, last - first + ONE_DAY)
    with books.reading(now) as ledger:
        found = find_entries_within(ledger, period)
    by_day: dict[date, list[Entry]] = {}
    for entry in found:
        if room is None or not entry.occurrence.spaces.isdisjoint(room.spaces):
            by_day.setdefault(entry.occurrence.day, []).append(entry)
    return by_day
