"""What stands in a feed: the entries of some rooms, each as its readers may see it."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from booking.domain.entries import Entry
from booking.domain.feeds import STATUSES, Profile, show
from booking.domain.house import House
from booking.domain.rooms import Room
from booking.domain.statuses import Status
from booking.store.ledger import Ledger
from booking.words.catalogue import Words
from booking.words.feeds import category_text, description_text, summary_text
from calendars.event import Event, EventStatus
from calendars.period import Period
from calendars.writer import write_calendar

log = logging.getLogger(__name__)

LARGEST = 900_000
"""Bytes; Google stops reading at a million."""


@dataclass(frozen=True, slots=True)
class Window:
    """How far a feed looks back and ahead."""

    back: timedelta
    ahead: timedelta


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


class DrawnUp(NamedTuple):
    """A calendar as bytes, and how many dates had no place in it."""

    body: bytes
    left_out: int


def draw_up(house: House, ledger: Ledger, scope: Scope, today: date) -> DrawnUp:
    """The calendar; a longer one than readers take is cut at its far end."""
    period = house.wall_clock.days(today - scope.window.back, today + scope.window.ahead)
    events = [event_of(entry, house, scope) for entry in find_entries(ledger, scope, period)]
    found = len(events)
    body = write_calendar(scope.name, house.timezone, events)
    while len(body) > LARGEST:
        fitting = int(len(events) * LARGEST / len(body) * 0.98)
        log.warning("feed %s is too large: %d of %d events", scope.name, fitting, len(events))
        events = events[:fitting]
        body = write_calendar(scope.name, house.timezone, events)
    return DrawnUp(body, found - len(events))


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
            and (scope.profile is not Profile.ASSOCIATION or is_own(entry, scope))
        ),
        key=lambda entry: (entry.occurrence.period.begin, entry.occurrence.uid),
    )


def is_own(entry: Entry, scope: Scope) -> bool:
    """Whether an association's feed is about this date; one of nobody is about none."""
    return entry.association_id == scope.association_id


def event_of(entry: Entry, house: House, scope: Scope) -> Event:
    """One date as its reader may see it."""
    words = Words(house.default_language)
    occurrence = entry.occurrence
    room = place_of(entry, house, scope)
    # its own room says what may be told, also where another one is named
    showing = show(entry, house.find_room(occurrence.room) or room, scope.profile)
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
    if own is not None and (scope.profile.sees_hidden_rooms or not own.is_hidden):
        return own
    spaces = entry.occurrence.spaces
    return next(room for room in scope.rooms if not spaces.isdisjoint(room.spaces))
