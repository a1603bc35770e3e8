"""The house and its rooms: who shares what, what is closed, what outsiders may see."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from booking.domain.house import House
from booking.domain.legal import Legal
from booking.domain.names import Names
from booking.domain.refusals import NotFound
from booking.domain.rooms import Room
from booking.store.house_file import read_house
from calendars.wallclock import ClockTime

SHIPPED = Path(__file__).parents[2] / "seed_rooms.yaml"


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(SHIPPED)


def slugs(rooms: tuple[Room, ...]) -> list[str]:
    return [room.slug for room in rooms]


def test_a_room_is_found_by_its_slug(house: House) -> None:
    assert house.get_room("musikraum").name_in("de") == "Musikraum"
    assert house.find_room("musikraum") is house.get_room("musikraum")


def test_an_unknown_room_is_not_found(house: House) -> None:
    assert house.find_room("keller") is None
    with pytest.raises(NotFound) as refusal:
        house.get_room("keller")
    assert refusal.value.facts == {"what": "room", "slug": "keller"}


def test_a_hidden_room_is_not_public(house: House) -> None:
    assert house.get_room("beratung-1").is_hidden
    assert "beratung-1" not in slugs(house.public_rooms)


def test_a_retired_room_is_not_public(house: House) -> None:
    foyer = house.get_room("foyer").model_copy(update={"retired": True})
    changed = house.model_copy(update={"rooms": (house.get_room("saal"), foyer)})
    assert slugs(changed.public_rooms) == ["saal"]


def test_the_large_hall_shares_spaces_with_its_halves(house: House) -> None:
    saal, saal_a, saal_b = (house.get_room(slug) for slug in ("saal", "saal-a", "saal-b"))
    assert slugs(house.rooms_sharing_spaces(saal)) == ["saal", "saal-a", "saal-b"]
    assert slugs(house.rooms_sharing_spaces(saal_a)) == ["saal", "saal-a"]
    assert not saal_a.shares_space_with(saal_b)


def test_a_room_without_hours_has_those_of_the_house(house: House) -> None:
    sunday = date(2027, 1, 10)
    whole = house.opening_hours.on(6)
    assert house.open_on(sunday, house.get_room("saal")) == whole
    own = house.open_on(sunday, house.get_room("musikraum"))
    assert own == ((ClockTime.parse("11:00"), ClockTime.parse("18:00")),)


def test_a_room_may_be_closed_on_a_weekday_on_which_the_house_is_open(house: House) -> None:
    assert house.open_on(date(2027, 1, 10), house.get_room("beratung-1")) == ()


def test_a_closure_of_the_house_closes_every_room_from_first_to_last_day(house: House) -> None:
    foyer = house.get_room("foyer")
    days = (date(2026, 12, 22), date(2026, 12, 23), date(2027, 1, 3), date(2027, 1, 4))
    found = [house.find_closure(day, foyer) for day in days]
    assert [closure and closure.slug for closure in found] == [
        None,
        "christmas-2026",
        "christmas-2026",
        None,
    ]


def test_a_closure_of_a_room_closes_those_that_share_a_space_with_it(house: House) -> None:
    day = date(2027, 8, 1)
    closed = [room.slug for room in house.rooms if house.find_closure(day, room)]
    assert closed == ["saal", "saal-a", "saal-b", "kueche", "bewegungsraum"]


def test_a_room_without_a_name_in_a_language_has_its_german_one(house: House) -> None:
    names = house.get_room("saal-b").names
    assert (names.in_language("uk"), names.language_of("uk")) == ("Зала B", "uk")
    assert (names.in_language("fr"), names.language_of("fr")) == ("Saal B", "de")
    assert names.in_language("copy") == "Saal B"


def test_a_plain_text_is_german(house: House) -> None:
    room = Room(slug="x", names="Küche", spaces=["x"], capacity={"rows": 1})
    assert room.names.texts == {"de": "Küche"}
    assert str(room.names) == "Küche"


def test_durations_are_told_as_timedeltas(house: House) -> None:
    kitchen = house.get_room("kueche")
    assert (kitchen.setup, kitchen.teardown) == (timedelta(0), timedelta(minutes=45))
    assert (house.grid, house.shortest) == (timedelta(minutes=15), timedelta(minutes=30))
    assert (house.longest, house.hold) == (timedelta(hours=12), timedelta(days=14))
    assert (house.notice, house.horizon) == (timedelta(days=3), timedelta(days=400))


def test_the_largest_capacity_is_that_of_the_best_seating(house: House) -> None:
    assert house.get_room("musikraum").largest_capacity == 24


def test_the_clock_on_the_wall_is_that_of_the_time_zone(house: House) -> None:
    assert house.wall_clock.zone is house.zone
    assert house.zone.key == "Europe/Berlin"


def test_the_first_language_is_preset(house: House) -> None:
    assert house.default_language == "de"


def test_a_house_does_not_change(house: House) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        house.name = "Other"  # type: ignore[misc]


def test_a_house_that_contradicts_itself_cannot_be_made(house: House) -> None:
    declared = house.model_dump(mode="json", exclude_defaults=True)
    declared["rooms"][0]["floor"] = "attic"
    with pytest.raises(ValidationError, match="There is no floor 'attic' under floors"):
        House.model_validate(declared)


def test_a_house_names_what_its_operator_has_not_said(house: House) -> None:
    said = house.model_copy(update={"legal": Legal(operator=Names(de="Stadt"))})
    assert "operator" in house.legal.unsaid
    assert "operator" not in said.legal.unsaid
