"""The form in which staff move dates, and what it means for each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field

from booking.domain.bookings import Occurrence
from booking.domain.decisions import Conflict
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.moves import Move, Scope, Target
from booking.domain.refusals import BadInput
from booking.domain.rules import Rule
from booking.domain.rules.case import NEVER_OVERRULED
from booking.domain.verdicts import blocking_rules
from booking.services.moves import Moving, Preview
from booking.web.form_types import Day, Line, Number, Paragraphs, Time
from booking.web.site.desk_rows import rooms_text
from booking.words.catalogue import Words
from booking.words.dates import short_day_text, span_text
from booking.words.desk import note_text


class Step(StrEnum):
    """The buttons."""

    LOOK = "look"
    MAKE = "make"


class ChangeForm(BaseModel):
    """Which dates go where; what is left empty stays as it is."""

    step: Step = Step.LOOK
    version: Number
    occurrence: Number
    scope: Scope = Scope.ONE
    room: Annotated[Line, Field(max_length=60)] = ""
    day: Day | None = None
    begin: Time | None = None
    end: Time | None = None
    reason: Annotated[Paragraphs, Field(max_length=2000)] = ""
    overrule: list[Rule] = []


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One date, where it is and where it would be."""

    day: str
    was: str
    becomes: str
    against: tuple[str, ...]
    """What stands against it; empty if it can go there."""
    holders: tuple[Entry, ...]
    """Whose dates hold the place."""
    overrulable: tuple[Rule, ...]
    """The rules among that which staff may set aside."""


def moving_of(content: ChangeForm) -> Moving:
    """What shall be moved where; raises `BadInput` if nothing is to change."""
    target = Target(content.room or None, content.day, content.begin, content.end)
    if target == Target():
        raise BadInput("/room", "nothing_to_change")
    return Moving(
        content.occurrence,
        target,
        content.scope,
        content.reason,
        frozenset(content.overrule) - NEVER_OVERRULED,
        content.version,
    )


def preview_rows(preview: Preview, house: House, words: Words) -> list[PreviewRow]:
    """Every date of the plan, in order."""
    stopped = {one.occurrence.id: one for one in preview.conflicts}
    return [
        row_of(one, stopped.get(one.occurrence.id), preview.holders, house, words)
        for one in preview.plan
    ]


def row_of(
    one: Move,
    conflict: Conflict | None,
    holders: Mapping[int, Entry],
    house: House,
    words: Words,
) -> PreviewRow:
    """One date; told is only what changes."""
    findings = conflict.findings if conflict else ()
    notes = tuple(dict.fromkeys(note_text(finding, words) for finding in findings))
    rules = sorted(blocking_rules(findings) - NEVER_OVERRULED)
    return PreviewRow(
        day=short_day_text(one.occurrence.day, words),
        was=words.comma.join(place_now(one.occurrence, house, words)),
        becomes=words.comma.join(place_then(one, house, words)),
        against=(notes or (words.gettext("goes together with a date that has to stay"),))
        if conflict
        else (),
        holders=tuple(holders[number] for number in sorted(conflict.held_by) if number in holders)
        if conflict
        else (),
        overrulable=tuple(rules),
    )


def place_now(one: Occurrence, house: House, words: Words) -> Iterator[str]:
    """Time and room as they are."""
    yield span_text(one.begin, one.end, words)
    yield rooms_text([one.room], house, words)


def place_then(one: Move, house: House, words: Words) -> Iterator[str]:
    """Day, if it is another one, time and room as they would be."""
    place = one.place
    if place.day != one.occurrence.day:
        yield short_day_text(place.day, words)
    yield span_text(place.begin, place.end, words)
    yield rooms_text([place.room.slug], house, words)
