"""The form in which staff enter a booking: room, time and group suffice."""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, field_validator

from booking.domain.bookings import BookingKind
from booking.domain.enquiries import Enquiry, Group, KnownGroup, Skip
from booking.domain.house import House
from booking.domain.people import Person
from booking.web.form_types import (
    Day,
    Email,
    Line,
    Number,
    Paragraphs,
    Phone,
    Ticked,
    Time,
    is_day,
)
from booking.web.forms import Form
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.rhythms import Rhythm, ask_until_of_series_only, refuse_reversed_times
from booking.words.catalogue import Words

FIELD_OF_POINTER: Mapping[str, str] = {
    "/room": "room",
    "/rooms": "also",
    "/end": "end",
    "/persons": "persons",
    "/setup_minutes": "setup",
    "/teardown_minutes": "teardown",
    "/recurrence": "until",
    "/recurrence/rrule": "until",
    "/association": "group",
    "/days": "dates",
}
Minutes = Annotated[Number, Field(le=720)]


class Answer(StrEnum):
    """The buttons of the form."""

    LOOK = "look"
    CONFIRM = "confirm"
    REQUEST = "request"


class Reply(StrEnum):
    """How a group that is known is answered."""

    MAIL = "mail"
    LETTER = "letter"


class EntryForm(BaseModel):
    """What staff write down. Whatever they leave open, the house does not know."""

    kind: BookingKind = BookingKind.GROUP
    room: Line
    also: list[Line] = []
    day: Day
    begin: Time
    end: Time
    rhythm: Rhythm = Rhythm.ONCE
    until: Day | None = Field(default=None, validate_default=True)
    skip: list[Skip] = []
    group: Line = ""
    title: Line = ""
    contact: Line = ""
    phone: Phone | None = None
    email: Email | None = None
    language: Line = ""
    persons: Annotated[Number, Field(ge=1, le=9999)] | None = None
    activity: Line | None = None
    seating: Line | None = None
    setup: Minutes = 0
    teardown: Minutes = 0
    notes: Paragraphs = ""
    public_title: Ticked = False
    answer: Answer = Answer.LOOK
    reply: Reply = Reply.MAIL
    seen: Annotated[str, Field(max_length=64)] = ""
    """What the dates were shown for; another wish has other dates."""
    dates: list[Line] = []

    _end_comes_last = field_validator("end")(refuse_reversed_times)
    _until_is_asked_of_series = field_validator("until", mode="wrap")(ask_until_of_series_only)

    @property
    def subject(self) -> str:
        """Stands for all that the verdicts on its dates depend on."""
        when = (self.day, self.begin, self.end, self.rhythm, self.until, sorted(self.skip))
        told = (self.room, *self.also, *when, self.setup, self.teardown)
        more = (self.persons, self.activity, self.seating)
        return hashlib.sha256(" ".join(map(str, (*told, *more))).encode()).hexdigest()[:16]

    @property
    def was_seen(self) -> bool:
        """Whether the dates that are ticked are those of this wish."""
        return self.seen == self.subject

    @property
    def days(self) -> frozenset[date]:
        """The days that are ticked."""
        return frozenset(date.fromisoformat(text) for text in self.dates if is_day(text))

    def to_enquiry(self, house: House, person: Person, known: KnownGroup | None) -> Enquiry:
        """The wish as the rules know it; raises `BadInput` for what they cannot follow."""
        return Enquiry(
            rooms=tuple(dict.fromkeys((self.room, *self.also))),
            day=self.day,
            begin=self.begin,
            end=self.end,
            title=self.title,
            series=self.rhythm.series(self.day, self.until, self.skip),
            public_title=self.public_title,
            activity=self.activity,
            persons=self.persons,
            seating=self.seating,
            setup=timedelta(minutes=self.setup),
            teardown=timedelta(minutes=self.teardown),
            notes=self.notes,
            group=self._group(house, person, known),
            kind=self.kind,
        )

    def _group(self, house: House, person: Person, known: KnownGroup | None) -> Group:
        """Whoever it is for; the house stands for itself. A known group is answered at its
        known address unless a letter is wanted."""
        language = self.language if self.language in house.languages else house.default_language
        if self.kind.is_own:
            return Group(house.name, person.name, "", house.contact.phone, language)
        by_mail = known.email if known and self.reply is Reply.MAIL else ""
        return Group(
            self.group,
            self.contact or (known.contact if known else ""),
            self.email or by_mail,
            self.phone or (known.phone if known else ""),
            language,
        )


def with_what_is_needed(
    form: Form[EntryForm], choices: EnquiryChoices, words: Words
) -> Form[EntryForm]:
    """The same form, rejected if nobody would know whose use it is, or for a choice that was
    not offered."""
    for name, options in (
        ("room", choices.rooms),
        ("also", choices.rooms),
        ("activity", choices.activities),
        ("seating", choices.seatings),
    ):
        chosen = {value for value in form.typed.get(name, ()) if value}
        if not chosen <= dict(options).keys():
            form = form.rejected(name, words.gettext("Please choose one of the answers."))
    if form.get("kind") in {kind.value for kind in BookingKind if kind.is_own}:
        name, sentence = "title", words.gettext("Please say what takes place.")
    else:
        name, sentence = "group", words.gettext("Please say for whom it is.")
    return form if form.get(name).strip() else form.rejected(name, sentence)
