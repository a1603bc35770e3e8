"""How the subscriptions are doing, for staff: who asks, since when nobody does, what was cut."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.domain.feed_health import Reader, has_stopped, last_asked, usual_pause
from booking.domain.people import Person, require_staff
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.store.feed_readers import find_readers_of_feed, find_readers_of_feeds, watched_since
from booking.store.ledger import Ledger
from booking.store.subscriptions import (
    Subscription,
    find_subscription_by_id,
    find_subscriptions,
)

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """One subscription and its readers."""

    feed: Subscription
    readers: tuple[Reader, ...]
    has_stopped: bool
    """Whether it was read regularly and is so no more."""

    @property
    def last(self) -> Reader | None:
        """Whoever asked last."""
        return self.readers[0] if self.readers else None

    @property
    def pause(self) -> timedelta | None:
        """How long it usually is not asked for, in minutes; None if that is not regular."""
        pause = usual_pause(self.readers)
        return None if pause is None else max(A_MINUTE, round(pause / A_MINUTE) * A_MINUTE)


def look_at_feeds(books: Books, person: Person, now: datetime) -> tuple[FeedHealth, ...]:
    """All subscriptions: those that stopped first, then the newest; the ended ones last."""
    require_staff(person)
    with books.reading(now) as ledger:
        since = watched_since(ledger.session, now)
        readers = find_readers_of_feeds(ledger.session)
        found = [
            health_of(feed, readers.get(feed.id, ()), since, now)
            for feed in find_subscriptions(ledger.session)
        ]
    return tuple(
        sorted(found, key=lambda one: (one.feed.is_revoked, not one.has_stopped, -one.feed.id))
    )


def look_at_feed(books: Books, person: Person, number: int, now: datetime) -> FeedHealth:
    """One subscription; its address is not known. Raises `NotFound`."""
    require_staff(person)
    with books.reading(now) as ledger:
        return get_health(ledger, number)


def get_health(ledger: Ledger, number: int) -> FeedHealth:
    """The subscription of that number; raises `NotFound`."""
    feed = find_subscription_by_id(ledger.session, number)
    if feed is None:
        raise NotFound(what="feed", slug=number)
    readers = find_readers_of_feed(ledger.session, number)
    return health_of(feed, readers, watched_since(ledger.session, ledger.now), ledger.now)


def health_of(
    feed: Subscription, readers: tuple[Reader, ...], since: datetime, now: datetime
) -> FeedHealth:
    """How one subscription is doing; one that was ended is meant to be silent."""
    stopped = not feed.is_revoked and last_asked(readers) is not None
    return FeedHealth(feed, readers, stopped and has_stopped(readers, since, now))
