"""The enquiry as forms, one a page: their fields, what they mean, and what is proposed."""

from dataclasses import replace
from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, field_validator

from booking.domain.enquiries import Series, Skip
from booking.domain.house import HolidayEffect, House
from booking.domain.terms import end_of_term
from booking.web.form_types import (
    Day,
    Email,
    Line,
    Number,
    Paragraphs,
    Phone,
    Ticked,
    Time,
    says_something,
)
from booking.web.forms import Form, Typed, prefilled, read_form
from booking.web.site.days import DayForm, UntilForm
from booking.web.site.rhythms import Rhythm, ask_until_of_series_only, refuse_reversed_times
from booking.words.catalogue import Words

M = TypeVar("M", bound=BaseModel)
CHOSEN = ("room", "begin", "end", "activity")
"""The fields that are lists to choose from and must not stay empty."""


class WhenForm(BaseModel):
    """When a room is wanted, for how many and what for. Answers to questions that do not arise are
    not read."""

    rhythm: Rhythm
    day: Day
    begin: Time
    end: Time
    until: Day | None = Field(default=None, validate_default=True)
    skip: list[Skip] = []
    persons: Annotated[Number, Field(ge=1, le=9999)]
    activity: Line

    _end_comes_last = field_validator("end")(refuse_reversed_times)
    _until_is_asked_of_series = field_validator("until", mode="wrap")(ask_until_of_series_only)

    @property
    def series(self) -> Series | None:
        """How it repeats; raises `RecurrenceError` for what cannot be followed."""
        return self.rhythm.series(self.day, self.until, self.skip)


class WhoForm(BaseModel):
    """Who asks, and what else there is to say."""

    group: Line
    contact: Line
    email: Email
    title: Line = ""
    public_title: Ticked = False
    seating: Line | None = None
    setup: Annotated[Number, Field(le=720)] = 0
    """Minutes that are wanted before."""
    phone: Phone | None = None
    notes: Paragraphs = ""


UNTIL_FIELDS = tuple(f"until-{part}" for part in ("day", "month", "year"))
WHEN_FIELDS = (
    "rhythm",
    *(f"day-{part}" for part in ("day", "month", "year")),
    "begin",
    "end",
    *UNTIL_FIELDS,
    "skip",
    "persons",
    "activity",
)
WHO_FIELDS = tuple(WhoForm.model_fields)


def read_answers(model: type[M], typed: Typed, words: Words) -> Form[M]:
    """Checks what was typed. Beside lists of which nothing was chosen stands another
    sentence: there is nothing to fill in."""
    form = read_form(model, typed, words)
    choose = words.gettext("Please choose one of the answers.")
    missing = [
        name for name in CHOSEN if name in form.errors and not says_something(form.get(name))
    ]
    return replace(form, errors={**form.errors, **dict.fromkeys(missing, choose)})


def proposals(typed: Typed, house: House, today: date) -> Typed:
    """The answers that the form proposes to whoever has given none yet."""
    named = read_form(DayForm, typed, Words(house.default_language)).content
    until = end_of_term(house, today, named.day if named and named.day else today)
    form = prefilled(
        rhythm=Rhythm.ONCE.value,
        skip=propose_skip(house),
        **({"until": until} if until else {}),
    )
    return form.typed


def with_later_end(typed: Typed, house: House, today: date) -> Typed:
    """The answers; an end that was only proposed, before anybody named a first date, is proposed
    anew if that date is later."""
    words = Words(house.default_language)
    proposed, wanted = proposals({}, house, today), proposals(typed, house, today)
    if any(typed.get(name) != proposed.get(name) for name in UNTIL_FIELDS):
        return typed
    day, until = (
        read_form(DayForm, typed, words).content,
        read_form(UntilForm, typed, words).content,
    )
    if day is None or until is None or not (day.day and until.until and until.until < day.day):
        return typed
    return {**typed, **{name: wanted[name] for name in UNTIL_FIELDS if name in wanted}}


def propose_skip(house: House) -> list[str]:
    """The pauses that the house wants to see ticked."""
    pauses = [Skip.PUBLIC_HOLIDAYS] if house.public_holidays is not HolidayEffect.OPEN else []
    if house.school_holidays is HolidayEffect.PAUSE_SERIES:
        pauses.append(Skip.SCHOOL_HOLIDAYS)
    return [pause.value for pause in pauses]
