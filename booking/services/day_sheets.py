"""The caretaker's day and week, as whoever looks after the house may see them."""

from datetime import date, datetime, timedelta

from booking.domain.day_news import News
from booking.domain.day_sheet import DaySheet, get_day_near
from booking.domain.people import Person, require_caretaker
from booking.services.books import Books
from booking.services.day_contents import read_sheet, read_sheets, read_urgent_news

DAYS_OF_WEEK = 7


def look_at_sheet(books: Books, person: Person, day: date, now: datetime) -> DaySheet:
    """The sheet of one day near today. Raises `NotFound` for any other."""
    require_caretaker(person)
    with books.reading(now) as ledger:
        return read_sheet(books.house, ledger, get_day_near(day, ledger.today))


def look_at_urgent_news(books: Books, person: Person, now: datetime) -> tuple[News, ...]:
    """What came at short notice about tomorrow, so that it stands on no sheet of today, and
    nobody has seen."""
    require_caretaker(person)
    with books.reading(now) as ledger:
        news = read_urgent_news(books.house, ledger)
        return tuple(one for one in news if not one.concerns(ledger.today))


def look_at_week(books: Books, person: Person, day: date, now: datetime) -> tuple[DaySheet, ...]:
    """The sheets of the week of that day, Monday first. Raises `NotFound`."""
    require_caretaker(person)
    with books.reading(now) as ledger:
        monday = get_day_near(day, ledger.today) - timedelta(days=day.weekday())
        return read_sheets(books.house, ledger, monday, DAYS_OF_WEEK)
