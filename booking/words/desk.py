"""What staff read about a booking on their desk: when it is, and what speaks against it."""

from collections.abc import Mapping, Sequence

from booking.domain.bookings import Occurrence
from booking.domain.desk import DeskBooking
from booking.domain.rules import Finding, Rule
from booking.words.catalogue import Words, msgid
from booking.words.dates import list_text, short_day_text, span_text
from booking.words.facts import fact_text

_RULES: Mapping[Rule, str] = {
    Rule.TAKEN: msgid("taken"),
    Rule.ASKED_FOR: msgid("others ask for it too"),
    Rule.CLOSED: msgid("closed"),
    Rule.PUBLIC_HOLIDAY: msgid("public holiday"),
    Rule.SCHOOL_HOLIDAY: msgid("school holidays"),
    Rule.SCHOOL_HOLIDAYS_UNKNOWN: msgid("school holidays not known yet"),
    Rule.OUTSIDE_HOURS: msgid("outside the opening hours"),
    Rule.NO_SUCH_TIME: msgid("the clocks change in that night"),
    Rule.OFF_GRID: msgid("unusual minutes"),
    Rule.TOO_SHORT: msgid("too short"),
    Rule.TOO_LONG: msgid("too long"),
    Rule.PAST: msgid("over already"),
    Rule.TOO_LATE: msgid("at short notice"),
    Rule.TOO_FAR: msgid("too far ahead"),
    Rule.TOO_MANY_PERSONS: msgid("too many persons"),
    Rule.SEATING_UNKNOWN: msgid("seating not possible there"),
    Rule.ACTIVITY_NOT_ALLOWED: msgid("room is meant for other uses"),
    Rule.ROOM_HIDDEN: msgid("room is not public"),
    Rule.ROOM_RETIRED: msgid("room is no longer lent"),
}
_TELLING: Mapping[Rule, str] = {
    Rule.CLOSED: "reason",
    Rule.PUBLIC_HOLIDAY: "name",
    Rule.SCHOOL_HOLIDAY: "name",
    Rule.OUTSIDE_HOURS: "open",
    Rule.TOO_MANY_PERSONS: "most",
}
"""The fact of a finding that staff want to see with it."""


def rule_text(rule: Rule, words: Words) -> str:
    """A rule in two or three words: `außerhalb der Öffnungszeiten`."""
    return words.gettext(_RULES[rule])


def note_text(finding: Finding, words: Words) -> str:
    """A finding in a few words: `außerhalb der Öffnungszeiten (08:00–22:00)`."""
    name = rule_text(finding.rule, words)
    fact = finding.facts.get(_TELLING.get(finding.rule, ""))
    return f"{name} ({fact_text(fact, words)})" if fact else name


def reasons_text(reasons: Mapping[Rule, int], dates: int, words: Words) -> str:
    """Why staff have to look, in one line: `belegt (2 von 20) und zu viele Personen`."""
    return list_text([reason_text(rule, reasons[rule], dates, words) for rule in reasons], words)


def reason_text(rule: Rule, concerned: int, dates: int, words: Words) -> str:
    """One reason; with how many dates it is about, unless it is about all of them."""
    name = rule_text(rule, words)
    if concerned == dates:
        return name
    return words.gettext(
        "%(reason)s (%(concerned)s of %(dates)s)", reason=name, concerned=concerned, dates=dates
    )


def rivals_text(rule: Rule, groups: Sequence[str], desk: DeskBooking, words: Words) -> str:
    """Who else wants its dates, or has them: `auch angefragt: Verein Adria (2 von 20)`."""
    told = reason_text(rule, desk.reasons[rule], len(desk.open_dates), words)
    if not groups:
        return told
    return words.gettext("%(reason)s: %(groups)s", reason=told, groups=list_text(groups, words))


def freed_text(words: Words) -> str:
    """A date waits although its room can be had by now."""
    return words.gettext("The room has become free: please offer it.")


def when_text(dates: Sequence[Occurrence], words: Words) -> str:
    """When a booking is: `Di. 12.01.2027, 18:00–20:00`, or from when to when and how often."""
    first, last = dates[0], dates[-1]
    days = len({one.day for one in dates})
    times = {span_text(one.begin, one.end, words) for one in dates}
    when = short_day_text(first.day, words)
    if len(times) == 1:
        when = words.gettext("%(day)s, %(times)s", day=when, times=times.pop())
    if days == 1:
        return when
    return words.ngettext(
        "%(when)s; %(num)s date until %(last)s",
        "%(when)s; %(num)s dates until %(last)s",
        days,
        when=when,
        last=short_day_text(last.day, words),
    )
