"""What a deed changed, in words: where a date was, is now or might go, how many persons came."""

from collections.abc import Iterable, Mapping
from datetime import date

from booking.domain.changes import Change
from booking.domain.house import House
from booking.words.catalogue import Words
from booking.words.dates import short_day_text, span_text
from booking.words.mail_dates import room_text
from calendars.wallclock import ClockTime


def before_and_after(changes: Iterable[Change], house: House, words: Words) -> tuple[str, ...]:
    """`bisher Di. 12.01.2027, 18:00–20:00, Saal B; jetzt ...`, for each of the lines of one deed
    that knows both; of a proposal the place alone."""
    told = (line for change in changes for line in told_of(change.facts, house, words))
    return tuple(dict.fromkeys(told))


def told_of(facts: Mapping[str, object], house: House, words: Words) -> Iterable[str]:
    """What one line of a history knows."""
    was, becomes = place_of(facts, "from", house, words), place_of(facts, "to", house, words)
    if was and becomes:
        yield words.gettext("before %(before)s; now %(after)s", before=was, after=becomes)
    if proposed := place_of(facts, "place", house, words):
        yield proposed
    match facts.get("persons"):
        case [before, after]:
            yield words.gettext(
                "Persons: before %(before)s; now %(after)s",
                before=str(before or "–"),
                after=str(after or "–"),
            )
    match facts.get("seating"):
        case [before, after]:
            yield words.gettext(
                "Seating: before %(before)s; now %(after)s",
                before=seating_text(before, house, words),
                after=seating_text(after, house, words),
            )


def place_of(facts: Mapping[str, object], name: str, house: House, words: Words) -> str:
    """Where a date was or went: `Di. 12.01.2027, 18:00–20:00, Saal B`; empty if it did not
    move."""
    match facts.get(name):
        case {"room": str(room), "day": str(day), "begin": str(begin), "end": str(end)}:
            times = span_text(ClockTime.parse(begin), ClockTime.parse(end), words)
            when = short_day_text(date.fromisoformat(day), words)
            rooms = room_text(room, house, words)
            told = "%(day)s, %(times)s, %(rooms)s"
            return words.gettext(told, day=when, times=times, rooms=rooms)
    return ""


def seating_text(slug: object, house: House, words: Words) -> str:
    """How the room is set; a dash for no wish."""
    known = house.seatings.get(str(slug))
    return known.in_language(words.language) if known else str(slug or "–")
