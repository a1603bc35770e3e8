"""What an import wants to take over: series of dates from elsewhere, and whole closed days.

Every date has a key that two copies of one file have in common, so that importing twice
changes nothing. What cannot be taken is left out with a reason, never silently.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html import unescape

from booking.domain.clean_text import clean_line, clean_paragraphs
from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.domain.rules import Rule
from booking.domain.rules.case import NEVER_OVERRULED
from calendars.foreign import Instance, Reading
from calendars.wallclock import ClockTime, WallClock

NOT_TAKEN_OVER = NEVER_OVERRULED | {Rule.CLOSED, Rule.PUBLIC_HOLIDAY}
"""What stops a date that is imported. Otherwise today's plan is a fact, whatever the rules."""
LONGEST_NAME = 200
MOST_SERIES = 3_000
MOST_DATES = 20_000
"""Of one import: nobody else can write while it is taken over, or looked at."""
_TAG = re.compile(r"<(?:/?(?:b|i|u|p|a|ul|ol|li|div|span|html-blob)\b[^>]{0,500}|br */?)>", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import, and what its sender said about it."""

    name: str
    content: bytes
    room: str = ""
    """The slug of the room whose calendar it is; a table names its rooms itself."""
    group: str = ""
    """For whom its dates are booked; empty: for whoever each title names."""
    closing: bool = False
    """Whether entries of whole days close the room."""


@dataclass(frozen=True, slots=True)
class ImportedDate:
    """One date as the source tells it."""

    key: str
    """Who it is, wherever the file comes from again."""
    day: date
    begin: ClockTime
    end: ClockTime


@dataclass(frozen=True, slots=True)
class ImportedSeries:
    """Dates that become one booking."""

    group: str
    title: str
    notes: str
    room: str
    dates: tuple[ImportedDate, ...]


@dataclass(frozen=True, slots=True)
class ImportedClosure:
    """Whole days on which a room is closed."""

    key: str
    first: date
    last: date
    reason: str
    room: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the source that is not taken, by a code (`booking.words.imports`)."""

    what: str
    """What the source calls it."""
    code: str
    day: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that a source says."""

    series: tuple[ImportedSeries, ...] = ()
    closures: tuple[ImportedClosure, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms it is about, each once."""
        named = (*(one.room for one in self.series), *(one.room for one in self.closures))
        return tuple(dict.fromkeys(named))

    def require_takeable(self) -> None:
        """Raise `BadInput` if it would keep all others waiting for too long."""
        for number, most in (
            (len(self.series), MOST_SERIES),
            (sum(len(one.dates) for one in self.series), MOST_DATES),
        ):
            if number > most:
                raise BadInput("/file", "too_many_at_once", most=most)


def plan_of_calendar(
    reading: Reading, house: House, room: str, group: str, *, closing: bool
) -> ImportPlan:
    """What the calendar of one room says: each UID is a booking. Without a `group` each is
    booked for whoever its title names. Whole days close the room if they are `closing`."""
    left_out = [
        LeftOut(clean_line(one.summary), one.code, facts=one.facts) for one in reading.passed_over
    ]
    dates: dict[str, list[ImportedDate]] = {}
    first: dict[str, Instance] = {}
    closures = []
    for one in map(cleaned, reading.instances):
        if one.is_whole_days:
            closures.append(closure_of(one, house.wall_clock, room))
        elif found := date_of(one, house.wall_clock, room):
            dates.setdefault(one.uid, []).append(found)
            first.setdefault(one.uid, one)
        else:
            day = house.wall_clock.date_of(one.period.begin)
            left_out.append(LeftOut(one.summary, "beyond_midnight", day))
    if not closing:
        left_out += [LeftOut(one.reason, "whole_day", one.first) for one in closures]
        closures = []
    series = (series_of(first[uid], found, room, group) for uid, found in dates.items())
    return ImportPlan(tuple(series), tuple(closures), tuple(left_out))


def cleaned(instance: Instance) -> Instance:
    """The same with texts that may stand on our pages and in our calendars."""
    summary = clean_line(instance.summary)
    return replace(
        instance, summary=summary, description=clean_paragraphs(plain(instance.description))
    )


def series_of(
    first: Instance, dates: Sequence[ImportedDate], room: str, group: str
) -> ImportedSeries:
    """The booking of one UID, called as its first date is."""
    title = first.summary or "?"
    return ImportedSeries(group or title, title, first.description, room, tuple(dates))


def date_of(instance: Instance, clock: WallClock, room: str) -> ImportedDate | None:
    """One date on the clock of the house; None if it goes on after midnight."""
    begin, end = clock.local(instance.period.begin), clock.local(instance.period.end)
    begins = begin.hour * 60 + begin.minute
    ends = end.hour * 60 + end.minute + (1 if end.second else 0)
    if end.date() == begin.date() + timedelta(days=1) and ends == 0:
        ends = 24 * 60
    elif end.date() != begin.date():
        return None
    key = f"{room} {instance.uid} {instance.recurrence_id}"
    return ImportedDate(key, begin.date(), ClockTime(begins), ClockTime(ends))


def closure_of(instance: Instance, clock: WallClock, room: str) -> ImportedClosure:
    """The days of an entry that lasts whole days."""
    last = clock.date_of(instance.period.end) - timedelta(days=1)
    return ImportedClosure(
        key=f"{room} {instance.uid} {instance.recurrence_id}",
        first=clock.date_of(instance.period.begin),
        last=last,
        reason=instance.summary or "?",
        room=room,
    )


def plain(text: str) -> str:
    """A description without the tags that Google writes into it."""
    if not _TAG.search(text):
        return text
    return unescape(_TAG.sub("", re.sub(r"<br */?>", "\n", text, flags=re.I)))
