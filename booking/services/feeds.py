"""Feeds: which calendar an address shows, and whether its reader has it already.

A feed is known by the versions of its rooms, so a reader who has it is told so
without anything being drawn up. Everything that is read for one answer is read
from one state of the database; otherwise old events could leave under a new
name and would stay for ever. A feed is right or refused, never empty by mistake.
"""

import hashlib
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.entries import Entry
from booking.domain.feeds import STATUSES, Profile, show
from booking.domain.house import House
from booking.domain.refusals import Gone, NotFound
from booking.domain.rooms import Room
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.kept_feeds import KeptFeeds
from booking.store.ledger import Ledger
from booking.store.rooms import CalendarState, read_calendar_states
from booking.store.subscriptions import find_subscription
from booking.words.catalogue import Words
from booking.words.feeds import category_text, description_text, summary_text
from calendars.event import Event, EventStatus
from calendars.period import Period
from calendars.wallclock import MIDNIGHT
from calendars.writer import write_calendar

log = logging.getLogger(__name__)

FORMAT = 1
"""Raise it whenever the same bookings are written as other bytes."""
LARGEST = 900_000
"""Bytes; Google stops reading at a million."""


@dataclass(frozen=True, slots=True)
class Window:
    """How far a feed looks back and ahead."""

    back: timedelta
    ahead: timedelta


ROOM_WINDOW = Window(timedelta(days=30), timedelta(days=400))
HOUSE_WINDOW = Window(timedelta(days=14), timedelta(days=120))


@dataclass(frozen=True, slots=True)
class Scope:
    """What one address shows to whom."""

    name: str
    rooms: tuple[Room, ...]
    profile: Profile
    window: Window
    marks: tuple[object, ...]
    """What else makes it a different feed: the subscription and its version."""
    association_id: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader says to have (RFC 9110, 13.1): tags win over a date."""

    etags: frozenset[str] = frozenset()
    since: datetime | None = None

    def has(self, etag: str, last_modified: datetime) -> bool:
        """Whether nothing needs to be sent."""
        if self.etags:
            return etag in self.etags or "*" in self.etags
        return self.since is not None and last_modified <= self.since


@dataclass(frozen=True, slots=True)
class Answer:
    """A feed for its reader; no body if they have it."""

    etag: str
    last_modified: datetime
    body: bytes | None


def publish_room(books: Books, kept: KeptFeeds, slug: str, known: Known, now: datetime) -> Answer:
    """The public feed of one room, with everything that takes place in its spaces.
    Raises `NotFound` for rooms that are hidden or not there."""
    room = books.house.find_room(slug)
    if room is None or room.is_hidden:
        raise NotFound(what="feed", slug=slug)
    name = f"{books.house.name} – {room.name_in(books.house.default_language)}"
    scope = Scope(name, (room,), Profile.PUBLIC, ROOM_WINDOW, ("room", slug))
    with books.reading(now) as ledger:
        return publish(books, kept, ledger, scope, known)


def publish_house(books: Books, kept: KeptFeeds, known: Known, now: datetime) -> Answer:
    """The public feed of all rooms that are public."""
    rooms = tuple(room for room in books.house.rooms if not room.is_hidden)
    scope = Scope(books.house.name, rooms, Profile.PUBLIC, HOUSE_WINDOW, ("house",))
    with books.reading(now) as ledger:
        return publish(books, kept, ledger, scope, known)


def publish_subscription(
    books: Books, kept: KeptFeeds, secret: str, known: Known, now: datetime
) -> Answer:
    """The feed of one subscription. Raises `NotFound`, and `Gone` once it is revoked."""
    with books.reading(now) as ledger:
        found = find_subscription(ledger.session, secret)
        if found is None:
            raise NotFound(what="feed")
        if found.is_revoked:
            raise Gone(what="feed")
        rooms = rooms_of(books.house, found.rooms, found.profile)
        scope = Scope(
            name=found.name or books.house.name,
            rooms=rooms,
            profile=found.profile,
            window=ROOM_WINDOW if found.rooms else HOUSE_WINDOW,
            marks=("subscription", found.id, found.version),
            association_id=found.association_id,
        )
        return publish(books, kept, ledger, scope, known)


def rooms_of(house: House, slugs: Iterable[str] | None, profile: Profile) -> tuple[Room, ...]:
    """The rooms of a subscription; hidden ones are for those who work in the house."""
    wanted = None if slugs is None else frozenset(slugs)
    may_see_hidden = profile in (Profile.CARETAKER, Profile.STAFF)
    return tuple(
        room
        for room in house.rooms
        if (wanted is None or room.slug in wanted) and (may_see_hidden or not room.is_hidden)
    )


def publish(books: Books, kept: KeptFeeds, ledger: Ledger, scope: Scope, known: Known) -> Answer:
    """The answer for one scope, drawn up only if neither the reader nor we have it."""
    house = books.house
    today = house.wall_clock.date_of(ledger.now)
    states = calendar_states(books, ledger, scope.rooms)
    etag = etag_of(house, scope, states, today)
    midnight = house.wall_clock.instant(today, MIDNIGHT)
    last_modified = max([midnight, *(state.changed_at for state in states.values())])
    if known.has(etag, last_modified):
        return Answer(etag, last_modified, None)
    body = kept.find(etag)
    if body is None:
        body = draw_up(house, ledger, scope, today)
        kept.keep(etag, body)
    return Answer(etag, last_modified, body)


def calendar_states(
    books: Books, ledger: Ledger, rooms: Collection[Room]
) -> Mapping[int, CalendarState]:
    """The versions of all rooms whose dates can show in these rooms: a booking of the
    large hall takes place in its halves, too."""
    slugs = {other.slug for room in rooms for other in books.house.rooms_sharing_spaces(room)}
    return read_calendar_states(ledger.session, {books.ids.rooms[slug] for slug in slugs})


def etag_of(house: House, scope: Scope, states: Mapping[int, CalendarState], today: date) -> str:
    """A strong validator: other bytes, other tag."""
    versions = sorted((number, state.version) for number, state in states.items())
    rooms = [room.slug for room in scope.rooms]
    marks = (FORMAT, scope.name, scope.profile.value, scope.marks, house.default_language)
    content = repr((marks, rooms, house.name, today.isoformat(), versions))
    return f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'


def draw_up(house: House, ledger: Ledger, scope: Scope, today: date) -> bytes:
    """The calendar as bytes; a longer one than readers take is cut at its far end."""
    period = house.wall_clock.days(today - scope.window.back, today + scope.window.ahead)
    events = [event_of(entry, house, scope) for entry in find_entries(ledger, scope, period)]
    body = write_calendar(scope.name, house.timezone, events)
    while len(body) > LARGEST:
        fitting = int(len(events) * LARGEST / len(body) * 0.98)
        log.warning("feed %s is too large: %d of %d events", scope.name, fitting, len(events))
        events = events[:fitting]
        body = write_calendar(scope.name, house.timezone, events)
    return body


def find_entries(ledger: Ledger, scope: Scope, period: Period) -> list[Entry]:
    """What the scope's reader is shown, in order of begin."""
    spaces = frozenset().union(*(room.spaces for room in scope.rooms))
    statuses = STATUSES[scope.profile]
    entries = list(ledger.find_held_entries(spaces, period))
    if Status.REQUESTED in statuses:
        entries += ledger.find_asked_entries(spaces, period)
    return sorted(
        (
            entry
            for entry in entries
            if entry.occurrence.status in statuses
            and entry.occurrence.period.overlaps(period)
            and scope.association_id in (None, entry.association_id)
        ),
        key=lambda entry: (entry.occurrence.period.begin, entry.occurrence.uid),
    )


def event_of(entry: Entry, house: House, scope: Scope) -> Event:
    """One date as its reader may see it."""
    words = Words(house.default_language)
    occurrence = entry.occurrence
    room = place_of(entry, house, scope)
    showing = show(entry, room, scope.profile)
    confirmed = occurrence.status is Status.CONFIRMED
    return Event(
        uid=occurrence.uid,
        period=occurrence.period,
        summary=summary_text(showing, occurrence.status, words),
        location=f"{room.name_in(words.language)}, {house.name}",
        description=description_text(showing, entry, house, words),
        categories=(category_text(occurrence.status, words),),
        status=EventStatus.CONFIRMED if confirmed else EventStatus.TENTATIVE,
        sequence=occurrence.sequence,
        changed_at=occurrence.changed_at,
    )


def place_of(entry: Entry, house: House, scope: Scope) -> Room:
    """The room to name: its own, unless this feed's readers may not know of it. Then the
    room of the feed in whose spaces it takes place."""
    own = house.find_room(entry.occurrence.room)
    if own is not None and (own in scope.rooms or not own.is_hidden):
        return own
    spaces = entry.occurrence.spaces
    return next(room for room in scope.rooms if not spaces.isdisjoint(room.spaces))
