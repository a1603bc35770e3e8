"""What was drawn up for feeds, kept for the next reader: finished calendars by their tag,
and finished events by the state of their date.

Nothing is lost if it is forgotten: the same tag always stands for the same bytes, and the
same state of a date for the same events. Made for one house, as its books are.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import NamedTuple

LARGEST_STORE = 48_000_000
"""Bytes of calendars that are kept."""
MOST_VIEWS = 24
"""How many feeds have their events kept."""


class Finished(NamedTuple):
    """A calendar as bytes, and how many dates had no place in it."""

    body: bytes
    left_out: int


class Written(NamedTuple):
    """One event as bytes, with what it is sorted by."""

    starts: int
    ends: int
    uid: str
    content: bytes


class Drawn(NamedTuple):
    """The events of one date, and the state of the date that they show."""

    state: Hashable
    events: tuple[Written, ...]


Events = Mapping[Hashable, Drawn]


class KeptFeeds:
    """The feeds that were asked for last."""

    def __init__(self) -> None:
        self._calendars: OrderedDict[str, Finished] = OrderedDict()
        self._views: OrderedDict[Hashable, Events] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def find(self, etag: str) -> Finished | None:
        """The calendar of that tag, if it is still kept."""
        with self._lock:
            calendar = self._calendars.get(etag)
            if calendar is not None:
                self._calendars.move_to_end(etag)
            return calendar

    def keep(self, etag: str, calendar: Finished) -> None:
        """Keeps it, and lets go of the longest unused."""
        with self._lock:
            before = self._calendars.pop(etag, None)
            self._size += len(calendar.body) - (len(before.body) if before else 0)
            self._calendars[etag] = calendar
            while self._size > LARGEST_STORE and len(self._calendars) > 1:
                _, gone = self._calendars.popitem(last=False)
                self._size -= len(gone.body)

    def events_of(self, view: Hashable) -> Events:
        """What was written for a view of the house, by date."""
        with self._lock:
            return self._views.get(view, {})

    def keep_events(self, view: Hashable, events: Events) -> None:
        """Keeps all that a view shows now, and nothing that it showed before."""
        with self._lock:
            self._views[view] = events
            self._views.move_to_end(view)
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)
