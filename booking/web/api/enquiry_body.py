"""The body of an enquiry: what a wish may look like, and the `Enquiry` it stands for."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, LiteralString

from pydantic import AfterValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from booking.domain.enquiries import Enquiry, Group, OnConflict, Series, Skip
from booking.domain.names import Language
from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.web.api.fields import (
    Body,
    Clock,
    Day,
    Email,
    Line,
    Number,
    Paragraphs,
    Rule,
    Switch,
    house_of,
)
from booking.web.problems import FieldFaults
from calendars.wallclock import ClockTime

Slug = Annotated[Line, Field(min_length=1, max_length=100)]
Days = Annotated[tuple[Day, ...], Field(max_length=400)]
Minutes = Annotated[Number, Field(ge=0, le=720)]


def _known_activity(slug: str, info: ValidationInfo) -> str:
    return _known(slug, "unknown_activity", house_of(info).activities)


def _known_seating(slug: str, info: ValidationInfo) -> str:
    return _known(slug, "unknown_seating", house_of(info).seatings)


def _known(slug: str, problem: LiteralString, known: Iterable[str]) -> str:
    if slug not in known:
        raise PydanticCustomError(problem, "unknown", {"known": ", ".join(known)})
    return slug


def _after_begin(end: ClockTime, info: ValidationInfo) -> ClockTime:
    begin = info.data.get("begin")
    if begin is not None and end <= begin:
        facts = {"begin": str(begin), "end": str(end)}
        raise PydanticCustomError("end_before_begin", "too early", facts)
    return end


Activity = Annotated[Line, AfterValidator(_known_activity)]
Seating = Annotated[Line, AfterValidator(_known_seating)]


class RecurrenceBody(Body):
    """How a wish repeats, and which days it leaves out."""

    rrule: Rule
    except_dates: Days = ()
    extra_dates: Days = ()
    skip: Annotated[tuple[Skip, ...], Field(max_length=2)] = ()

    def series(self) -> Series:
        """The same for the domain."""
        return Series(
            rule=self.rrule,
            except_dates=frozenset(self.except_dates),
            extra_dates=frozenset(self.extra_dates),
            skip=frozenset(self.skip),
        )


class AssociationBody(Body):
    """Who asks; contact and address may stay empty if staff enter the wish."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    contact: Annotated[Line, Field(max_length=200)] = ""
    email: Email = ""
    phone: Annotated[Line, Field(max_length=60)] = ""
    language: Language = "de"

    def group(self) -> Group:
        """The same for the domain."""
        return Group(self.name, self.contact, self.email, self.phone, self.language)


class CheckBody(Body):
    """A wish that is only weighed; it may say less than one in earnest."""

    room: Slug | None = None
    rooms: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=10)] | None = None
    date: Day
    begin: Clock
    end: Annotated[Clock, AfterValidator(_after_begin)]
    recurrence: RecurrenceBody | None = None
    title: Annotated[Line, Field(max_length=200)] = ""
    public_title: Switch = False
    activity: Activity | None = None
    persons: Annotated[Number, Field(ge=1, le=100_000)] | None = None
    seating: Seating | None = None
    setup_minutes: Minutes = 0
    teardown_minutes: Minutes = 0
    notes: Annotated[Paragraphs, Field(max_length=10_000)] = ""
    on_conflict: OnConflict = OnConflict.SKIP
    association: AssociationBody | None = None

    @model_validator(mode="after")
    def _either_room_or_rooms(self) -> "CheckBody":
        if (self.room is None) == (self.rooms is None):
            raise PydanticCustomError("room_or_rooms", "either room or rooms")
        return self

    def enquiry(self) -> Enquiry:
        """The same for the domain; raises `BadInput` for what only the whole can tell."""
        return Enquiry(
            rooms=(self.room,) if self.room is not None else (self.rooms or ()),
            day=self.date,
            begin=self.begin,
            end=self.end,
            title=self.title,
            series=self.recurrence.series() if self.recurrence else None,
            public_title=self.public_title,
            activity=self.activity,
            persons=self.persons,
            seating=self.seating,
            setup=timedelta(minutes=self.setup_minutes),
            teardown=timedelta(minutes=self.teardown_minutes),
            notes=self.notes,
            on_conflict=self.on_conflict,
            group=self.association.group() if self.association else None,
        )


class EnquiryBody(CheckBody):
    """A wish in earnest: it has a title, and somebody to answer to."""

    title: Annotated[Line, Field(min_length=1, max_length=200)]

    def require_contact(self, person: Person) -> None:
        """Raise `FieldFaults` for what is missing of whoever asks. Staff know whom they
        enter a wish for; the bearer of an association's token is that association."""
        if self.association is None:
            if person.association_id is None:
                raise FieldFaults([BadInput("/association", "missing")])
            return
        given = {"contact": self.association.contact, "email": self.association.email}
        missing = [name for name, text in given.items() if not text]
        if missing and not person.is_staff:
            raise FieldFaults([BadInput(f"/association/{name}", "missing") for name in missing])
