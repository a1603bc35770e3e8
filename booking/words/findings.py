"""What a rule has found, in one sentence or two: what is the matter, and what to do about it.

The sentences are for everybody. They name rooms and times of the house, never whoever
else holds or wants them.
"""

from collections.abc import Collection, Mapping

from booking.domain.house import House
from booking.domain.names import Names
from booking.domain.rules import Finding, Rule, Severity
from booking.words.catalogue import Words, msgid
from booking.words.facts import fact_text, told
from booking.words.holidays import holiday_text

_SENTENCES: Mapping[Rule, str] = {
    Rule.TAKEN: msgid(
        "%(room)s is taken at that time. Please choose another time or another room."
    ),
    Rule.ASKED_FOR: msgid("Somebody else has already asked for this time. You can still ask."),
    Rule.CLOSED: msgid(
        "%(room)s is closed until %(last)s (%(reason)s). Please choose another day."
    ),
    Rule.PUBLIC_HOLIDAY: msgid(
        "The house is closed on this public holiday (%(name)s). Please choose another day."
    ),
    Rule.SCHOOL_HOLIDAY: msgid(
        "The house is closed in the school holidays (%(name)s). Please choose another day."
    ),
    Rule.SCHOOL_HOLIDAYS_UNKNOWN: msgid(
        "School holidays are only known until %(known_until)s."
        " Please look at this date again later."
    ),
    Rule.OUTSIDE_HOURS: msgid(
        "On this day of the week %(room)s is only open at these times: %(open)s."
        " Please choose a time that fits."
    ),
    Rule.NO_SUCH_TIME: msgid(
        "The clocks change in that night, so there is no %(begin)s–%(end)s."
        " Please choose another time."
    ),
    Rule.OFF_GRID: msgid("Please choose begin and end in steps of %(minutes)s minutes."),
    Rule.TOO_SHORT: msgid("A use lasts at least %(least)s. Please choose a later end."),
    Rule.TOO_LONG: msgid("A use lasts at most %(most)s. Please choose an earlier end."),
    Rule.PAST: msgid("This time has already passed. Please choose a later date."),
    Rule.TOO_LATE: msgid(
        "This is too soon. The first possible day is %(first)s. If it is urgent, please call us."
    ),
    Rule.TOO_FAR: msgid("This is too far ahead. The last possible day is %(last)s."),
    Rule.TOO_MANY_PERSONS: msgid(
        "With this seating (%(seating)s), %(room)s has room for at most %(most)s persons."
        " Please choose a larger room or another seating."
    ),
    Rule.SEATING_UNKNOWN: msgid(
        "This seating is not possible in %(room)s. Please choose one of these: %(seatings)s."
    ),
    Rule.ACTIVITY_NOT_ALLOWED: msgid(
        "%(room)s is meant for other uses: %(allowed)s. Please choose another room."
    ),
    Rule.ROOM_HIDDEN: msgid("Only the house itself lends %(room)s. Please ask the house."),
    Rule.ROOM_RETIRED: msgid("%(room)s is no longer lent. Please choose another room."),
}

_MILDER: Mapping[Rule, str] = {
    Rule.PUBLIC_HOLIDAY: msgid(
        "This day is a public holiday (%(name)s). The house will see whether it is possible."
    ),
    Rule.SCHOOL_HOLIDAY: msgid(
        "This day is in the school holidays (%(name)s). The house will see whether it is possible."
    ),
    Rule.TOO_LATE: msgid("This is at short notice. Others can only ask from %(first)s on."),
    Rule.TOO_FAR: msgid("This is far ahead. Others can only ask until %(last)s."),
}
"""Where the same rule does not stop the date."""

_WITHOUT: Mapping[Rule, tuple[str, str]] = {
    Rule.OUTSIDE_HOURS: (
        "open",
        msgid("%(room)s is closed on this day of the week. Please choose another day."),
    ),
    Rule.TOO_MANY_PERSONS: (
        "seating",
        msgid("%(room)s has room for at most %(most)s persons. Please choose a larger room."),
    ),
}
"""Where a fact is empty that the usual sentence is about."""


def finding_text(finding: Finding, house: House, words: Words) -> str:
    """The sentence for one finding: `Saal B ist zu dieser Zeit belegt. ...`"""
    facts = told(_named(finding.facts, house), words)
    if finding.rule is Rule.ACTIVITY_NOT_ALLOWED:
        facts["allowed"] = _with_semicolons(finding, house, words)
    if finding.rule in (Rule.PUBLIC_HOLIDAY, Rule.SCHOOL_HOLIDAY):
        facts["name"] = holiday_text(str(finding.facts["name"]), words)
    room = house.find_room(finding.room)
    name = room.name_in(words.language) if room else finding.room
    return words.gettext(_sentence(finding), **{**facts, "room": name})


def _sentence(finding: Finding) -> str:
    rule = finding.rule
    if finding.severity is not Severity.BLOCK and rule in _MILDER:
        return _MILDER[rule]
    fact, bare = _WITHOUT.get(rule, ("", ""))
    if bare and not finding.facts.get(fact):
        return bare
    return _SENTENCES[rule]


def _named(facts: Mapping[str, object], house: House) -> dict[str, object]:
    """The facts with the names of activities and seatings instead of their short names."""
    catalogues = {
        "allowed": house.activities,
        "seatings": house.seatings,
        "seating": house.seatings,
    }
    return {
        name: _look_up(fact, catalogues[name]) if name in catalogues else fact
        for name, fact in facts.items()
    }


def _with_semicolons(finding: Finding, house: House, words: Words) -> str:
    """What a room is meant for; the names of activities have commas of their own."""
    allowed = _named(finding.facts, house)["allowed"]
    names = allowed if isinstance(allowed, Collection) else ()
    return words.semicolon.join(str(fact_text(one, words)) for one in names)


def _look_up(fact: object, catalogue: Mapping[str, Names]) -> object:
    if isinstance(fact, str):
        return catalogue.get(fact, fact)
    if isinstance(fact, Collection):
        return tuple(catalogue.get(one, one) for one in fact)
    return fact
