"""Numbers and texts that are none, or too small, or too large."""

from collections.abc import Callable

import pytest

FAULTS = {
    # what it is: (a part of the small house, how it is written instead, what is told)
    "word for a number": (
        "setup_minutes: 30",
        "setup_minutes: abc",
        "line 33, column 20, rooms.hall.setup_minutes: 'abc' is not a whole number. Write"
        " digits, without quotes.",
    ),
    "text for a number": (
        "setup_minutes: 30",
        'setup_minutes: "30"',
        "line 33, column 20, rooms.hall.setup_minutes: '30' is not a whole number. Write "
        "digits, without quotes.",
    ),
    "true for a number": (
        "setup_minutes: 30",
        "setup_minutes: true",
        "line 33, column 20, rooms.hall.setup_minutes: true is not a whole number. Write "
        "digits, without quotes.",
    ),
    "fraction for a number": (
        "setup_minutes: 30",
        "setup_minutes: 7.5",
        "line 33, column 20, rooms.hall.setup_minutes: 7.5 is not a whole number. Write "
        "digits, without quotes.",
    ),
    "negative setup": (
        "setup_minutes: 30",
        "setup_minutes: -15",
        "line 33, column 20, rooms.hall.setup_minutes: -15 is too small; 0 is the least.",
    ),
    "setup of more than twelve hours": (
        "setup_minutes: 30",
        "setup_minutes: 735",
        "line 33, column 20, rooms.hall.setup_minutes: 735 is too large; 720 is the most.",
    ),
    "room for nobody": (
        "{rows: 80}",
        "{rows: 0}",
        "line 30, column 22, rooms.hall.capacity.rows: 0 is too small; 1 is the least.",
    ),
    "no seating": (
        "{rows: 80}",
        "{}",
        "line 30, column 15, rooms.hall.capacity: At least one entry is needed here.",
    ),
    "number for a mapping": (
        "{rows: 80}",
        "80",
        "line 30, column 15, rooms.hall.capacity: 80 is not possible here. Write keys "
        "with their values.",
    ),
    "bad slug": (
        "slug: half",
        "slug: Halber Saal",
        "line 37, column 11, rooms.Halber Saal.slug: 'Halber Saal' is not a slug. Use "
        "small letters a to z, digits and single hyphens, begin with a letter, at most 40"
        " characters: seminar-1.",
    ),
    "bad slug in a catalogue": (
        "{choir: Singen}",
        "{choir: Singen, Chor 2: Singen}",
        "line 21, column 29, activities.Chor 2: 'Chor 2' is not a slug. Use small letters"
        " a to z, digits and single hyphens, begin with a letter, at most 40 characters: "
        "seminar-1.",
    ),
    "postcode without quotes": (
        '"38440"',
        "38440",
        "line 3, column 36, address.postcode: 38440 is not a text. Put it in quotes.",
    ),
    "short postcode": (
        '"38440"',
        '"3844"',
        "line 3, column 36, address.postcode: '3844' is not a postcode. Write five digits"
        " in quotes.",
    ),
    "mail address without at": (
        "raum@small.example",
        "raum.small.example",
        "line 4, column 44, contact.email: 'raum.small.example' is not a mail address. "
        "Write one such as room@house.example.",
    ),
    "empty text": (
        "name: Small house",
        'name: " "',
        "line 2, column 7, name: The text is empty. Write one.",
    ),
    "text with a line break": (
        "name: Small house",
        'name: "Small\\r\\nhouse"',
        "line 2, column 7, name: This text must be one line without control characters.",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_a_value_of_the_wrong_kind_is_refused(
    old: str, new: str, told: str, told_after: Callable[[str, str], str]
) -> None:
    assert told_after(old, new) == told
