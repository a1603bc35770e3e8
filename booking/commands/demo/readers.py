"""Who reads the calendars of the demo: the caretaker's phone, and one that has stopped."""

from datetime import datetime, timedelta

from booking.domain.feeds import Profile
from booking.services.books import Books
from booking.services.feed_visits import FeedVisits, write_down
from booking.services.subscriptions import list_feeds, subscribe
from booking.store.feed_readers import LONGEST_ABSENCE, watch

DAYS = 20
STOPPED = timedelta(days=6)
AN_HOUR = timedelta(hours=1)
PHONE, TABLET = "iOS/18.1 dataaccessd/1.0", "ICSx5/2.2"


def add_readers(books: Books, now: datetime) -> None:
    """Twenty days of looking: each hour the phone, once a day a tablet that is switched off
    since last week."""
    begun = now - timedelta(days=DAYS)
    subscribe(books, Profile.CARETAKER, (), "Tablet im Foyer (Demo)", begun)
    phone, tablet = (feed.id for feed in list_feeds(books, now)[:2])
    visits = FeedVisits()
    for hour in range(DAYS * 24):
        visits.note(phone, PHONE, 304 if hour % 5 else 200, begun + hour * AN_HOUR)
    for day in range(DAYS - STOPPED.days):
        visits.note(tablet, TABLET, 200, begun + timedelta(days=day))
    write_down(books, visits)
    with books.database.writing() as session:
        for step in range(int((now - begun) / LONGEST_ABSENCE) + 1):
            watch(session, begun + step * LONGEST_ABSENCE)
