"""What stands on day sheets, read from the books as they are open at one moment."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from booking.domain.day_news import Line, News, Seen, find_news
from booking.domain.day_sheet import DaySheet, Notes, draw_up, news_begin
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.store.day_sheets import (
    DateOfBooking,
    Recent,
    find_dates,
    find_missed,
    find_recent,
    find_responsible,
    moved_away,
)
from booking.store.ledger import Ledger
from booking.store.seen import find_seen

A_DAY = timedelta(days=1)


def read_sheets(house: House, ledger: Ledger, first: date, days: int = 1) -> tuple[DaySheet, ...]:
    """The sheets of some days in a row; as many questions for a week as for a day."""
    last = first + (days - 1) * A_DAY
    session = ledger.session
    recent = find_recent(session, news_begin(house, ledger.today))
    dates = find_dates(session, first, last, moved_away(recent, first, last))
    entries = ledger.find_entries([one.id for one in dates])
    ids = [one.occurrence.id for one in entries]
    news = news_of(dates, entries, recent, find_seen(session, recent.of_dates.keys() | ids))
    notes = Notes(find_responsible(session, ids), find_missed(session, ids))
    return tuple(
        draw_up(house, first + number * A_DAY, entries, news, notes, ledger.now)
        for number in range(days)
    )


def read_sheet(house: House, ledger: Ledger, day: date) -> DaySheet:
    """The sheet of one day."""
    return read_sheets(house, ledger, day)[0]


def read_urgent_news(house: House, ledger: Ledger) -> tuple[News, ...]:
    """What came at short notice, is not over and nobody has seen."""
    session, today = ledger.session, ledger.today
    since = news_begin(house, today - A_DAY)
    recent = find_recent(session, since)
    first, last = today - A_DAY, today + 2 * A_DAY
    dates = find_dates(session, first, last, moved_away(recent, first, last))
    changed = [one for one in dates if lines_of(one, recent)]
    entries = ledger.find_entries([one.id for one in changed])
    seen = find_seen(session, [one.id for one in changed])
    return tuple(
        one
        for one in news_of(changed, entries, recent, seen)
        if not one.is_seen and one.is_urgent(ledger.now, house.wall_clock)
    )


def news_of(
    dates: Sequence[DateOfBooking],
    entries: Sequence[Entry],
    recent: Recent,
    seen: Mapping[int, Seen],
) -> tuple[News, ...]:
    """What is new about these dates."""
    owners = {one.id: one for one in dates}
    found = (
        find_news(
            entry,
            lines_of(owners[entry.occurrence.id], recent),
            seen.get(entry.occurrence.id),
        )
        for entry in entries
    )
    return tuple(one for one in found if one)


def lines_of(one: DateOfBooking, recent: Recent) -> list[Line]:
    """The lines about a date and about its whole booking, in their order."""
    both = (*recent.of_dates.get(one.id, ()), *recent.of_bookings.get(one.booking_id, ()))
    return sorted(both, key=lambda line: line.id)
