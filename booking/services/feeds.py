"""Feeds: which calendar an address shows, and whether its reader has it already.

A feed is known by the versions of its rooms, so a reader who has it is told so
without anything being drawn up. Everything that is read for one answer is read
from one state of the database; otherwise old events could leave under a new
name and would stay for ever. A feed is right or refused, never empty by mistake.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from booking.domain.feed_options import (
    BOOKING_WINDOW,
    HOUSE_WINDOW,
    ROOM_WINDOW,
    Window,
    chosen_window,
    window_for,
)
from booking.domain.feeds import Profile
from booking.domain.house import House
from booking.domain.refusals import Gone, NotFound
from booking.domain.rooms import Room
from booking.services.books import Books
from booking.services.feed_contents import FORMAT, Scope, draw_up
from booking.services.kept_feeds import KeptFeeds
from booking.store.ledger import Ledger
from booking.store.rooms import CalendarState, read_calendar_states
from booking.store.subscriptions import (
    Subscription,
    find_renewed,
    find_subscription,
    gone_feed,
)
from calendars.wallclock import MIDNIGHT


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader says to have (RFC 9110, 13.1): tags win over a date."""

    etags: frozenset[str] = frozenset()
    since: datetime | None = None

    def has(self, etag: str, last_modified: datetime, now: datetime) -> bool:
        """Whether nothing needs to be sent. A date that is still to come was made up by a clock
        that is fast: whoever were believed would not hear of any change until then."""
        if self.etags:
            return etag in self.etags or "*" in self.etags
        latest = max(now, last_modified)
        return self.since is not None and last_modified <= self.since <= latest


@dataclass(frozen=True, slots=True)
class Answer:
    """A feed for its reader; no body if they have it."""

    etag: str
    last_modified: datetime
    body: bytes | None
    left_out: int = 0
    """How many dates had no place in it."""
    subscription_id: int | None = None


def publish_room(books: Books, kept: KeptFeeds, slug: str, known: Known, now: datetime) -> Answer:
    """The public feed of one room, with everything that takes place in its spaces.
    Raises `NotFound` for rooms that are hidden or not there."""
    room = books.house.find_room(slug)
    if room is None or room.is_hidden:
        raise NotFound(what="feed", slug=slug)
    with books.reading(now) as ledger:
        return publish(books, kept, ledger, scope_of_room(books.house, room), known)


def publish_house(books: Books, kept: KeptFeeds, known: Known, now: datetime) -> Answer:
    """The public feed of all rooms that are public."""
    with books.reading(now) as ledger:
        return publish(books, kept, ledger, scope_of_house(books.house), known)


def scope_of_room(house: House, room: Room) -> Scope:
    """What the public feed of one room shows."""
    name = f"{house.name} – {room.name_in(house.default_language)}"
    return Scope(name, (room,), Profile.PUBLIC, ROOM_WINDOW, ("room", room.slug))


def scope_of_house(house: House) -> Scope:
    """What the public feed of the whole house shows."""
    rooms = tuple(room for room in house.rooms if not room.is_hidden)
    return Scope(house.name, rooms, Profile.PUBLIC, HOUSE_WINDOW, ("house",))


def find_shortened(books: Books, now: datetime) -> Mapping[str, int]:
    """The public feeds that are longer than readers take, by name, with the number of dates
    that each leaves out. Rooms that were never planted have no dates."""
    house = books.house
    whole = scope_of_house(house)
    planted = tuple(room for room in whole.rooms if room.spaces <= books.ids.spaces.keys())
    scopes = [replace(whole, rooms=planted), *(scope_of_room(house, room) for room in planted)]
    with books.reading(now) as ledger:
        today = house.wall_clock.date_of(now)
        drawn = {
            scope.name: draw_up(house, ledger, scope, today, KeptFeeds()).left_out
            for scope in scopes
        }
    return {name: left_out for name, left_out in drawn.items() if left_out}


def publish_subscription(
    books: Books, kept: KeptFeeds, secret: str, known: Known, now: datetime
) -> Answer:
    """The feed of one subscription. Raises `NotFound`, and `Gone` once its address is
    revoked or was renewed."""
    with books.reading(now) as ledger:
        found = find_subscription(ledger.session, secret)
        if found is None:
            renewed = find_renewed(ledger.session, secret)
            if renewed is None:
                raise NotFound(what="feed")
            raise gone_feed(ledger.session, renewed)
        if found.is_revoked:
            raise gone_feed(ledger.session, found.id)
        rooms = rooms_of(books.house, found.rooms, found.profile)
        if not rooms:  # all have left the house; an empty calendar would look like free days
            raise Gone(what="feed", subscription=found.id)
        answer = publish(books, kept, ledger, scope_of_subscription(books, found, rooms), known)
        return replace(answer, subscription_id=found.id)


def scope_of_subscription(books: Books, found: Subscription, rooms: tuple[Room, ...]) -> Scope:
    """What a subscription shows."""
    return Scope(
        name=found.name or books.house.name,
        rooms=rooms,
        profile=found.profile,
        window=window_of(found),
        marks=("subscription", found.id, found.version),
        options=found.options,
        association_id=found.association_id,
        booking_id=found.booking_id,
        changed_at=found.changed_at,
    )


def window_of(found: Subscription) -> Window:
    """How far a subscription looks."""
    if found.booking_id is not None:
        return chosen_window(BOOKING_WINDOW, found.options)
    return window_for(found.profile, whole_house=not found.rooms, options=found.options)


def rooms_of(house: House, slugs: Iterable[str] | None, profile: Profile) -> tuple[Room, ...]:
    """The rooms of a subscription; hidden ones are for those who work in the house, and for
    those who have a date there."""
    wanted = None if slugs is None else frozenset(slugs)
    return tuple(
        room
        for room in house.rooms
        if (wanted is None or room.slug in wanted)
        and (profile.names_every_room or not room.is_hidden)
    )


def publish(books: Books, kept: KeptFeeds, ledger: Ledger, scope: Scope, known: Known) -> Answer:
    """The answer for one scope, drawn up only if neither the reader nor we have it."""
    house = books.house
    today = house.wall_clock.date_of(ledger.now)
    states = calendar_states(books, ledger, scope.rooms)
    etag = etag_of(house, scope, states, today)
    midnight = house.wall_clock.instant(today, MIDNIGHT)
    changes = [state.changed_at for state in states.values()]
    last_modified = max([midnight, *changes, scope.changed_at or midnight])
    if known.has(etag, last_modified, ledger.now):
        return Answer(etag, last_modified, None)
    calendar = kept.find(etag)
    if calendar is None:
        calendar = draw_up(house, ledger, scope, today, kept)
        kept.keep(etag, calendar)
    return Answer(etag, last_modified, calendar.body, calendar.left_out)


def calendar_states(
    books: Books, ledger: Ledger, rooms: Collection[Room]
) -> Mapping[int, CalendarState]:
    """The versions of all rooms whose dates can show in these rooms: a booking of the
    large hall takes place in its halves, too, and one in a room that has left the house
    still takes place in its spaces."""
    house, ids = books.house, books.ids.rooms
    near = {other.slug for room in rooms for other in house.rooms_sharing_spaces(room)}
    gone = {slug for slug in ids if house.find_room(slug) is None}
    return read_calendar_states(ledger.session, {ids[slug] for slug in near | gone})


def etag_of(house: House, scope: Scope, states: Mapping[int, CalendarState], today: date) -> str:
    """A strong validator: other bytes, other tag."""
    versions = sorted((number, state.version) for number, state in states.items())
    rooms = [room.slug for room in scope.rooms]
    seatings = [names.in_language(house.default_language) for names in house.seatings.values()]
    marks = (FORMAT, scope.name, scope.profile.value, scope.marks, house.default_language)
    told = (house.name, house.timezone, seatings)
    chosen = (scope.options, scope.window)
    content = repr((marks, rooms, told, chosen, today.isoformat(), versions))
    return f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
