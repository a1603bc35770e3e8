"""Rooms, and what is taken in them, as the API tells them."""

from collections.abc import Mapping
from typing import Literal

from pydantic import RootModel

from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.rooms import Room
from booking.services.plans import RoomOccupancy
from booking.web.api.answers import Answer, DayText, Moment, moment

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class RoomAnswer(Answer):
    """One room. Its opening hours and activities are those that count, its own or the house's."""

    slug: str
    name: str
    names: Mapping[str, str]
    spaces: tuple[str, ...]
    floor: str | None
    area_m2: int | None
    capacity: Mapping[str, int]
    equipment: tuple[str, ...]
    setup_minutes: int
    teardown_minutes: int
    opening_hours: Mapping[str, tuple[str, ...]]
    activities: tuple[str, ...]
    public: Literal["title", "busy", "hidden"]


class RoomsAnswer(RootModel[tuple[RoomAnswer, ...]]):
    """All rooms that this caller may ask for, in the order of the house."""


class StretchAnswer(Answer):
    """When one date uses the room, and how long it is occupied with setup and teardown."""

    start: Moment
    end: Moment
    occupied_start: Moment
    occupied_end: Moment


class OccupancyAnswer(Answer):
    """What is taken and what is asked for in the spaces of a room, whoever it is."""

    room: str
    start: DayText
    end: DayText
    taken: tuple[StretchAnswer, ...]
    asked_for: tuple[StretchAnswer, ...]


def room_answer(room: Room, house: House, language: str) -> RoomAnswer:
    """One room, its name in that language."""
    hours = house.hours_of(room)
    return RoomAnswer(
        slug=room.slug,
        name=room.name_in(language),
        names=room.names.texts,
        spaces=tuple(sorted(room.spaces)),
        floor=room.floor,
        area_m2=room.area_m2,
        capacity=dict(room.capacity),
        equipment=room.equipment,
        setup_minutes=room.setup_minutes,
        teardown_minutes=room.teardown_minutes,
        opening_hours={
            name: tuple(map(str, hours.on(weekday))) for weekday, name in enumerate(WEEK)
        },
        activities=room.activities or tuple(house.activities),
        public=room.public.value,
    )


def occupancy_answer(
    found: RoomOccupancy, start: DayText, end: DayText, house: House
) -> OccupancyAnswer:
    """What was found in a room, without a name."""
    return OccupancyAnswer(
        room=found.room.slug,
        start=start,
        end=end,
        taken=tuple(_stretch(entry, house) for entry in found.taken),
        asked_for=tuple(_stretch(entry, house) for entry in found.asked_for),
    )


def _stretch(entry: Entry, house: House) -> StretchAnswer:
    use, occupied = entry.occurrence.period, entry.occurrence.occupied
    return StretchAnswer(
        start=moment(use.begin, house),
        end=moment(use.end, house),
        occupied_start=moment(occupied.begin, house),
        occupied_end=moment(occupied.end, house),
    )
