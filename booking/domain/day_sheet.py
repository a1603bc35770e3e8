"""The day sheet: what a caretaker needs to know of one day of the house.

When the house opens and closes, what is to be set up where and for whom, what falls
away, what is new. The telephone number of whoever is responsible stands here alone, in
no feed and no mail, and only for today and tomorrow.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.day_news import News, NewsKind
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.refusals import NotFound
from booking.domain.statuses import Status

A_DAY = timedelta(days=1)
DAYS_BACK = 7
DAYS_AHEAD = 28
"""How far from today the sheets go; nobody needs more of the groups of the house."""
REPORTED_UNTIL = timedelta(hours=24)
"""So long after a date has begun, it can be said that nobody came."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Whom to call about a date."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One date as work to be done."""

    entry: Entry
    equipment: tuple[str, ...]
    """Slugs of what the notes mention."""
    responsible: Responsible | None
    is_over: bool
    nobody_came: bool
    can_be_missed: bool
    """Whether it can be said now that nobody came."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A date that does not take place on this day, or not as was known."""

    entry: Entry
    news: News | None
    """If it was moved, where from: then the entry is where it is now."""


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One day of the house, as it stood at one moment."""

    day: date
    today: date
    stands_at: datetime
    opens: datetime | None
    closes: datetime | None
    news: tuple[News, ...]
    """What is to be seen first, then what was seen."""
    duties: tuple[Duty, ...]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What was read about the dates of a day besides themselves, by the ids of the dates."""

    responsible: Mapping[int, Responsible]
    missed: frozenset[int]


def draw_up(
    house: House,
    day: date,
    entries: Iterable[Entry],
    news: Sequence[News],
    notes: Notes,
    now: datetime,
) -> DaySheet:
    """The sheet of a day from its confirmed and cancelled dates and what is new."""
    today = house.wall_clock.date_of(now)
    of_day = [one for one in entries if one.occurrence.day == day]
    going = [one for one in of_day if one.occurrence.status is Status.CONFIRMED]
    occupied = [one.occurrence.occupied for one in going]
    concerning = [one for one in news if one.concerns(day)]
    return DaySheet(
        day=day,
        today=today,
        stands_at=now,
        opens=min((one.begin for one in occupied), default=None),
        closes=max((one.end for one in occupied), default=None),
        news=tuple(sorted(concerning, key=lambda one: (one.is_seen, one.entry.occurrence.period))),
        duties=tuple(duty_of(house, one, notes, shows_numbers(day, today), now) for one in going),
        dropped=(
            *(Dropped(one, None) for one in of_day if one.occurrence.status is Status.CANCELLED),
            *(
                Dropped(one.entry, one)
                for one in concerning
                if one.kind is NewsKind.MOVED and one.before and one.before.day == day
            ),
        ),
    )


def duty_of(house: House, entry: Entry, notes: Notes, with_number: bool, now: datetime) -> Duty:
    """One date as work, with whom to call if that may stand here."""
    one = entry.occurrence
    missed = one.id in notes.missed
    return Duty(
        entry=entry,
        equipment=mentioned_equipment(entry.notes, house),
        responsible=notes.responsible.get(one.id) if with_number else None,
        is_over=one.occupied.end <= now,
        nobody_came=missed,
        can_be_missed=not missed and can_be_missed(entry, now),
    )


def shows_numbers(day: date, today: date) -> bool:
    """Whether numbers of people stand on the sheet of this day: today and tomorrow only."""
    return today <= day <= today + A_DAY


def can_be_missed(entry: Entry, now: datetime) -> bool:
    """Whether it can be said that nobody came: once it has begun, for a day."""
    one = entry.occurrence
    return one.status is Status.CONFIRMED and (
        one.period.begin <= now < one.period.begin + REPORTED_UNTIL
    )


def mentioned_equipment(notes: str, house: House) -> tuple[str, ...]:
    """What of the house's equipment the notes name, in any language: `Klavierlicht` does."""
    said = notes.casefold()
    return tuple(
        slug
        for slug, names in house.equipment.items()
        if any(re.search(rf"\b{re.escape(name.casefold())}", said) for name in names.texts.values())
    )


def get_day_near(day: date, today: date) -> date:
    """The same day if there is a sheet for it; raises `NotFound`."""
    if not today - DAYS_BACK * A_DAY <= day <= today + DAYS_AHEAD * A_DAY:
        raise NotFound(what="day_sheet", day=day)
    return day


def news_begin(house: House, today: date) -> datetime:
    """What is newer than this is news: since yesterday morning, on the day it is read."""
    return house.wall_clock.day(today - A_DAY).begin
