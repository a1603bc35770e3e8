"""What pages show of one day of one room: pieces with times, titles and the way to ask.

Nothing leaves here that the reader may not know: to an outsider what is taken is "taken"
unless room and association both publish its title; whoever works here sees title and group.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from booking.domain.entries import Entry
from booking.domain.feeds import Profile
from booking.domain.house import HolidayEffect, House
from booking.domain.rooms import Room
from booking.domain.timelines import joined, timeline
from booking.domain.weeks import DayStretch, RoomDay, StretchKind
from booking.web.site.uses import Use, use_of
from booking.words.catalogue import Words
from booking.words.dates import span
from booking.words.holidays import holiday_text
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
    uses: tuple[Use, ...]
    """What may be told of what takes place."""
    href: str
    """Where to ask for it; empty if nobody can."""

    @property
    def times(self) -> str:
        """From when to when: `18:00–20:00`."""
        return span(self.begin, self.end)

    @property
    def is_for_staff(self) -> bool:
        """Whether it leads to where staff enter, and not to the form for everybody."""
        return self.href.startswith("/staff/")


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
    open: tuple[tuple[ClockTime, ClockTime], ...] = ()
    """The opening hours of the room on that weekday."""

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
    words = Words(language)
    line = timeline(day)
    told = joined(line) if profile is Profile.STAFF else line
    pieces = (_piece_of(house, day, stretch, now, profile, words) for stretch in told)
    return Column(
        day=day.day,
        room=day.room,
        is_today=day.day == house.wall_clock.date_of(now),
        is_closed=day.is_closed,
        reasons=_reasons(house, day, language),
        pieces=tuple(piece for piece in pieces if piece is not None),
        open=house.open_on(day.day, day.room),
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


def _reasons(house: House, day: RoomDay, language: str) -> tuple[str, ...]:
    """The closure and the holidays by name; those that close nothing only on an open day."""
    closure = [day.closure.reason.in_language(language)] if day.closure else []
    effects = {
        HolidayKind.PUBLIC: house.public_holidays,
        HolidayKind.SCHOOL: house.school_holidays,
    }
    holidays = [
        holiday_text(holiday.name, Words(language))
        for holiday in day.holidays
        if not day.is_closed or effects[holiday.kind] is HolidayEffect.CLOSED
    ]
    return tuple(dict.fromkeys([*closure, *holidays]))


def _piece_of(
    house: House,
    day: RoomDay,
    stretch: DayStretch,
    now: datetime,
    profile: Profile,
    words: Words,
) -> Piece | None:
    """The piece, or None for what was free and is over."""
    is_taken = stretch.kind is StretchKind.TAKEN
    period = stretch.period if is_taken else _still_to_come(house, stretch.period, now)
    if period is None:
        return None
    begin, end = _clocks(house, day.day, period)
    told = stretch.entries if is_taken or profile is Profile.STAFF else ()
    uses = [(use, entry) for entry in told if (use := use_of(house, entry, profile, words))]
    return Piece(
        kind=stretch.kind,
        begin=begin,
        end=end,
        uses=_timed(uses, (begin, end)) if profile is Profile.STAFF else _once(uses),
        href="" if is_taken else _href(house, day, begin, end, now, profile),
    )


def _once(uses: Iterable[tuple[Use, Entry]]) -> tuple[Use, ...]:
    """What is told alike, told once."""
    return tuple(dict.fromkeys(use for use, _ in uses))


def _timed(
    uses: Sequence[tuple[Use, Entry]], times: tuple[ClockTime, ClockTime]
) -> tuple[Use, ...]:
    """The uses with their own times, if those differ from the times of the piece: where uses
    overlap, it is only a part of them."""
    own = [(one.occurrence.begin, one.occurrence.end) for _, one in uses]
    if set(own) <= {times}:
        return _once(uses)
    timed = [
        replace(use, begin=begin, end=end) for (use, _), (begin, end) in zip(uses, own, strict=True)
    ]
    return tuple(dict.fromkeys(timed))


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


def _href(
    house: House, day: RoomDay, begin: ClockTime, end: ClockTime, now: datetime, profile: Profile
) -> str:
    """Where to ask for a free stretch; staff enter, whatever the notice."""
    is_staff = profile is Profile.STAFF
    if not is_staff and not house.takes_requests_for(day.day, house.wall_clock.date_of(now)):
        return ""
    last = min(end.minutes, begin.minutes + min(USUAL_MINUTES, house.longest_minutes))
    form = "/staff/enter" if is_staff else "/enquire"
    times = f"begin={begin}&end={ClockTime(last)}"  # a colon may stand in a query (RFC 3986, 3.4)
    return f"{form}?room={day.room.slug}&day={day.day.isoformat()}&{times}"
