"""Which field of the enquiry a refusal belongs to, so that its sentence stands there."""

from collections.abc import Mapping
from datetime import date, datetime

from booking.domain.enquiries import Enquiry
from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.domain.rules import Rule, Severity
from booking.domain.suitable import find_suitable_rooms
from booking.domain.verdicts import EnquiryVerdict
from booking.web.forms import WHOLE_FORM, Form
from booking.web.site.enquiry_form import EnquiryForm
from booking.words.catalogue import Words, msgid
from booking.words.dates import list_text
from booking.words.findings import finding_text
from booking.words.problems import problem_text

FIELD_OF_POINTER: Mapping[str, str] = {
    "/room": "room",
    "/rooms": "room",
    "/end": "end",
    "/persons": "persons",
    "/recurrence": "until",
    "/recurrence/rrule": "until",
}
FIELD_OF_RULE: Mapping[Rule, str] = {
    Rule.ROOM_HIDDEN: "room",
    Rule.ROOM_RETIRED: "room",
    Rule.CLOSED: "day",
    Rule.PUBLIC_HOLIDAY: "day",
    Rule.SCHOOL_HOLIDAY: "day",
    Rule.PAST: "day",
    Rule.TOO_LATE: "day",
    Rule.TOO_FAR: "day",
    Rule.NO_SUCH_TIME: "begin",
    Rule.OUTSIDE_HOURS: "begin",
    Rule.OFF_GRID: "begin",
    Rule.TOO_SHORT: "end",
    Rule.TOO_LONG: "end",
    Rule.TOO_MANY_PERSONS: "persons",
    Rule.SEATING_UNKNOWN: "seating",
    Rule.ACTIVITY_NOT_ALLOWED: "room",
}
"""What no date can come of as long as the answer stays; that others were faster is no fault.
Of several rules about one field the first is told."""
OF_THE_DAY = frozenset({Rule.NO_SUCH_TIME, Rule.OUTSIDE_HOURS})
"""Nothing to worry about as long as it has to be another day anyway."""


OF_THE_ROOM = frozenset({Rule.TOO_MANY_PERSONS, Rule.SEATING_UNKNOWN, Rule.ACTIVITY_NOT_ALLOWED})
"""Another room may be a way out."""


def with_bad_input(form: Form[EnquiryForm], fault: BadInput, words: Words) -> Form[EnquiryForm]:
    """The form with the sentence for an enquiry that cannot be followed."""
    if fault.problem == "no_dates":  # the form has no other way to leave dates out
        message = msgid("All dates fall into these pauses. Please take a tick away.")
        return form.rejected("skip", words.gettext(message))
    field = FIELD_OF_POINTER.get(fault.pointer, WHOLE_FORM)
    return form.rejected(field, problem_text(fault.problem, fault.facts, words))


def with_early_end(form: Form[EnquiryForm], last: date, words: Words) -> Form[EnquiryForm]:
    """The form with one sentence for a series that goes on beyond the last possible day."""
    wish = form.content
    if wish is None or wish.until is None or wish.until <= last:
        return form
    return form.rejected("until", problem_text("too_far", {"last": last}, words))


def with_faults(
    form: Form[EnquiryForm],
    wish: Enquiry,
    verdict: EnquiryVerdict,
    house: House,
    words: Words,
    now: datetime,
) -> Form[EnquiryForm]:
    """The form with a sentence for each rule that stops every single date."""
    blocking = [
        {one.rule: one for one in date.findings if one.severity is Severity.BLOCK}
        for date in verdict.dates
    ]
    for rule, field in FIELD_OF_RULE.items():
        if rule in OF_THE_DAY and "day" in form.errors:
            continue
        if all(rule in found for found in blocking):
            sentence = finding_text(blocking[0][rule], house, words)
            if rule in OF_THE_ROOM:
                sentence = with_advice(sentence, wish, house, words, now)
            form = form.rejected(field, sentence)
    return form


def with_advice(sentence: str, wish: Enquiry, house: House, words: Words, now: datetime) -> str:
    """The sentence, and which rooms suit; if none is large enough, whom to ask instead."""
    most = max(room.largest_capacity for room in house.public_rooms)
    if wish.persons is not None and wish.persons > most:
        return words.gettext(
            "We have no room for more than %(most)s persons. Please call us: %(phone)s.",
            most=most,
            phone=house.contact.phone,
        )
    names = [room.name_in(words.language) for room in find_suitable_rooms(wish, house, now)]
    if not names:
        no_room = msgid("No room suits all your answers. Please call us: %(phone)s.")
        return f"{sentence} {words.gettext(no_room, phone=house.contact.phone)}"
    advice = words.ngettext(
        "This room suits: %(rooms)s.",
        "These rooms suit: %(rooms)s.",
        len(names),
        rooms=list_text(names, words),
    )
    return f"{sentence} {advice}"
