"""Whom somebody has to call about a closure, because the group reads no mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlencode

from booking.domain.bookings import Booking
from booking.domain.closing import Fate
from booking.domain.entries import Entry
from booking.domain.people import Person
from booking.services.books import Books
from booking.services.closure_hits import Fates
from booking.services.closures import find_unmailed

NOBODY: Mapping[str, Booking] = MappingProxyType({})
MOST_CALLED = 50
"""So many groups without a mail address are named after a closure."""


def unmailed_of(
    books: Books, person: Person, hits: Iterable[Entry], now: datetime
) -> Mapping[str, Booking]:
    """The bookings that are hit and whose groups read no mail, by reference."""
    return find_unmailed(books, person, {hit.reference for hit in hits}, now)


def told_page(
    done: str, hits: Iterable[Entry], fates: Fates, unmailed: Mapping[str, Booking]
) -> str:
    """The list of closures, telling what was done and whom somebody has to call now."""
    falling = [hit.reference for hit in hits if fates.get(hit.occurrence.id) is Fate.CANCEL]
    to_call = [reference for reference in dict.fromkeys(falling) if reference in unmailed]
    called = {"call": " ".join(to_call[:MOST_CALLED])} if to_call else {}
    return f"/staff/closures?{urlencode({'done': done, **called})}"
