"""One date as events of a calendar: what its reader may see, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from booking.domain.entries import Entry
from booking.domain.feed_options import PLAIN, FeedOptions, Preparation
from booking.domain.feeds import Profile, show
from booking.domain.house import House
from booking.domain.rooms import Room
from booking.domain.statuses import Status
from booking.words.catalogue import Words
from booking.words.feeds import (
    category_text,
    description_text,
    opening_text,
    preparation_text,
    summary_text,
)
from calendars.event import Event, EventStatus
from calendars.period import Period

FORMAT = 2
"""Raise it whenever the same date is written as other bytes: every date then counts as
changed, so that those programs notice, too, that look at nothing but its sequence."""
UNCHANGING = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment of change of an event whose name says all there is to it."""


@dataclass(frozen=True, slots=True)
class View:
    """Through whose eyes dates are seen."""

    house: House
    profile: Profile
    options: FeedOptions = PLAIN
    rooms: tuple[Room, ...] = ()
    """The rooms of the feed."""

    @property
    def words(self) -> Words:
        """The reader's language."""
        return Words(self.options.language or self.house.default_language)


def events_of(entry: Entry, view: View) -> Iterator[Event]:
    """One date: the event, and what goes before and after it if those are to be told apart."""
    if view.options.preparation is Preparation.IN_TEXT:
        yield event_of(entry, view)
        return
    occurrence = entry.occurrence
    plain = event_of(entry, view)
    yield plain
    used, occupied = occurrence.period, occurrence.occupied
    if occurrence.setup:
        period = Period(occupied.begin, used.begin)
        yield part_of(plain, "setup", period, view, plain.description)
    if occurrence.teardown:
        yield part_of(plain, "teardown", Period(used.end, occupied.end), view, "")


def event_of(entry: Entry, view: View) -> Event:
    """One date as its reader may see it."""
    house, words = view.house, view.words
    occurrence = entry.occurrence
    room = place_of(entry, view)
    # its own room says what may be told, also where another one is named
    showing = show(entry, house.find_room(occurrence.room) or room, view.profile)
    if view.options.preparation is Preparation.OWN_EVENTS:
        showing = replace(showing, shows_setup=False)
    confirmed = occurrence.status is Status.CONFIRMED
    says_it_all = confirmed and showing.title is None  # the title is the category
    return Event(
        uid=occurrence.uid,
        period=occurrence.period,
        summary=summary_text(showing, occurrence.status, words),
        location=f"{room.name_in(words.language)}, {house.name}",
        description=description_text(showing, entry, house, words),
        categories=() if says_it_all else (category_text(occurrence.status, words),),
        status=EventStatus.CONFIRMED if confirmed else EventStatus.TENTATIVE,
        sequence=occurrence.sequence,
        changed_at=occurrence.changed_at,
    )


def part_of(event: Event, part: str, period: Period, view: View, description: str) -> Event:
    """Setup or teardown as an event of its own; it changes when its date does."""
    return replace(
        event,
        uid=f"{part}-{event.uid}",
        period=period,
        summary=preparation_text(part, event.summary, view.words),
        description=description,
    )


def place_of(entry: Entry, view: View) -> Room:
    """The room to name: its own, unless this feed's readers may not know of it. Then the
    room of the feed in whose spaces it takes place."""
    own = view.house.find_room(entry.occurrence.room)
    if own is not None and (view.profile.names_every_room or not own.is_hidden):
        return own
    spaces = entry.occurrence.spaces
    return next(room for room in view.rooms if not spaces.isdisjoint(room.spaces))


def opening_of(day: date, period: Period, view: View) -> Event:
    """When the house is opened and closed on a day. A change makes it another event: what
    its times were made of may be gone, so that nothing could count its changes."""
    house, clock = view.house, view.house.wall_clock
    opens, closes = clock.clock_of(period.begin), clock.clock_of(period.end)
    return Event(
        uid=f"open-{day}-{period.starts}-{period.ends}@{house.slug}",
        period=period,
        summary=opening_text(str(opens), str(closes), view.words),
        location=house.name,
        sequence=0,
        changed_at=UNCHANGING,
        is_busy=False,
    )
