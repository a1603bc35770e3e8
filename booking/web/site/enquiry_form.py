"""The enquiry as a form: its fields, what they mean together, and where a refusal belongs."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationInfo, ValidatorFunctionWrapHandler, field_validator
from pydantic_core import PydanticCustomError

from booking.domain.enquiries import Enquiry, Group, OnConflict, Series, Skip
from booking.domain.house import HolidayEffect, House
from booking.web.form_types import (
    Day,
    Email,
    Line,
    Number,
    Paragraphs,
    Phone,
    Ticked,
    Time,
    clean_line,
    says_something,
)
from booking.web.forms import Form, Typed, prefilled, read_form
from booking.web.site.days import DayForm
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.words.catalogue import Words, msgid
from calendars.holidays import last_day_before_summer_holidays
from calendars.recurrence import Frequency, Recurrence
from calendars.wallclock import ClockTime

M = TypeVar("M", bound=BaseModel)
CHOSEN = ("room", "begin", "end", "activity")
"""The fields that are lists to choose from and must not stay empty."""


class Rhythm(StrEnum):
    """How often a room is wanted."""

    ONCE = "once"
    WEEKLY = "weekly"
    EVERY_2_WEEKS = "every-2-weeks"
    EVERY_4_WEEKS = "every-4-weeks"

    @property
    def weeks(self) -> int:
        """From one date to the next."""
        return {Rhythm.EVERY_2_WEEKS: 2, Rhythm.EVERY_4_WEEKS: 4}.get(self, 1)


def refuse_reversed_times(end: ClockTime, given: ValidationInfo) -> ClockTime:
    """The check of every form that asks for a begin and an end."""
    begin = given.data.get("begin")
    if begin is not None and end <= begin:
        raise PydanticCustomError(
            "end_before_begin",
            msgid("The end must be later than the begin, %(begin)s. Please choose it again."),
            {"begin": str(begin)},
        )
    return end


class EnquiryForm(BaseModel):
    """What is asked for in one form. Answers to questions that do not arise are not read."""

    room: Line
    day: Day
    begin: Time
    end: Time
    rhythm: Rhythm
    until: Day | None = Field(default=None, validate_default=True)
    skip: list[Skip] = []
    title: Line
    activity: Line
    persons: Annotated[Number, Field(ge=1, le=9999)]
    seating: Line | None = None
    notes: Paragraphs = ""
    public_title: Ticked = False
    group: Line
    contact: Line
    email: Email
    phone: Phone | None = None
    on_conflict: Literal[OnConflict.SKIP, OnConflict.WAIT] = OnConflict.SKIP

    _end_comes_last = field_validator("end")(refuse_reversed_times)

    @field_validator("until", mode="wrap")
    @classmethod
    def _ask_until_of_series_only(
        cls, typed: object, read: ValidatorFunctionWrapHandler, given: ValidationInfo
    ) -> date | None:
        if given.data.get("rhythm", Rhythm.ONCE) is Rhythm.ONCE:
            return None
        until: date | None = read(typed)
        day = given.data.get("day")
        if until is None:
            raise PydanticCustomError("no_until", msgid("Please say until when it repeats."))
        if day is not None and until < day:
            raise PydanticCustomError(
                "until_before_day",
                msgid("This day is before the first date. Please choose a later one."),
            )
        return until

    def to_enquiry(self, language: str) -> Enquiry:
        """The wish as the rules know it; raises `BadInput` for what they cannot follow."""
        return Enquiry(
            rooms=(self.room,),
            day=self.day,
            begin=self.begin,
            end=self.end,
            title=self.title,
            series=self._series(),
            public_title=self.public_title,
            activity=self.activity,
            persons=self.persons,
            seating=self.seating,
            notes=self.notes,
            on_conflict=self.on_conflict,
            group=Group(self.group, self.contact, self.email, self.phone or "", language),
        )

    def _series(self) -> Series | None:
        if self.rhythm is Rhythm.ONCE:
            return None
        rule = Recurrence(Frequency.WEEKLY, interval=self.rhythm.weeks, until=self.until)
        return Series(rule, skip=frozenset(self.skip))


def read_enquiry(typed: Typed, choices: EnquiryChoices, words: Words) -> Form[EnquiryForm]:
    """Checks what was typed; a choice must be one that was offered."""
    form = with_choices_asked_for(read_form(EnquiryForm, typed, words), words)
    for name, options in (
        ("room", choices.rooms),
        ("activity", choices.activities),
        ("seating", choices.seatings),
    ):
        chosen = clean_line(form.get(name))
        if chosen and chosen not in dict(options):
            form = form.rejected(name, words.gettext("Please choose one of the answers."))
    return form


def with_choices_asked_for(form: Form[M], words: Words) -> Form[M]:
    """The form with another sentence beside lists of which nothing was chosen: there is
    nothing to fill in."""
    choose = words.gettext("Please choose one of the answers.")
    missing = [
        name for name in CHOSEN if name in form.errors and not says_something(form.get(name))
    ]
    return replace(form, errors={**form.errors, **dict.fromkeys(missing, choose)})


def first_shown(asked: Typed, house: House, today: date) -> Form[EnquiryForm]:
    """The form as somebody first sees it: what the address says, and proposals for the rest."""
    words = Words(house.default_language)
    named = read_form(DayForm, asked, words).content
    until = propose_until(house, today, named.day if named and named.day else today)
    proposed = prefilled(
        rhythm=Rhythm.ONCE.value,
        skip=propose_skip(house),
        **({"until": until} if until else {}),
    )
    given = read_form(EnquiryForm, asked, words).typed
    filled = {name: values for name, values in given.items() if any(map(says_something, values))}
    return Form({**proposed.typed, **filled})


def propose_until(house: House, today: date, first: date) -> date | None:
    """The end of a series that suits most groups: the summer holidays, or the horizon. None
    for a series that would begin later."""
    furthest = today + house.horizon
    if not first < furthest:
        return None
    summer = last_day_before_summer_holidays(max(first, today) + timedelta(days=28))
    return min(summer or furthest, furthest)


def propose_skip(house: House) -> list[str]:
    """The pauses that the house wants to see ticked."""
    pauses = [Skip.PUBLIC_HOLIDAYS] if house.public_holidays is not HolidayEffect.OPEN else []
    if house.school_holidays is HolidayEffect.PAUSE_SERIES:
        pauses.append(Skip.SCHOOL_HOLIDAYS)
    return [pause.value for pause in pauses]
