"""What pages show of one day of one room: pieces with times, titles and the way to ask.

Nothing leaves here that an outsider may not know: what is taken is "taken" unless
room and association both publish its title.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from booking.domain.entries import Entry
from booking.domain.feeds import public_title
from booking.domain.house import HolidayEffect, House
from booking.domain.rooms import Room
from booking.domain.timelines import timeline
from booking.domain.weeks import DayStretch, RoomDay, StretchKind
from calendars.holidays import HolidayKind
from calendars.period import Period
from calendars.wallclock import END_OF_DAY, ClockTime

USUAL_MINUTES = 120
"""How long a use is proposed to be: a room that is free all day is seldom wanted all day."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch as it is written down."""

    kind: StretchKind
    begin: ClockTime
    end: ClockTime
    titles: tuple[str, ...]
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


def column_of(house: House, day: RoomDay, now: datetime, language: str) -> Column:
    """The day as an outsider sees it at this moment, in that language."""
    pieces = (_piece_of(house, day, stretch, now) for stretch in timeline(day))
    return Column(
        day=day.day,
        room=day.room,
        is_today=day.day == house.wall_clock.date_of(now),
        is_closed=day.is_closed,
        reasons=_reasons(house, day, language),
        pieces=tuple(piece for piece in pieces if piece is not None),
    )


def columns_of(
    house: House, days: Sequence[RoomDay], now: datetime, language: str
) -> tuple[Column, ...]:
    """Several days, or several rooms, side by side."""
    return tuple(column_of(house, day, now, language) for day in days)


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


def _piece_of(house: House, day: RoomDay, stretch: DayStretch, now: datetime) -> Piece | None:
    """The piece, or None for what was free and is over."""
    is_taken = stretch.kind is StretchKind.TAKEN
    period = stretch.period if is_taken else _still_to_come(house, stretch.period, now)
    if period is None:
        return None
    begin, end = _clocks(house, day.day, period)
    titles = (_title(house, entry) for entry in stretch.entries) if is_taken else ()
    return Piece(
        kind=stretch.kind,
        begin=begin,
        end=end,
        titles=tuple(dict.fromkeys(title for title in titles if title)),
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


def _title(house: House, entry: Entry) -> str | None:
    room = house.find_room(entry.occurrence.room)
    return public_title(entry, room) if room else None


def _href(house: House, day: RoomDay, begin: ClockTime, end: ClockTime, now: datetime) -> str:
    if not house.takes_requests_for(day.day, house.wall_clock.date_of(now)):
        return ""
    last = min(end.minutes, begin.minutes + min(USUAL_MINUTES, house.longest_minutes))
    return enquire_href(
        room=day.room.slug, day=day.day.isoformat(), begin=begin, end=ClockTime(last)
    )
