"""What feeds cost: a change of one date among thousands, and a reader who has the newest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from booking.domain.feed_options import FeedOptions
from booking.domain.feeds import Profile
from booking.services.books import Books
from booking.services.feeds import Answer, Known, publish_subscription
from booking.services.kept_feeds import KeptFeeds
from booking.services.subscriptions import subscribe
from tests.bench.timing import Row, again, compare
from tests.bench.twenty_rooms import NOW

FULL_SINCE = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
DAYS_OF_3_500 = 22
ANEW, FROM_KEPT = "times drawing all of it up", "times a change of one date"


@dataclass
class Feeds:
    """The public feed of a full house, about 3,500 dates long."""

    books: Books
    kept: KeptFeeds = field(default_factory=KeptFeeds)
    secret: str = ""

    def __post_init__(self) -> None:
        chosen = FeedOptions(back=0, ahead=DAYS_OF_3_500)
        self.secret = subscribe(self.books, Profile.PUBLIC, (), "Bench", NOW, options=chosen)
        self.look(self.kept)

    def look(self, kept: KeptFeeds, known: Known = Known()) -> Answer:  # noqa: B008  it is frozen
        return publish_subscription(self.books, kept, self.secret, known, FULL_SINCE)

    def draw_anew(self) -> None:
        """As after a restart."""
        assert self.look(KeptFeeds()).body

    def change_one(self) -> Callable[[], None]:
        """Prepares a state in which one date has to be written; what comes back does it."""
        (view,) = self.kept._views
        events = dict(self.kept.events_of(view))
        events.pop(next(iter(events)))
        kept = KeptFeeds()
        kept.keep_events(view, events)

        def deed() -> None:
            assert self.look(kept).body

        return deed

    def ask_again(self) -> Callable[[], None]:
        """Prepares a reader who has the newest; what comes back tells them so."""
        known = Known(etags=frozenset({self.look(self.kept).etag}))

        def deed() -> None:
            assert self.look(self.kept, known).body is None

        return deed


def feed_rows(kind: str, books: Books, rounds: int) -> list[Callable[[], Row]]:
    """The lines about feeds."""
    feeds = Feeds(books)
    return [
        lambda: compare(
            f"{kind} feed, one changed",
            again(feeds.draw_anew),
            0.15,
            ANEW,
            ours=feeds.change_one,
            rounds=max(1, rounds // 5),
        ),
        lambda: compare(
            f"{kind} feed, not modified",
            feeds.change_one,
            0.2,
            FROM_KEPT,
            ours=feeds.ask_again,
            rounds=rounds,
        ),
    ]
