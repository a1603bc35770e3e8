"""Which field of the enquiry a refusal belongs to, so that its sentence stands there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from pydantic import BaseModel

from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.rules import Finding, Rule, Severity
from booking.domain.suitable import find_suitable_rooms
from booking.domain.verdicts import DateVerdict
from booking.web.forms import Form, read_form
from booking.web.site.days import DayForm
from booking.web.site.enquiry_form import WhenForm
from booking.web.site.rhythms import Rhythm
from booking.words.catalogue import Words, msgid
from booking.words.dates import list_text
from booking.words.findings import finding_text
from booking.words.problems import problem_text

M = TypeVar("M", bound=BaseModel)
ON_WHEN: Mapping[Rule, str] = {
    Rule.PAST: "day",
    Rule.CLOSED: "day",
    Rule.PUBLIC_HOLIDAY: "day",
    Rule.SCHOOL_HOLIDAY: "day",
    Rule.TOO_LATE: "day",
    Rule.TOO_FAR: "day",
    Rule.NO_SUCH_TIME: "begin",
    Rule.OUTSIDE_HOURS: "begin",
    Rule.OFF_GRID: "begin",
    Rule.TOO_SHORT: "end",
    Rule.TOO_LONG: "end",
    Rule.TOO_MANY_PERSONS: "persons",
}
"""What no date can come of in any room, as long as the answer stays. Of several rules about
one field the first is told."""
ON_WHO: Mapping[Rule, str] = {
    Rule.SEATING_UNKNOWN: "seating",
    Rule.TOO_MANY_PERSONS: "seating",
}
"""What the chosen room is not for."""
OF_THE_DAY = frozenset({Rule.NO_SUCH_TIME, Rule.OUTSIDE_HOURS})
"""Nothing to worry about as long as it has to be another day anyway."""
UNUSUAL: Mapping[Rule, str] = {
    Rule.TOO_LATE: msgid("That is tight. Please call us:"),
    Rule.TOO_FAR: msgid("That is still far away. Please call us:"),
    Rule.CLOSED: msgid("We are closed then. Please call us:"),
    Rule.OUTSIDE_HOURS: msgid("That is outside our hours. Please call us:"),
    Rule.TOO_LONG: msgid("That is unusually long. Please call us:"),
    Rule.TOO_MANY_PERSONS: msgid("That is a large group. Please call us:"),
}
"""What people can still talk about on the telephone, in the words of its cause."""

Blocking = Mapping[Rule, Finding]


def with_bad_series(
    form: Form[WhenForm], problem: str, facts: Mapping[str, object], words: Words
) -> Form[WhenForm]:
    """The form with the sentence for a series that cannot be followed."""
    if problem == "no_dates":  # the form has no other way to leave dates out
        message = msgid("All dates fall into these pauses. Please take a tick away.")
        return form.rejected("skip", words.gettext(message))
    return form.rejected("until", problem_text(problem, facts, words))


def with_first_day_told(
    form: Form[WhenForm], today: date, last: date, words: Words
) -> Form[WhenForm]:
    """The form of a series; of a first day that is over or too far away only this is told, not
    what it makes of the last one."""
    named = read_form(DayForm, form.typed, words).content
    if named is None or named.day is None or today <= named.day <= last:
        return form
    if form.get("rhythm") == Rhythm.ONCE:
        return form
    if named.day < today:
        told = words.gettext("This time has already passed. Please choose a later date.")
    else:
        told = problem_text("too_far", {"last": last}, words)
    others = {name: text for name, text in form.errors.items() if name != "until"}
    return replace(form, errors=others).rejected("day", told)


def with_early_end(form: Form[WhenForm], last: date, words: Words) -> Form[WhenForm]:
    """The form with one sentence for a series that goes on beyond the last possible day."""
    wish = form.content
    if wish is None or wish.until is None or wish.until <= last:
        return form
    return form.rejected("until", problem_text("too_far", {"last": last}, words))


def blocking_of(dates: Iterable[DateVerdict]) -> list[Blocking]:
    """What stops each date."""
    return [
        {one.rule: one for one in date.findings if one.severity is Severity.BLOCK} for date in dates
    ]


def with_hopeless(
    form: Form[WhenForm], blocking: Sequence[Blocking], house: House, words: Words
) -> Form[WhenForm]:
    """The form with a sentence for each rule that stops every date in every room."""
    for rule, field in ON_WHEN.items():
        if rule in OF_THE_DAY and "day" in form.errors:
            continue
        if not all(rule in each for each in blocking):
            continue
        if rule is Rule.TOO_MANY_PERSONS:
            form = form.rejected(field, too_many_for_all(house, words))
        else:
            found = of_the_house(rule, blocking, house)
            form = form.rejected(field, finding_text(found, house, words))
    return form


def of_the_house(rule: Rule, blocking: Sequence[Blocking], house: House) -> Finding:
    """What stops every date in every room, told of the house where that is true, and not of the
    room that happens to come first."""
    found = [each[rule] for each in blocking]
    if rule is Rule.CLOSED:
        return replace(min(found, key=lambda one: str(one.facts["last"])), room=house.name)
    if rule is not Rule.OUTSIDE_HOURS:
        return found[0]
    widest = max(found, key=lambda one: sum(len(stretch) for stretch in open_minutes(one)))
    within = all(
        any(stretch[0] in wide and stretch[-1] in wide for wide in open_minutes(widest))
        for one in found
        for stretch in open_minutes(one)
    )
    return replace(widest, room=house.name) if within else widest


def open_minutes(finding: Finding) -> list[range]:
    """When the room of a finding is open on that day."""
    stretches = finding.facts["open"]
    known = stretches if isinstance(stretches, tuple) else ()
    return [range(one.begin.minutes, one.end.minutes) for one in known]


def reason_to_call(blocking: Sequence[Blocking], words: Words) -> str:
    """Why a call may help where no form does; empty if none would."""
    causes = (text for rule, text in UNUSUAL.items() if all(rule in found for found in blocking))
    cause = next(causes, "")
    return words.gettext(cause) if cause else ""


def with_unfit_room(
    form: Form[M],
    wish: Enquiry,
    blocking: Sequence[Blocking],
    house: House,
    words: Words,
    now: datetime,
) -> Form[M]:
    """The form with a sentence for each rule by which the chosen room is not for this."""
    for rule, field in ON_WHO.items():
        if blocking and all(rule in found for found in blocking):
            sentence = finding_text(blocking[0][rule], house, words)
            form = form.rejected(field, with_advice(sentence, wish, house, words, now))
    return form


def too_many_for_all(house: House, words: Words) -> str:
    """What to do if no room is large enough."""
    most = max(room.largest_capacity for room in house.public_rooms)
    return words.gettext(
        "We have no room for more than %(most)s persons. Please call us: %(phone)s.",
        most=most,
        phone=house.contact.phone,
    )


def no_room_text(house: House, words: Words) -> str:
    """What to do if no room is both large enough and meant for this."""
    told = msgid("No room suits all your answers. Please call us: %(phone)s.")
    return words.gettext(told, phone=house.contact.phone)


def with_advice(sentence: str, wish: Enquiry, house: House, words: Words, now: datetime) -> str:
    """The sentence, and which rooms suit; if none does, whom to ask instead."""
    names = [room.name_in(words.language) for room in find_suitable_rooms(wish, house, now)]
    if not names:
        return f"{sentence} {no_room_text(house, words)}"
    advice = words.ngettext(
        "This room suits: %(rooms)s.",
        "These rooms suit: %(rooms)s.",
        len(names),
        rooms=list_text(names, words),
    )
    return f"{sentence} {advice}"
