"""What handlers may ask for by name: the books, the moment, the person, the origin.

Handlers of pages get the person of the session, handlers below `/api` that of the
token; the name is the same, the router decides.
"""

from collections.abc import Mapping
from datetime import datetime
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import TypeAlias

from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from pydantic import SkipValidation

from booking.domain.people import Person
from booking.services.books import Books
from booking.services.feed_visits import FeedVisits
from booking.services.kept_feeds import KeptFeeds
from booking.services.pace import Pace
from booking.web.identity import bearer_person, session_person
from booking.web.requests import Asker

TheBooks: TypeAlias = NamedDependency[SkipValidation[Books]]
TheFeeds: TypeAlias = NamedDependency[SkipValidation[KeptFeeds]]
TheVisits: TypeAlias = NamedDependency[SkipValidation[FeedVisits]]
TheMoment: TypeAlias = NamedDependency[SkipValidation[datetime]]
ThePerson: TypeAlias = NamedDependency[SkipValidation[Person]]
TheOrigin: TypeAlias = NamedDependency[SkipValidation[str]]
ThePace: TypeAlias = NamedDependency[SkipValidation[Pace]]


def the_books(state: State) -> Books:
    """The books of the house."""
    books: Books = state.books
    return books


def the_feeds(state: State) -> KeptFeeds:
    """The feeds drawn up so far."""
    feeds: KeptFeeds = state.kept_feeds
    return feeds


def the_visits(state: State) -> FeedVisits:
    """Who has asked for feeds lately."""
    visits: FeedVisits = state.feed_visits
    return visits


def the_pace(state: State) -> Pace:
    """How fast visitors may ask."""
    pace: Pace = state.pace
    return pace


def the_moment(state: State) -> datetime:
    """The present, in whole seconds."""
    now: datetime = state.clock()
    return now


def the_origin(request: Asker) -> str:
    """Where whoever asks comes from; behind a trusted proxy, the client of that proxy."""
    return origin_of(request.client.host) if request.client else "unknown"


def origin_of(address: str) -> str:
    """The network address, of IPv6 only its network: one household has 2**64 addresses
    (RFC 6177) and would never come to the end of its attempts."""
    try:
        written = ip_address(address)
    except ValueError:
        return address
    if isinstance(written, IPv4Address):
        return str(written)
    if written.ipv4_mapped:
        return str(written.ipv4_mapped)
    return str(IPv6Network((int(written), 64), strict=False))


def page_person(request: Asker) -> Person:
    """Who uses this page."""
    return session_person(request)


def api_person(request: Asker) -> Person:
    """Who uses the API."""
    return bearer_person(request)


COMMON: Mapping[str, Provide] = {
    "books": Provide(the_books, sync_to_thread=False),
    "kept_feeds": Provide(the_feeds, sync_to_thread=False),
    "now": Provide(the_moment, sync_to_thread=False),
    "origin": Provide(the_origin, sync_to_thread=False),
    "visits": Provide(the_visits, sync_to_thread=False),
    "pace": Provide(the_pace, sync_to_thread=False),
    "person": Provide(page_person, sync_to_thread=False),
}
FOR_API: Mapping[str, Provide] = {"person": Provide(api_person, sync_to_thread=True)}
