"""The rooms of the house: what each is made of, offers and asks for.

A room is made of spaces, the smallest parts that can be occupied alone. Two rooms
cannot be used at the same time exactly if they share a space.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from booking.domain.declaration import Count, Declared, Minutes, Slug, Switch, fault, or_short_form
from booking.domain.names import Names
from booking.domain.opening_hours import OpeningHours
from booking.domain.room_photos import Photo

LONGEST_EXTRA_MINUTES = 12 * 60
"""The most setup or teardown a room may need; occupancies are bounded by it."""


class Visibility(StrEnum):
    """What outsiders learn about a room and its occurrences."""

    TITLE = "title"
    """The title, if the association agreed to publish it."""
    BUSY = "busy"
    """Only that it is taken."""
    HIDDEN = "hidden"
    """Nothing, not even that there is such a room."""


class Answer(StrEnum):
    """What the house knows about one question of accessibility."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def _read_answer(written: Any) -> Answer:
    if isinstance(written, Answer):
        return written
    if isinstance(written, bool):
        return Answer.YES if written else Answer.NO
    if written == "unknown":
        return Answer.UNKNOWN
    raise fault(f"{written!r} is not possible here. Write true, false or unknown.")


def _write_answer(answer: Answer) -> bool | str:
    return answer if answer is Answer.UNKNOWN else answer is Answer.YES


KnownOrNot = Annotated[
    Answer,
    PlainValidator(_read_answer),
    PlainSerializer(_write_answer, when_used="json"),
    WithJsonSchema({"enum": [True, False, "unknown"]}),
]


class Accessibility(Declared):
    """What people with a disability need to know. What is left out counts as unknown,
    and pages then say: please ask."""

    step_free: KnownOrNot = Field(default=Answer.UNKNOWN, description="No step on the way in.")
    wide_door: KnownOrNot = Field(default=Answer.UNKNOWN, description="Door of 90 cm or more.")
    accessible_toilet: KnownOrNot = Field(
        default=Answer.UNKNOWN, description="An accessible toilet on the same floor."
    )
    lift: KnownOrNot = Field(default=Answer.UNKNOWN, description="A lift goes to this floor.")
    hearing_loop: KnownOrNot = Field(default=Answer.UNKNOWN, description="A hearing loop.")


class Limits(Declared):
    """Up to what size a request is small."""

    persons: Count = Field(description="At most so many persons.", examples=[20])
    minutes: Minutes = Field(description="At most so long, without setup.", examples=[180])


class Approval(Declared):
    """Who answers requests: `staff`, or nobody needs to as long as they are small."""

    automatic_up_to: Limits | None = Field(
        default=None,
        description="Requests of known associations within these limits are confirmed by "
        "themselves, if the date is free and nobody else has asked for it.",
    )

    @model_validator(mode="before")
    @classmethod
    def _take_the_word_staff(cls, written: Any) -> Any:
        if written == "staff":
            return {}
        if isinstance(written, str):
            raise fault(f"{written!r} is not possible here. Write staff, or automatic_up_to: ...")
        return written

    @classmethod
    def __get_pydantic_json_schema__(
        cls, model: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return or_short_form(model, handler, {"const": "staff"})


class Room(Declared):
    """One thing that can be asked for: a hall, half a hall, a kitchen."""

    slug: Slug = Field(description="Its short name in addresses and files. Never change it.")
    names: Names = Field(description="Its name.", examples=[{"de": "Küche", "en": "Kitchen"}])
    spaces: Annotated[frozenset[str], PlainSerializer(sorted, when_used="json")] = Field(
        min_length=1, description="The spaces it is made of.", examples=[["saal-a", "saal-b"]]
    )
    floor: str | None = Field(default=None, description="Where it lies, one of the floors.")
    area_m2: Count | None = Field(default=None, description="Its size in square metres.")
    capacity: Mapping[str, Count] = Field(
        min_length=1,
        description="The most persons for each seating that is possible here.",
        examples=[{"rows": 75, "circle": 40}],
    )
    equipment: tuple[str, ...] = Field(default=(), description="What is there to be used.")
    accessibility: Accessibility = Field(
        default=Accessibility(), description="What people with a disability need to know."
    )
    setup_minutes: Annotated[Minutes, Field(le=LONGEST_EXTRA_MINUTES)] = Field(
        default=0, description="For how long before a use nobody else can have it."
    )
    teardown_minutes: Annotated[Minutes, Field(le=LONGEST_EXTRA_MINUTES)] = Field(
        default=0, description="For how long after a use nobody else can have it."
    )
    opening_hours: OpeningHours | None = Field(
        default=None, description="Its own hours; without them those of the house."
    )
    activities: tuple[str, ...] = Field(
        default=(), min_length=1, description="What it is meant for; without it, everything."
    )
    public: Visibility = Field(
        default=Visibility.BUSY, description="What outsiders may learn about its use."
    )
    approval: Approval = Field(default=Approval(), description="Who answers requests.")
    retired: Switch = Field(
        default=False, description="No longer offered; what was booked stays in the books."
    )
    rules: tuple[Names, ...] = Field(default=(), description="House rules shown with it.")
    photo: Photo | None = Field(default=None, description="A photo shown with it.")

    def __hash__(self) -> int:
        return hash(self.slug)  # the capacity is a mapping, which has no hash of its own

    def name_in(self, language: str) -> str:
        """Its name in that language, or else in German."""
        return self.names.in_language(language)

    @property
    def setup(self) -> timedelta:
        """The least time before a use during which it is occupied."""
        return timedelta(minutes=self.setup_minutes)

    @property
    def teardown(self) -> timedelta:
        """The least time after a use during which it is occupied."""
        return timedelta(minutes=self.teardown_minutes)

    @property
    def is_hidden(self) -> bool:
        """Whether outsiders may not know of it."""
        return self.public is Visibility.HIDDEN

    @property
    def largest_capacity(self) -> int:
        """The most persons in any seating."""
        return max(self.capacity.values())

    def shares_space_with(self, other: Self) -> bool:
        """Whether both cannot be used at the same time; true for a room and itself."""
        return not self.spaces.isdisjoint(other.spaces)
