"""A house of twenty rooms that is open to midnight and never closes, so that nothing but
other bookings is ever in the way."""

from datetime import UTC, datetime

from booking.domain.house import HolidayEffect, House
from booking.domain.names import Names
from booking.domain.opening_hours import OpeningHours
from booking.store.house_file import read_house
from tests.conftest import ROOMS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROOM_COUNT = 20
SLUGS = tuple(f"room-{number:02}" for number in range(1, ROOM_COUNT + 1))
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def twenty_rooms() -> House:
    """The house as shipped, with other rooms: each one space, all alike."""
    house = read_house(ROOMS)
    pattern = house.get_room("saal-b")
    names = {slug: Names(de=slug) for slug in SLUGS}
    rooms = [
        pattern.model_copy(update={"slug": slug, "names": names[slug], "spaces": frozenset({slug})})
        for slug in SLUGS
    ]
    changes = {
        "rooms": tuple(rooms),
        "spaces": names,
        "opening_hours": OpeningHours.model_validate(dict.fromkeys(WEEKDAYS, ("08:00-24:00",))),
        "booking_grid_minutes": 30,
        "closures": (),
        "public_holidays": HolidayEffect.OPEN,
        "school_holidays": HolidayEffect.OPEN,
    }
    return house.model_copy(update=changes)
