"""Dates as mails list them: one line each, the rooms that belong together in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking.domain.bookings import Occurrence
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.words.catalogue import Words
from booking.words.dates import day_text, list_text, times_text
from calendars.wallclock import ClockTime


@dataclass(frozen=True, slots=True)
class Place:
    """When and where, in rooms that belong together."""

    day: date
    begin: ClockTime
    end: ClockTime
    rooms: tuple[str, ...]
    waits: bool = False
    """Whether it is only wanted in case it becomes free."""


def date_lines(occurrences: Iterable[Occurrence], house: House, words: Words) -> list[str]:
    """`Dienstag, 12. Januar 2027, 18:00–20:00 Uhr, Saal B`, in order of time."""
    rooms: dict[tuple[date, ClockTime, ClockTime], tuple[str, ...]] = {}
    for one in sorted(occurrences, key=lambda one: (one.period, one.id)):
        when = (one.day, one.begin, one.end)
        rooms[when] = (*rooms.get(when, ()), one.room)
    return [place_line(Place(*when, slugs), house, words) for when, slugs in rooms.items()]


def place_line(place: Place, house: House, words: Words) -> str:
    """When and where, in one line; of what waits, that as well."""
    told = words.gettext(
        "%(day)s, %(times)s, %(rooms)s",
        day=day_text(place.day, words),
        times=times_text(place.begin, place.end, words),
        rooms=list_text([room_text(slug, house, words) for slug in place.rooms], words),
    )
    return words.gettext("%(place)s (waiting list)", place=told) if place.waits else told


def room_text(slug: str, house: House, words: Words) -> str:
    """The name of a room; one that the house no longer has keeps its short name."""
    room = house.find_room(slug)
    return room.name_in(words.language) if room else slug


def duty_line(entry: Entry, house: House, words: Words) -> str:
    """What a caretaker needs to know of one date: when, where, who, for how many."""
    one = entry.occurrence
    told = [
        times_text(one.begin, one.end, words),
        room_text(one.room, house, words),
        " – ".join(part for part in (entry.title, entry.association) if part),
    ]
    clock = house.wall_clock.clock_of
    if one.setup:
        told.append(words.gettext("Setup from %(time)s", time=clock(one.occupied.begin)))
    if one.teardown:
        told.append(words.gettext("Clear until %(time)s", time=clock(one.occupied.end)))
    if entry.persons is not None:
        told.append(words.ngettext("%(num)s person", "%(num)s persons", entry.persons))
    if entry.seating is not None and (names := house.seatings.get(entry.seating)):
        told.append(
            words.gettext("Seating: %(seating)s", seating=names.in_language(words.language))
        )
    if entry.notes:
        told.append(words.gettext("Note: %(notes)s", notes=entry.notes))
    return words.comma.join(told)


def dated_duty_line(entry: Entry, house: House, words: Words) -> str:
    """When, where and who, where dates of several days stand together."""
    (when,) = date_lines([entry.occurrence], house, words)
    who = dict.fromkeys(part for part in (entry.title, entry.association) if part)
    return f"{when}: {' – '.join(who)}"
