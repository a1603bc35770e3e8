"""How the house is, for programs that watch over it."""

from datetime import datetime

from booking.domain.statuses import Status
from booking.services.books import Books
from booking.store import pulse


def is_answering(books: Books) -> bool:
    """Whether the database can be had."""
    return pulse.is_answering(books.database)


def count_occurrences(books: Books, now: datetime) -> dict[Status, int]:
    """How many dates stand at each status."""
    with books.reading(now) as ledger:
        return pulse.count_occurrences(ledger.session)
