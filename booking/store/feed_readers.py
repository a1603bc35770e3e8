"""Who asks for the feeds of subscriptions: counts that several processes add to."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session, col, select

from booking.domain.feed_health import Client, Reader
from booking.store.tables import FeedReaderRow, FeedWatchRow, SubscriptionRow

ADD_READING = text(
    "INSERT INTO feed_reader (subscription_id, client, first_asked, last_asked, last_status,"
    " sent, not_modified, refused) VALUES (:subscription_id, :client, :first_asked, :last_asked,"
    " :last_status, :sent, :not_modified, :refused)"
    " ON CONFLICT (subscription_id, client) DO UPDATE SET"
    " last_status = CASE WHEN excluded.last_asked >= feed_reader.last_asked"
    " THEN excluded.last_status ELSE feed_reader.last_status END,"
    " last_asked = CASE WHEN excluded.last_asked > feed_reader.last_asked"
    " THEN excluded.last_asked ELSE feed_reader.last_asked END,"
    " sent = feed_reader.sent + excluded.sent,"
    " not_modified = feed_reader.not_modified + excluded.not_modified,"
    " refused = feed_reader.refused + excluded.refused"
)
"""Adds to what others have counted; whichever process writes first, it comes to the same."""
LONGEST_ABSENCE = timedelta(hours=2)
"""Rounds are made each hour; if none was for longer, nobody could be asked meanwhile."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How often one kind of program asked for one subscription since it was last noted."""

    subscription_id: int
    client: str
    first_asked: int
    last_asked: int
    last_status: int
    sent: int = 0
    not_modified: int = 0
    refused: int = 0


def add_readings(session: Session, readings: Collection[Reading]) -> None:
    """Adds what was counted; the subscriptions must be there. In one order, so that two
    processes do not wait for each other in a circle."""
    ordered = sorted(readings, key=lambda one: (one.subscription_id, one.client))
    if ordered:
        session.connection().execute(ADD_READING, [asdict(one) for one in ordered])


def find_readers_of_feeds(session: Session) -> Mapping[int, tuple[Reader, ...]]:
    """Who reads each subscription, the latest first."""
    rows = session.exec(select(FeedReaderRow).order_by(col(FeedReaderRow.last_asked).desc()))
    found: dict[int, list[Reader]] = defaultdict(list)
    for row in rows:
        found[row.subscription_id].append(_reader(row))
    return {number: tuple(readers) for number, readers in found.items()}


def find_readers_of_feed(session: Session, subscription_id: int) -> tuple[Reader, ...]:
    """Who reads one subscription, the latest first."""
    rows = session.exec(
        select(FeedReaderRow)
        .where(col(FeedReaderRow.subscription_id) == subscription_id)
        .order_by(col(FeedReaderRow.last_asked).desc())
    )
    return tuple(map(_reader, rows))


def note_left_out(session: Session, left_out: Mapping[int, int]) -> None:
    """Notes how many dates had no place in some subscriptions."""
    rows = session.exec(
        select(SubscriptionRow)
        .where(col(SubscriptionRow.id).in_(left_out))
        .order_by(col(SubscriptionRow.id))
    )
    for row in rows:
        if row.left_out != left_out[row.id or 0]:
            row.left_out = left_out[row.id or 0]


def watch(session: Session, now: datetime) -> None:
    """Notes that feeds can be asked for; after a longer absence the watch begins anew."""
    row = session.get(FeedWatchRow, 1)
    if row is None:
        session.add(FeedWatchRow(since=now, until=now))
        return
    if now - row.until > LONGEST_ABSENCE:
        row.since = now
    row.until = max(row.until, now)


def watched_since(session: Session, now: datetime) -> datetime:
    """Since when feeds could be asked for without a longer absence of ours."""
    row = session.get(FeedWatchRow, 1)
    return now if row is None or now - row.until > LONGEST_ABSENCE else row.since


def _reader(row: FeedReaderRow) -> Reader:
    known = {client.value for client in Client}
    return Reader(
        client=Client(row.client) if row.client in known else Client.OTHER,
        first_asked=datetime.fromtimestamp(row.first_asked, UTC),
        last_asked=datetime.fromtimestamp(row.last_asked, UTC),
        last_status=row.last_status,
        sent=row.sent,
        not_modified=row.not_modified,
        refused=row.refused,
    )
