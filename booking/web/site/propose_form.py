"""The form in which staff propose other places: one for all dates, or one for each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from booking.domain.candidates import Candidate
from booking.domain.decisions import usual_hold_end
from booking.domain.house import House
from booking.domain.moves import Target
from booking.domain.refusals import BadInput
from booking.domain.rules import Finding, Rule
from booking.domain.verdicts import blocking_rules
from booking.services.counter_proposals import CounterProposed, OtherPlaces
from booking.services.proposals import Proposing
from booking.web.form_types import Day, Line, Number, Time
from booking.web.forms import Form, Typed
from booking.web.site.decision_form import Ids, ids_of
from booking.web.site.desk_rows import rooms_text
from booking.words.catalogue import Words
from booking.words.dates import list_text, short_day_text, span_text
from booking.words.desk import note_text, rule_text
from booking.words.problems import problem_text
from calendars.wallclock import ClockTime

MOST_COMMON = 4
"""So many places that fit several dates are offered for all of them."""
EACH, OTHER = "", "other"
"""The choices beside the computed places: each date by itself, and a place of one's own."""


class ProposeForm(BaseModel):
    """What is proposed; the place of each date is `place-<id>`."""

    version: Number
    dates: Ids
    common: Annotated[Line, Field(max_length=100)] = EACH
    room: Annotated[Line, Field(max_length=60)] = ""
    day: Day | None = None
    begin: Time | None = None
    end: Time | None = None
    open_until: Day | None = None


@dataclass(frozen=True, slots=True)
class DateChoice:
    """One date and where it could be instead."""

    field: str
    text: str
    options: list[tuple[str, str]]


def usual_end(found: OtherPlaces, house: House, today: date) -> date:
    """Until when a proposal is kept free if nobody names a day."""
    dates = [one for one in found.booking.occurrences if one.id in found.places]
    return usual_hold_end(house, dates, today)


def date_choices(found: OtherPlaces, house: House, words: Words) -> list[DateChoice]:
    """Every date with its places, the nearest first."""
    return [
        DateChoice(
            field=f"place-{one.id}",
            text=words.comma.join(
                [
                    short_day_text(one.day, words),
                    span_text(one.begin, one.end, words),
                    rooms_text([one.room], house, words),
                ]
            ),
            options=[
                (key_of(place), text_of(place, house, words)) for place in found.places[one.id]
            ],
        )
        for one in found.booking.occurrences
        if one.id in found.places
    ]


def common_choices(found: OtherPlaces, house: House, words: Words) -> list[tuple[str, str]]:
    """The places that fit the most dates, each with how many."""
    total = len(found.places)
    if total < 2:
        return []
    fitting = Counter(key for places in found.places.values() for key in keys_of(places))
    texts = {
        key_of(place): text_of(place, house, words)
        for places in found.places.values()
        for place in places
    }
    return [
        (
            key,
            words.gettext(
                "%(place)s: fits %(num)s of %(total)s dates",
                place=texts[key],
                num=number,
                total=total,
            ),
        )
        for key, number in fitting.most_common(MOST_COMMON)
        if number > 1
    ]


def keys_of(places: tuple[Candidate, ...]) -> Iterator[str]:
    """The places of one date, each once."""
    yield from dict.fromkeys(key_of(place) for place in places)


def key_of(place: Candidate) -> str:
    """A place as a form carries it."""
    return f"{place.room.slug} {place.begin} {place.end}"


def text_of(place: Candidate, house: House, words: Words) -> str:
    """A place as it is read: `18:00–20:00, Saal A`."""
    return words.comma.join(
        (
            span_text(place.begin, place.end, words),
            rooms_text([place.room.slug], house, words),
        )
    )


def wished_of(content: ProposeForm, typed: Typed) -> list[Proposing]:
    """What is proposed for which date; raises `BadInput` if nothing is."""
    wished = []
    for number in sorted(ids_of(content.dates)):
        key = content.common or next(iter(typed.get(f"place-{number}", ())), "")
        if key:
            target = own_place(content) if key == OTHER else target_of(key)
            wished.append(Proposing(number, target, content.open_until))
    if not wished:
        raise BadInput("/common", "nothing_proposed")
    return wished


def own_place(content: ProposeForm) -> Target:
    """The place that was typed; what was left empty stays as it is."""
    target = Target(content.room or None, content.day, content.begin, content.end)
    if target == Target():
        raise BadInput("/room", "nothing_to_change")
    return target


def target_of(key: str) -> Target:
    """The place that a form carried; raises `BadInput` for what is none."""
    try:
        room, begin, end = key.split()
        return Target(room, None, ClockTime.parse(begin), ClockTime.parse(end))
    except ValueError:
        raise BadInput("/common", "nothing_proposed") from None


def with_fault(form: Form[ProposeForm], fault: BadInput, words: Words) -> Form[ProposeForm]:
    """The form with a fault; that of a date stands where a place for all of them is chosen."""
    if fault.pointer == "/occurrence":
        return form.rejected("common", problem_text(fault.problem, fault.facts, words))
    return form.with_fault(fault, words)


def with_refusals(
    form: Form[ProposeForm], proposed: CounterProposed, words: Words
) -> Form[ProposeForm]:
    """The form, rejected because no date can have its place; with what is in the way of each."""
    told = [
        words.gettext(
            "%(day)s is not possible there: %(reasons)s.",
            day=short_day_text(one.day, words),
            reasons=list_text(obstacles_of(proposed.refused[one.id], words), words),
        )
        for one in proposed.booking.occurrences
        if one.id in proposed.refused
    ]
    field = "room" if form.get("common") == OTHER else "common"
    return form.rejected(field, " ".join(told))


def obstacles_of(findings: Sequence[Finding], words: Words) -> list[str]:
    """What stops a date, each once; without a word for it, that the room is taken."""
    stopping = blocking_rules(findings)
    told = [note_text(one, words) for one in findings if one.rule in stopping]
    return list(dict.fromkeys(told)) or [rule_text(Rule.TAKEN, words)]
