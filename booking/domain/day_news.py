"""What is new about the dates of a day since some moment, told from their history.

Only what is left of it counts: a date that was cancelled and is confirmed again, or was
moved and is back, is no news. What concerns the next hours is of another urgency: a
caretaker has to say that they have seen it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from booking.domain.bookings import Booking, Occurrence
from booking.domain.entries import Entry
from booking.domain.statuses import Status
from calendars.period import Period
from calendars.wallclock import ClockTime, WallClock

SHORT_NOTICE = timedelta(hours=24)
"""A change that comes later than so long before a date goes out at once and is to be seen."""
KNOWN_AFTER = timedelta(minutes=10)
"""What stood for so long may have been read by somebody; taking it back is news then."""


class NewsKind(StrEnum):
    """What has become of a date."""

    ADDED = "added"
    CANCELLED = "cancelled"
    MOVED = "moved"
    CHANGED = "changed"
    """It takes place as it would have, but otherwise: with more persons, for example."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history that may be news; the last one read has the greatest id."""

    id: int
    at: datetime
    what: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where and when a date was to be before."""

    room: str
    day: date
    begin: ClockTime
    end: ClockTime

    def period(self, wall_clock: WallClock) -> Period:
        """The same as instants."""
        return wall_clock.period(self.day, self.begin, self.end)


@dataclass(frozen=True, slots=True)
class Seen:
    """Who has seen what became of a date, and up to which line of its history."""

    up_to: int
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new about one date."""

    entry: Entry
    """As it stands now."""
    kind: NewsKind
    at: datetime
    up_to: int
    """The newest line of its history: whoever says "seen" has seen this much."""
    before: Spot | None = None
    """Where a moved date was to be."""
    persons_before: int | None = None
    seen: Seen | None = None

    @property
    def is_seen(self) -> bool:
        """Whether somebody has seen all of it."""
        return self.seen is not None and self.seen.up_to >= self.up_to

    def concerns(self, day: date) -> bool:
        """Whether it changes anything about this day."""
        return self.entry.occurrence.day == day or (
            self.before is not None and self.before.day == day
        )

    def periods(self, wall_clock: WallClock) -> tuple[Period, ...]:
        """When caretakers are needed, or would have been."""
        own = self.entry.occurrence.occupied
        return (own, self.before.period(wall_clock)) if self.before else (own,)

    def is_urgent(self, now: datetime, wall_clock: WallClock) -> bool:
        """Whether it came at short notice and is not over."""
        return any(
            self.at > period.begin - SHORT_NOTICE and period.end > now
            for period in self.periods(wall_clock)
        )


def find_news(entry: Entry, lines: Sequence[Line], seen: Seen | None = None) -> News | None:
    """What the lines since some moment, in their order, have made of a date that nobody has
    seen; if everything was seen, what that was."""
    fresh = [line for line in lines if seen is None or line.id > seen.up_to]
    told = fresh or lines
    news = what_is_left(entry, told)
    for number, (earlier, later) in enumerate(pairwise(told), 1):
        if news is None and later.at - earlier.at >= KNOWN_AFTER:
            news = what_is_left(entry, told[number:])
    return news and replace(news, seen=None if fresh else seen)


def what_is_left(entry: Entry, lines: Sequence[Line]) -> News | None:
    """How a date differs from what it was before these lines; None if it does not. Of a
    booking that came in with them, everything is new."""
    if not lines:
        return None
    steps = [line for line in lines if line.what == "step"]
    stands = entry.occurrence.status is Status.CONFIRMED
    stood = all(line.what != "received" for line in lines) and (
        steps[0].facts.get("before") == Status.CONFIRMED if steps else stands
    )
    news = News(entry, NewsKind.ADDED, lines[-1].at, lines[-1].id)
    if stands and not stood:
        return news
    if stood and not stands:
        return replace(news, kind=NewsKind.CANCELLED)
    return with_differences(news, steps, lines) if stands else None


def with_differences(news: News, steps: Sequence[Line], lines: Sequence[Line]) -> News | None:
    """News of a date that takes place as before, but elsewhere or otherwise."""
    entry = news.entry
    before, persons = spot_before(steps), persons_before(lines)
    moved = before if before != spot_of(entry.occurrence) else None
    persons = persons if persons != entry.persons else None
    if moved is None and persons is None and not has_other_wishes(lines):
        return None
    kind = NewsKind.MOVED if moved else NewsKind.CHANGED
    return replace(news, kind=kind, before=moved, persons_before=persons)


def spot_of(occurrence: Occurrence) -> Spot:
    """Where and when a date is now."""
    return Spot(occurrence.room, occurrence.day, occurrence.begin, occurrence.end)


def spot_before(steps: Sequence[Line]) -> Spot | None:
    """Where the first of these steps found the date, if one moved it."""
    for step in steps:
        told = step.facts.get("from")
        if isinstance(told, dict):
            return Spot(
                room=str(told["room"]),
                day=date.fromisoformat(str(told["day"])),
                begin=ClockTime.parse(str(told["begin"])),
                end=ClockTime.parse(str(told["end"])),
            )
    return None


def persons_before(lines: Sequence[Line]) -> int | None:
    """How many persons were expected before the first of these lines that changed it."""
    for line in lines:
        told = line.facts.get("persons")
        if line.what == "particulars" and isinstance(told, list) and isinstance(told[0], int):
            return told[0]
    return None


def has_other_wishes(lines: Sequence[Line]) -> bool:
    """Whether one of these lines changed the seating or the notes."""
    return any(
        line.what == "particulars" and not line.facts.keys().isdisjoint({"seating", "notes"})
        for line in lines
    )


def find_short_notice(
    before: Booking | None, after: Booking, now: datetime
) -> tuple[Occurrence, ...]:
    """The dates that a deed has just changed for caretakers, and that begin within the next
    hours, where they were or where they are now."""
    old = {one.id: one for one in before.occurrences} if before else {}
    is_told_anew = before is not None and particulars_of(before) != particulars_of(after)
    return tuple(
        one
        for one in after.occurrences
        if (is_told_anew or duty_of(old.get(one.id)) != duty_of(one))
        and any(is_near(duty, now) for duty in (old.get(one.id), one) if duty_of(duty))
    )


def particulars_of(booking: Booking) -> tuple[int | None, str | None, str]:
    """What caretakers need to know besides places and times."""
    return booking.persons, booking.seating, booking.notes


def duty_of(one: Occurrence | None) -> tuple[str, Period] | None:
    """What caretakers have to do with a date: nothing, unless it is confirmed."""
    return (one.room, one.occupied) if one and one.status is Status.CONFIRMED else None


def is_near(one: Occurrence | None, now: datetime) -> bool:
    """Whether work for it begins within the next hours and is not over."""
    return one is not None and (one.occupied.begin - SHORT_NOTICE < now and one.occupied.end > now)
