"""Calendars that nobody asks for any more: told once to staff and to whoever reads them."""

from collections.abc import Iterator

from booking.domain.feed_health import is_news, last_asked, programs_of
from booking.domain.house import House
from booking.domain.mails import Kind, NewMail
from booking.domain.people import Role
from booking.services.mail import to_reader
from booking.services.mail.cases import Case, Facts
from booking.store.feed_readers import find_readers_of_feed, find_readers_of_feeds, watched_since
from booking.store.ledger import Ledger
from booking.store.mailing_list import Reader, find_reader, find_readers
from booking.store.subscriptions import (
    Subscription,
    find_subscription_by_id,
    find_subscriptions,
)


def for_stopped_feeds(house: House, ledger: Ledger) -> Iterator[NewMail]:
    """One mail for each silence and each who should know. A group that no longer looks at
    the dates of its booking is nobody's worry; staff see it on their page."""
    session, now = ledger.session, ledger.now
    since = watched_since(session, now)
    readers = find_readers_of_feeds(session)
    for feed in find_subscriptions(session):
        known = readers.get(feed.id, ())
        last = last_asked(known)
        if feed.is_revoked or feed.booking_id is not None or last is None:
            continue
        if is_news(known, since, now):
            asked = int(last.timestamp())
            for one in to_be_told(ledger, feed):
                yield to_reader(
                    house,
                    one,
                    Kind.FEED_STOPPED,
                    f"feed {feed.id} silent since {asked} {one.account_id}",
                    {"feed": feed.id, "last_asked": asked},
                    now,
                )


def to_be_told(ledger: Ledger, feed: Subscription) -> tuple[Reader, ...]:
    """Staff, and the owner of the feed if they have an account."""
    staff = find_readers(ledger.session, {Role.STAFF, Role.ADMIN})
    owner = find_reader(ledger.session, feed.account_id) if feed.account_id else None
    return staff if owner is None or owner in staff else (owner, *staff)


def feed_stopped(case: Case) -> Facts | None:
    """Which feed, and since when; nothing if it was ended or is asked for again."""
    number = int(case.text("feed"))
    feed = find_subscription_by_id(case.ledger.session, number)
    readers = find_readers_of_feed(case.ledger.session, number)
    last = last_asked(readers)
    if feed is None or feed.is_revoked or last is None:
        return None
    if int(last.timestamp()) > int(case.text("last_asked")):
        return None
    return {
        "feed": feed.name or case.house.name,
        "since": last,
        "client": programs_of(readers)[0].client,
        "number": feed.id,
    }
