"""Who asks for subscriptions, counted in memory and written down from time to time.

Calendar programs ask thousands of times a day, and none of them shall cost a write. Each
process counts for itself and adds what it has to what the others have; what a crash loses
is the last minute.
"""

import threading
from datetime import datetime

from booking.domain.feed_health import client_of
from booking.services.books import Books
from booking.store.feed_readers import Reading, add_readings, note_left_out

NOT_MODIFIED = 304
FIRST_REFUSAL = 400


class FeedVisits:
    """What was asked for since it was last written down."""

    def __init__(self) -> None:
        self._counted: dict[tuple[int, str], Reading] = {}
        self._left_out: dict[int, int] = {}
        self._lock = threading.Lock()

    def note(
        self,
        subscription_id: int,
        user_agent: str,
        status: int,
        now: datetime,
        left_out: int | None = None,
    ) -> None:
        """One more; `left_out` are the dates that had no place, if it was sent a calendar."""
        client, second = client_of(user_agent).value, int(now.timestamp())
        with self._lock:
            before = self._counted.get((subscription_id, client))
            self._counted[subscription_id, client] = Reading(
                subscription_id,
                client,
                before.first_asked if before else second,
                second,
                status,
                (before.sent if before else 0) + (status < NOT_MODIFIED),
                (before.not_modified if before else 0) + (status == NOT_MODIFIED),
                (before.refused if before else 0) + (status >= FIRST_REFUSAL),
            )
            if left_out is not None:
                self._left_out[subscription_id] = left_out

    def take(self) -> tuple[tuple[Reading, ...], dict[int, int]]:
        """All of it; the count begins anew."""
        with self._lock:
            taken = tuple(self._counted.values()), self._left_out
            self._counted, self._left_out = {}, {}
        return taken


def write_down(books: Books, visits: FeedVisits) -> None:
    """Adds what was counted to what is known, in one transaction; nothing if nobody came."""
    readings, left_out = visits.take()
    if readings:
        with books.database.writing() as session:
            add_readings(session, readings)
            note_left_out(session, left_out)
