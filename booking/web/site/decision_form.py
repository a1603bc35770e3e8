"""The form in which staff answer the dates of a booking, and what it decides."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from booking.domain.decisions import Decision, usual_hold_end
from booking.domain.desk import DeskBooking
from booking.domain.desk_dates import DeskDate
from booking.domain.house import House
from booking.domain.reasons import Reason
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.domain.verdicts import blocking_rules
from booking.web.form_types import Day, Number, Paragraphs
from booking.web.forms import Form, Typed, prefilled
from booking.words.catalogue import Words
from booking.words.reasons import told_reason

Ids = Annotated[str, Field(pattern=r"^([0-9]{1,9} ?)*$", max_length=20_000)]
"""Ids of dates as a form carries them, with blanks between."""
_CHOICE = re.compile(r"date-([0-9]{1,9})")
LEFT_OPEN = ""
"""The choice to leave a date as it is."""
ELSEWHERE = "elsewhere"
"""The choice to propose another place for a date: that is done on the next page."""


class Answer(StrEnum):
    """The buttons of the form."""

    SAVE = "save"
    SAVE_AND_NEXT = "save_and_next"
    DECLINE_ALL = "decline_all"


class DecisionForm(BaseModel):
    """What is said about all dates; the choice for each is `date-<id>`."""

    answer: Answer
    version: Number
    open: Ids = ""
    hold_until: Day | None = None
    because: Reason | None = None
    reason: Annotated[Paragraphs, Field(max_length=2000)] = ""
    overrule: list[Rule] = []


def proposed(desk: DeskBooking, house: House) -> Form[DecisionForm]:
    """The form as it is first shown: free dates are confirmed, held ones stay held until the
    day that is named, the others are left open."""
    last_day = first_hold_end(desk, house)
    choices = {field_of(one): first_choice(one, last_day) for one in desk.open_dates}
    return prefilled(hold_until=last_day, **choices)


def first_hold_end(desk: DeskBooking, house: House) -> date:
    """The day that dates are held until already; the usual one if there are none."""
    ends = [one.held_until for one in desk.open_dates if one.held_until]
    open_ones = [one for date in desk.open_dates for one in date.open_occurrences]
    return min(
        (day for day in ends if day >= desk.today),
        default=usual_hold_end(house, open_ones, desk.today),
    )


def first_choice(one: DeskDate, last_day: date) -> str:
    """What is chosen for a date beforehand. Of held dates only those that the day in the form
    is about, so that saving without a change changes nothing."""
    if one.held_until == last_day and last_day < one.day and not blocking_rules(one.findings):
        return Status.HELD
    return one.preset or LEFT_OPEN


def with_reason(form: Form[DecisionForm], words: Words) -> Form[DecisionForm]:
    """The same form, rejected if dates are declined without a word to the association."""
    content = form.content
    if content is None or content.because or content.reason:
        return form
    if not decision_of(content, form.typed).decline:
        return form
    message = words.gettext("Please tell the association why this is not possible.")
    return form.rejected("reason", message)


def decision_of(content: DecisionForm, typed: Typed, language: str = "de") -> Decision:
    """What the form decides, its reason told in the language of the association; raises
    `BadInput` for a rule that nobody may overrule."""
    common = Decision(
        hold_until=content.hold_until,
        reason=told_reason(content.because, content.reason, Words(language)),
        because=content.because,
        overrule=frozenset(content.overrule),
        version=content.version,
    )
    if content.answer is Answer.DECLINE_ALL:
        return replace(common, decline=ids_of(content.open))
    chosen = chosen_dates(typed)
    return replace(
        common,
        confirm=chosen.get(Status.CONFIRMED, frozenset()),
        hold=chosen.get(Status.HELD, frozenset()),
        decline=chosen.get(Status.DECLINED, frozenset()),
    )


def chosen_dates(typed: Typed) -> Mapping[str, frozenset[int]]:
    """The dates by what was chosen for them, each by the id that stands for it."""
    chosen: dict[str, frozenset[int]] = {}
    for name, values in typed.items():
        match = _CHOICE.fullmatch(name)
        if match and values:
            chosen[values[0]] = chosen.get(values[0], frozenset()) | {int(match[1])}
    return chosen


def elsewhere_of(content: DecisionForm, typed: Typed) -> frozenset[int]:
    """The dates for which another place shall be proposed."""
    if content.answer is Answer.DECLINE_ALL:
        return frozenset()
    return chosen_dates(typed).get(ELSEWHERE, frozenset())


def field_of(one: DeskDate) -> str:
    """The name of a date's choice; its first open room stands for all of them."""
    return f"date-{one.open_occurrences[0].id}"


def ids_of(text: str) -> frozenset[int]:
    """The ids that a form carried."""
    return frozenset(int(number) for number in text.split())
