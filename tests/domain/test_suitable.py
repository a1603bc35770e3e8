"""Which rooms suit a wish, whatever the time."""

from datetime import datetime

import pytest

from booking.domain.house import House
from booking.domain.suitable import find_suitable_rooms
from tests.builders import an_enquiry


@pytest.mark.parametrize(
    ("persons", "activity", "slugs"),
    [
        (8, "toepfern", ["toepferwerkstatt"]),
        (140, "feier", ["saal"]),
        (24, "toepfern", []),
    ],
)
def test_rooms_suit_by_size_and_purpose(
    house: House, now: datetime, persons: int, activity: str, slugs: list[str]
) -> None:
    wish = an_enquiry(persons=persons, activity=activity)
    assert [room.slug for room in find_suitable_rooms(wish, house, now)] == slugs
