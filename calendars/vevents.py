"""One VEVENT of a calendar from elsewhere (RFC 5545, 3.6.1), as a library has read it: what
it means, and whether it may be let in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from calendars.fences import MOST_DATES_NAMED, why_rule_is_refused

YEARS = range(1970, 2101)
LONGEST = timedelta(days=400)
Vevent: TypeAlias = Any
"""Properties by name, each of a type that depends on what was written."""


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """An event that cannot be taken, by a code."""

    code: str


def require_harmless(event: Vevent) -> None:
    """Raise `Refused` for an event that stands for nothing, or would never end."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise Refused("cancelled")
    begin, end = ends_of(event)
    # programs mark whole days as free by themselves, also those on which nobody may come in
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT" and isinstance(begin, datetime):
        raise Refused("marked_as_free")
    if begin.year not in YEARS or not timedelta(0) <= length(begin, end) <= LONGEST:
        raise Refused("time_not_possible")
    if event.get("EXRULE") is not None:
        raise Refused("rule_not_understood")
    if "RECURRENCE-ID" in event and not is_changed_date(event):
        raise Refused("not_understood")
    rule = event.get("RRULE")
    if isinstance(rule, list):
        raise Refused("rule_not_understood")
    if rule is not None and (why := why_rule_is_refused(rule)):
        raise Refused(why)
    if sum(map(count_dates, listed(event, "RDATE", "EXDATE"))) > MOST_DATES_NAMED:
        raise Refused("too_many_dates")


def ends_of(event: Vevent) -> tuple[date, date]:
    """Begin and end as they are written; without an end, RFC 5545, 3.6.1 says which."""
    try:
        begin = event["DTSTART"].dt
        if "DTEND" in event:
            return begin, event["DTEND"].dt
        if "DURATION" in event:
            return begin, begin + event["DURATION"].dt
    except (KeyError, AttributeError, OverflowError, TypeError):
        raise Refused("time_not_possible") from None
    return begin, begin if isinstance(begin, datetime) else begin + timedelta(days=1)


def lacks_zone(event: Vevent) -> bool:
    """Whether its begin names a zone that was not found: the library then leaves it out."""
    begin = event.get("DTSTART")
    shown = getattr(begin, "dt", None)
    return isinstance(shown, datetime) and shown.tzinfo is None and "TZID" in begin.params


def length(begin: date, end: date) -> timedelta:
    """How long it lasts by its own clock; a date that ends as a time cannot be."""
    try:
        return end - begin
    except TypeError:
        raise Refused("time_not_possible") from None


def listed(event: Vevent, *names: str) -> list[Any]:
    """All properties of these names; one may be written once or several times."""
    found = (event.get(name) for name in names)
    return [
        one
        for value in found
        if value
        for one in ([value] if not isinstance(value, list) else value)
    ]


def count_dates(dates: Any) -> int:
    """How many dates one RDATE or EXDATE names."""
    return len(getattr(dates, "dts", ()))


def families(events: Sequence[Vevent]) -> Iterator[list[Vevent]]:
    """Events of one UID as series with their changed dates. Of two versions the greatest
    SEQUENCE counts. Some programs copy an event with its UID: then each begin is a series."""
    masters: dict[str, Vevent] = {}
    changed: dict[str, Vevent] = {}
    newest = (
        max(sequence_of(one) for one in events if not is_changed_date(one))
        if any(not is_changed_date(one) for one in events)
        else 0
    )
    for event in events:
        if is_changed_date(event):
            known = changed.get(written_id(event))
            if known is None or sequence_of(known) <= sequence_of(event):
                changed[written_id(event)] = event
        elif sequence_of(event) == newest:
            masters[str(event["DTSTART"].dt)] = event
    if not masters:
        yield from ([one] for one in changed.values())
        return
    first, *copies = masters.values()
    yield [first, *changed.values()]
    yield from ([one] for one in copies)


def is_changed_date(event: Vevent) -> bool:
    """Whether it stands for one date of a series."""
    planned = getattr(event.get("RECURRENCE-ID"), "dt", None)
    return isinstance(planned, date) and planned.year in YEARS


def written_id(event: Vevent) -> str:
    """Its RECURRENCE-ID as a text."""
    return str(event["RECURRENCE-ID"].dt)


def sequence_of(event: Vevent) -> int:
    """Its SEQUENCE, 0 if it has none that is a number."""
    written = str(event.get("SEQUENCE", "0"))
    return int(written) if written.isdecimal() else 0


def summary_of(event: Vevent) -> str:
    """What it is called, in one line."""
    return " ".join(str(event.get("SUMMARY", "")).split())[:200]


def summary_in(text: str) -> str:
    """The same of an event that cannot be read."""
    named = (line for line in text.split("\r\n") if line.upper().startswith("SUMMARY"))
    return " ".join(next(named, "").partition(":")[2].split())[:200]
