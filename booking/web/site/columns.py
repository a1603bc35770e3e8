"""What pages show of one day of one room: pieces with times, titles and the way to ask.

Nothing leaves here that the reader may not know: to an outsider what is taken is "taken"
unless room and association both publish its title; whoever works here sees title and group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from booking.domain.entries import Entry
from booking.domain.feeds import Profile, show
from booking.domain.house import HolidayEffect, House
from booking.domain.rooms import Room
from booking.domain.timelines import timeline
from booking.domain.weeks import DayStretch, RoomDay, StretchKind
from booking.web.site.desk_links import desk_page
from calendars.holidays import HolidayKind
from calendars.period import Period
from calendars.wallclock import END_OF_DAY, ClockTime

USUAL_MINUTES = 120
"""How long a use is proposed to be: a room that is free all day is seldom wanted all day."""


@dataclass(frozen=True, slots=True)
class Use:
    """What may be told of one thing that takes place."""

    text: str
    href: str
    """Where staff decide about it; empty for everybody else."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch as it is written down."""

    kind: StretchKind
    begin: ClockTime
    end: ClockTime
    uses: tuple[Use, ...]
    """What may be told of what takes place."""
    href: str
    """Where to ask for it; empty if nobody can."""


@dataclass(frozen=True, slots=True)
class Column:
    """One day of one room."""

    day: date
    room: Room
    is_today: bool
    is_closed: bool
    reasons: tuple[str, ...]
    """Why it is closed; on an open day, the holidays it has."""
    pieces: tuple[Piece, ...]

    @property
    def free(self) -> tuple[Piece, ...]:
        """What can be asked for and nobody else wants."""
        return tuple(one for one in self.pieces if one.kind is StretchKind.FREE and one.href)

    @property
    def needs_a_call(self) -> bool:
        """Whether something is free, but too soon or too far ahead for a form."""
        return any(one.kind is StretchKind.FREE and not one.href for one in self.pieces)


def column_of(
    house: House, day: RoomDay, now: datetime, language: str, profile: Profile = Profile.PUBLIC
) -> Column:
    """The day as this reader sees it at this moment, in that language."""
    pieces = (_piece_of(house, day, stretch, now, profile) for stretch in timeline(day))
    return Column(
        day=day.day,
        room=day.room,
        is_today=day.day == house.wall_clock.date_of(now),
        is_closed=day.is_closed,
        reasons=_reasons(house, day, language),
        pieces=tuple(piece for piece in pieces if piece is not None),
    )


def columns_of(
    house: House,
    days: Sequence[RoomDay],
    now: datetime,
    language: str,
    profile: Profile = Profile.PUBLIC,
) -> tuple[Column, ...]:
    """Several days, or several rooms, side by side."""
    return tuple(column_of(house, day, now, language, profile) for day in days)


def enquire_href(**values: object) -> str:
    """The address of the form with some answers given."""
    return f"/enquire?{urlencode({name: str(value) for name, value in values.items()})}"


def _reasons(house: House, day: RoomDay, language: str) -> tuple[str, ...]:
    """The closure and the holidays by name; those that close nothing only on an open day."""
    closure = [day.closure.reason.in_language(language)] if day.closure else []
    effects = {
        HolidayKind.PUBLIC: house.public_holidays,
        HolidayKind.SCHOOL: house.school_holidays,
    }
    holidays = [
        holiday.name
        for holiday in day.holidays
        if not day.is_closed or effects[holiday.kind] is HolidayEffect.CLOSED
    ]
    return tuple(dict.fromkeys([*closure, *holidays]))


def _piece_of(
    house: House, day: RoomDay, stretch: DayStretch, now: datetime, profile: Profile
) -> Piece | None:
    """The piece, or None for what was free and is over."""
    is_taken = stretch.kind is StretchKind.TAKEN
    period = stretch.period if is_taken else _still_to_come(house, stretch.period, now)
    if period is None:
        return None
    begin, end = _clocks(house, day.day, period)
    uses = (_use(house, entry, profile) for entry in stretch.entries) if is_taken else ()
    return Piece(
        kind=stretch.kind,
        begin=begin,
        end=end,
        uses=tuple(dict.fromkeys(use for use in uses if use)),
        href="" if is_taken else _href(house, day, begin, end, now),
    )


def _still_to_come(house: House, period: Period, now: datetime) -> Period | None:
    """What is left of a free stretch, from the next step of the grid on."""
    step = int(house.grid.total_seconds())
    next_step = -(-int(now.timestamp()) // step) * step
    if period.ends <= next_step:
        return None
    return Period.from_epoch(max(period.starts, next_step), period.ends)


def _clocks(house: House, day: date, period: Period) -> tuple[ClockTime, ClockTime]:
    """Begin and end on the wall clock of that day; midnight at its end is 24:00."""
    wall_clock = house.wall_clock
    ends_later = wall_clock.date_of(period.end) > day
    return (
        wall_clock.clock_of(period.begin),
        END_OF_DAY if ends_later else wall_clock.clock_of(period.end),
    )


def _use(house: House, entry: Entry, profile: Profile) -> Use | None:
    """What this reader may know of an entry; None if that is nothing."""
    room = house.find_room(entry.occurrence.room)
    if room is None:
        return None
    shown = show(entry, room, profile)
    text = ", ".join(said for said in (shown.title, shown.association) if said)
    href = desk_page(entry.reference) if profile is Profile.STAFF else ""
    return Use(text, href) if text else None


def _href(house: House, day: RoomDay, begin: ClockTime, end: ClockTime, now: datetime) -> str:
    if not house.takes_requests_for(day.day, house.wall_clock.date_of(now)):
        return ""
    last = min(end.minutes, begin.minutes + min(USUAL_MINUTES, house.longest_minutes))
    return enquire_href(
        room=day.room.slug, day=day.day.isoformat(), begin=begin, end=ClockTime(last)
    )
