"""Which field of the enquiry a refusal belongs to, so that its sentence stands there."""

from collections.abc import Mapping

from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.domain.rules import Rule, Severity
from booking.domain.verdicts import EnquiryVerdict
from booking.web.forms import WHOLE_FORM, Form
from booking.web.site.enquiry_form import EnquiryForm
from booking.words.catalogue import Words
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
    Rule.ACTIVITY_NOT_ALLOWED: "activity",
}
"""What no date can come of as long as the answer stays; that others were faster is no fault.
Of several rules about one field the first is told."""
OF_THE_DAY = frozenset({Rule.NO_SUCH_TIME, Rule.OUTSIDE_HOURS})
"""Nothing to worry about as long as it has to be another day anyway."""


def with_bad_input(form: Form[EnquiryForm], fault: BadInput, words: Words) -> Form[EnquiryForm]:
    """The form with the sentence for an enquiry that cannot be followed."""
    field = FIELD_OF_POINTER.get(fault.pointer, WHOLE_FORM)
    return form.rejected(field, problem_text(fault.problem, fault.facts, words))


def with_faults(
    form: Form[EnquiryForm], verdict: EnquiryVerdict, house: House, words: Words
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
            form = form.rejected(field, finding_text(blocking[0][rule], house, words))
    return form
