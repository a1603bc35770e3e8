"""The house: everything the room file says, checked as a whole and frozen.

Who holds a `House` can trust it: each name that a room or a closure uses exists,
no slug stands twice, and the terms do not contradict each other.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails

from booking.domain.booking_terms import BookingTerms
from booking.domain.closures import Closure
from booking.domain.contact import Address, Contact
from booking.domain.contradictions import find_contradictions
from booking.domain.declaration import Slug, Switch, Text, fault
from booking.domain.legal import Legal
from booking.domain.names import Language, Names
from booking.domain.opening_hours import OpeningHours, Stretch
from booking.domain.refusals import NotFound
from booking.domain.rooms import Room
from calendars.wallclock import WallClock


class HolidayEffect(StrEnum):
    """What a public or school holiday does to requests."""

    CLOSED = "closed"
    """The house cannot be had."""
    WARN = "warn"
    """Staff decide, and are told."""
    PAUSE_SERIES = "pause_series"
    """The form presets that a series leaves these days out."""
    OPEN = "open"
    """Nothing."""


def _check_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise fault(f"There is no time zone {name!r}. Write one such as Europe/Berlin.") from None
    return name


def _refuse_pause(effect: HolidayEffect) -> HolidayEffect:
    if effect is HolidayEffect.PAUSE_SERIES:
        raise fault("Only school_holidays can be pause_series. Write closed, warn or open.")
    return effect


PublicHolidayEffect = Annotated[
    HolidayEffect,
    AfterValidator(_refuse_pause),
    WithJsonSchema({"enum": ["closed", "warn", "open"]}),
]
TimeZone = Annotated[Text, AfterValidator(_check_time_zone)]
Catalogue = Annotated[
    Mapping[Slug, Names], Field(json_schema_extra={"additionalProperties": False})
]


class House(BookingTerms):
    """One house, its rooms and its rules."""

    slug: Slug = Field(description="Short name of the house.", examples=["das-west"])
    name: Text = Field(description="Name of the house, the same in all languages.")
    sample: Switch = Field(
        default=False, description="true: all of this is invented, and every page says so."
    )
    easy_language_approved: Switch = Field(
        default=False,
        description="true: people have checked the page in Leichte Sprache, and it is shown.",
    )
    address: Address
    contact: Contact
    legal: Legal = Field(
        default=Legal(), description="What imprint, privacy and accessibility leave open."
    )
    timezone: TimeZone = Field(description="Its time zone.", examples=["Europe/Berlin"])
    languages: tuple[Language, ...] = Field(
        min_length=1, description="The languages of the pages; the first is preset."
    )
    opening_hours: OpeningHours
    public_holidays: PublicHolidayEffect = Field(description="What public holidays do.")
    school_holidays: HolidayEffect = Field(description="What school holidays do.")
    closures: tuple[Closure, ...] = Field(default=(), description="Days that are closed.")
    floors: Catalogue = Field(default={}, description="Floors, from the lowest up.")
    seatings: Catalogue = Field(description="Ways to seat people, none included.")
    activities: Catalogue = Field(description="What people come for.")
    user_groups: Catalogue = Field(
        default={},
        description="Kinds of associations; of several who want the same, the earlier comes first.",
        examples=[{"gemeinnuetzig": {"de": "Gemeinnützige Vereine", "en": "Charities"}}],
    )
    equipment: Catalogue = Field(default={}, description="Things that rooms can have.")
    spaces: Catalogue = Field(
        min_length=1, description="The smallest parts of the house that can be occupied alone."
    )
    rooms: tuple[Room, ...] = Field(min_length=1, description="What can be asked for.")

    @model_validator(mode="wrap")
    @classmethod
    def _refuse_contradictions(
        cls, declared: Any, handler: ModelWrapValidatorHandler[Self]
    ) -> Self:
        house = handler(declared)
        found = list(find_contradictions(declared))
        if found:
            raise ValidationError.from_exception_data(
                cls.__name__,
                [
                    InitErrorDetails(type=fault(one.sentence), loc=one.path, input=one.path[-1])
                    for one in found
                ],
            )
        return house

    def as_declared(self) -> dict[str, Any]:
        """The house in the shape of the room file, in plain JSON; `model_validate` reads it
        back. What is at its default is left out, as some keys may only be left out."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the clock on its wall."""
        return ZoneInfo(self.timezone)

    @property
    def wall_clock(self) -> WallClock:
        """The clock on its wall."""
        return WallClock(self.zone)

    @property
    def default_language(self) -> Language:
        """The language of whoever has not chosen one."""
        return self.languages[0]

    def find_room(self, slug: str) -> Room | None:
        """The room of that slug, hidden and retired ones included, or None."""
        return next((room for room in self.rooms if room.slug == slug), None)

    def get_room(self, slug: str) -> Room:
        """The room of that slug, hidden and retired ones included; or `NotFound`."""
        room = self.find_room(slug)
        if room is None:
            raise NotFound(what="room", slug=slug)
        return room

    @property
    def public_rooms(self) -> tuple[Room, ...]:
        """The rooms that outsiders may know of and ask for, in the order of the file."""
        return tuple(room for room in self.rooms if not (room.is_hidden or room.retired))

    @property
    def lent_rooms(self) -> tuple[Room, ...]:
        """The rooms that can still be had, hidden ones included, in the order of the file."""
        return tuple(room for room in self.rooms if not room.retired)

    def rooms_sharing_spaces(self, room: Room) -> tuple[Room, ...]:
        """All rooms that cannot be used while this one is, itself included."""
        return tuple(other for other in self.rooms if other.shares_space_with(room))

    def hours_of(self, room: Room) -> OpeningHours:
        """The opening hours of a room: its own, or else those of the house."""
        return room.opening_hours or self.opening_hours

    def open_on(self, day: date, room: Room) -> tuple[Stretch, ...]:
        """The stretches in which a room is open on that weekday; closures do not count here."""
        return self.hours_of(room).on(day.weekday())

    def find_closure(self, day: date, room: Room) -> Closure | None:
        """The first closure that keeps this room closed on this day, or None.

        A room is also closed if a room is that shares a space with it: nobody can
        use the large hall while one half of it is being painted.
        """
        for closure in self.closures:
            if closure.covers(day) and self._keeps_closed(closure, room):
                return closure
        return None

    def _keeps_closed(self, closure: Closure, room: Room) -> bool:
        return closure.concerns_house or any(
            self.get_room(slug).shares_space_with(room) for slug in closure.rooms
        )
