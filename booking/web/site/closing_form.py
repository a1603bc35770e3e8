"""The form in which staff close the house or some rooms, and say what becomes of the dates
that this hits."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from booking.domain.clean_text import clean_line
from booking.domain.closing import Closing, Fate, for_all_rooms
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.web.form_types import Day, Line, Paragraphs
from booking.web.forms import Form, Typed
from booking.web.site.decision_form import Ids, ids_of
from booking.words.catalogue import Words

_FATE = re.compile(r"fate-([0-9]{1,9})")
KNOWN_FATES = {fate.value: fate for fate in Fate}
Reason = Annotated[Line, Field(min_length=1, max_length=200)]
FIELD_OF_POINTER: Mapping[str, str] = {
    "/reason": "reason",
    "/last": "last",
    "/rooms": "rooms",
}


class Extent(StrEnum):
    """What is closed."""

    HOUSE = "house"
    ROOMS = "rooms"


class Answer(StrEnum):
    """The buttons of the form."""

    LOOK = "look"
    MAKE = "make"


class FatesForm(BaseModel):
    """What becomes of dates: `fate-<id>` for a single one, `rest` for all others that were
    shown (`seen`)."""

    seen: Ids = ""
    rest: Fate | None = None
    message: Annotated[Paragraphs, Field(max_length=2000)] = ""


class ClosingForm(FatesForm):
    """From when to when what is closed and why; `reason_<language>` tells it in others."""

    first: Day
    last: Day
    extent: Extent
    rooms: list[Line] = []
    reason: Reason
    answer: Answer = Answer.LOOK


F = TypeVar("F", bound=FatesForm)


def with_rooms(form: Form[ClosingForm], words: Words) -> Form[ClosingForm]:
    """The same form, rejected if it closes rooms and names none."""
    content = form.content
    if content and content.extent is Extent.ROOMS and not content.rooms:
        return form.rejected("rooms", words.gettext("Please tick at least one room."))
    return form


def with_fates(form: Form[F], hits: Iterable[Entry], words: Words) -> Form[F]:
    """The same form, rejected unless it says of each date what shall become of it."""
    hits = tuple(hits)
    fates = for_all_rooms(hits, fates_of(form))
    if all(hit.occurrence.id in fates for hit in hits):
        return form
    return form.rejected("rest", words.gettext("Please say what shall become of these dates."))


def closing_of(content: ClosingForm, typed: Typed, house: House) -> Closing:
    """The closure that is wanted; raises `BadInput`."""
    others: dict[str, str] = {
        language: text
        for language in house.languages
        if (text := clean_line(next(iter(typed.get(f"reason_{language}", ())), ""))[:200])
    }
    return Closing(
        first=content.first,
        last=content.last,
        reason={**others, "de": content.reason},
        rooms=tuple(dict.fromkeys(content.rooms)) if content.extent is Extent.ROOMS else (),
    )


def fates_of(form: Form[F]) -> Mapping[int, Fate]:
    """What was said of each date that was shown; of others nothing was said."""
    content = form.content
    if content is None:
        return {}
    fates = {number: content.rest for number in ids_of(content.seen) if content.rest}
    for name, values in form.typed.items():
        match = _FATE.fullmatch(name)
        if match and values and values[0] in KNOWN_FATES:
            fates[int(match[1])] = KNOWN_FATES[values[0]]
    return fates
