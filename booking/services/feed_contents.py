"""What stands in a feed: the dates of some rooms, each as its readers may see it.

A date is written once. As long as it stays as it is, its bytes are used again, so that a
feed of thousands of dates can be drawn up anew after a change of one.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.feed_options import PLAIN, FeedOptions, Window, statuses_for
from booking.domain.feeds import Profile
from booking.domain.house import House
from booking.domain.rooms import Room
from booking.services.feed_events import FORMAT, View, events_of, opening_of
from booking.services.kept_feeds import Drawn, Events, Finished, KeptFeeds, Written
from booking.store.feed_dates import DatesWanted, FeedDate, find_feed_dates
from booking.store.ledger import Ledger
from calendars.event import Event
from calendars.period import Period
from calendars.writer import bind_calendar, write_event

log = logging.getLogger(__name__)

__all__ = ["FORMAT", "LARGEST", "Scope", "draw_up"]
LARGEST = 985_000
"""Bytes; Google stops reading at a million. Room for 3,500 dates that only say "taken"."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one address shows to whom."""

    name: str
    rooms: tuple[Room, ...]
    profile: Profile
    window: Window
    marks: tuple[object, ...]
    """What else makes it a different feed: the subscription and its version."""
    options: FeedOptions = PLAIN
    association_id: int | None = None
    booking_id: int | None = None
    changed_at: datetime | None = None
    """When what it shows was last chosen otherwise."""

    @property
    def view(self) -> Hashable:
        """What its dates are drawn by; whatever differs here may look different."""
        slugs = tuple(room.slug for room in self.rooms)
        return slugs, self.profile, self.options, self.association_id, self.booking_id


def draw_up(house: House, ledger: Ledger, scope: Scope, today: date, kept: KeptFeeds) -> Finished:
    """The calendar; a longer one than readers take is cut at its far end."""
    period = house.wall_clock.days(today - scope.window.back, today + scope.window.ahead)
    dates = find_feed_dates(ledger, wanted_by(scope, period))
    events = draw_all(house, ledger, scope, dates, kept.events_of(scope.view))
    kept.keep_events(scope.view, events)
    written = sorted(event for drawn in events.values() for event in drawn.events)
    frame = len(bind_calendar(scope.name, house.timezone, ()))
    fitting = count_fitting(written, LARGEST - frame)
    if fitting < len(written):
        log.warning("feed %s is too large: %d of %d events", scope.name, fitting, len(written))
    contents = (event.content for event in written[:fitting])
    body = bind_calendar(scope.name, house.timezone, contents)
    return Finished(body, len(written) - fitting)


def count_fitting(written: Iterable[Written], room: int) -> int:
    """How many of these events, the first ones, find room."""
    number = 0
    for number, event in enumerate(written, 1):
        room -= len(event.content)
        if room < 0:
            return number - 1
    return number


def wanted_by(scope: Scope, period: Period) -> DatesWanted:
    """What the scope's reader is shown. An association's feed is about its own dates; one
    of nobody is about none."""
    return DatesWanted(
        spaces=frozenset().union(*(room.spaces for room in scope.rooms)),
        period=period,
        statuses=statuses_for(scope.profile, scope.options),
        is_of_one_owner=scope.profile.shows_own_only,
        association_id=scope.association_id,
        booking_id=scope.booking_id,
    )


def draw_all(
    house: House, ledger: Ledger, scope: Scope, dates: Collection[FeedDate], known: Events
) -> Events:
    """The events of these dates, by date; those that stand as they stood are not read again."""
    states = {one.id: one.state for one in dates}
    fresh = [
        number
        for number, state in states.items()
        if number not in known or known[number].state != state
    ]
    view = View(house, scope.profile, scope.options, scope.rooms)
    drawn = {
        entry.occurrence.id: Drawn(
            states[entry.occurrence.id], tuple(map(as_written, events_of(entry, view)))
        )
        for entry in (ledger.find_entries(fresh) if fresh else ())
    }
    events: dict[Hashable, Drawn] = {
        number: drawn[number] if number in drawn else known[number] for number in states
    }
    if scope.options.opens_house:
        events |= draw_openings(view, dates, known)
    return events


def draw_openings(view: View, dates: Iterable[FeedDate], known: Events) -> Mapping[Hashable, Drawn]:
    """One event for each day: from the first who needs the house until the last is gone."""
    days: dict[date, list[FeedDate]] = defaultdict(list)
    for one in dates:
        if one.is_confirmed:
            days[one.day].append(one)
    openings: dict[Hashable, Drawn] = {}
    for day, found in days.items():
        opens = min(one.occupied_from for one in found)
        closes = max(one.occupied_until for one in found)
        state = (day, opens, closes)
        openings[day] = (
            known[day]
            if day in known and known[day].state == state
            else Drawn(
                state, (as_written(opening_of(day, Period.from_epoch(opens, closes), view)),)
            )
        )
    return openings


def as_written(event: Event) -> Written:
    """The event as it leaves the house."""
    return Written(event.period.starts, event.period.ends, event.uid, write_event(event))
