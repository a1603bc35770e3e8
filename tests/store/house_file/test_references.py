"""What no key can tell alone: the parts of the house must fit together."""

from collections.abc import Callable

import pytest

FAULTS = {
    # what it is: (a part of the small house, how it is written instead, what is told)
    "room without slug": (
        "slug: hall\n    names: {de",
        "names: {de",
        "line 19, column 79, closures.break.rooms.1: There is no room 'hall' under rooms."
        " Known are: half.\n"
        "line 26, column 5, rooms.1.slug: The key 'slug' is missing. Add it.",
    ),
    "setup off the grid": (
        "setup_minutes: 30",
        "setup_minutes: 10",
        "line 33, column 20, rooms.hall.setup_minutes: 10 minutes is not a multiple of "
        "the grid of 15 minutes.",
    ),
    "shortest above longest": (
        "shortest_minutes: 30",
        "shortest_minutes: 735",
        "line 10, column 19, shortest_minutes: The shortest use (735 minutes) is longer "
        "than the longest (720).",
    ),
    "grid that does not divide the hour": (
        "booking_grid_minutes: 15",
        "booking_grid_minutes: 45",
        "line 9, column 23, booking_grid_minutes: A grid of 45 minutes does not divide "
        "the hour. Write 5, 10, 15 or 30.\n"
        "line 10, column 19, shortest_minutes: 30 minutes is not a multiple of the grid "
        "of 45 minutes.\n"
        "line 33, column 20, rooms.hall.setup_minutes: 30 minutes is not a multiple of "
        "the grid of 45 minutes.",
    ),
    "text for a list": (
        "spaces: [left, right]",
        "spaces: left",
        "line 24, column 23, spaces.right: No room uses the space 'right'. Give it to a "
        "room or remove it.\n"
        "line 28, column 13, rooms.hall.spaces: 'left' is not a list. Write it in "
        "brackets: [one, two].",
    ),
    "room without spaces": (
        "spaces: [left, right]",
        "spaces: []",
        "line 24, column 23, spaces.right: No room uses the space 'right'. Give it to a "
        "room or remove it.\n"
        "line 28, column 13, rooms.hall.spaces: At least one entry is needed here.",
    ),
    "space without room": (
        "spaces: [left, right]",
        "spaces: [left]",
        "line 24, column 23, spaces.right: No room uses the space 'right'. Give it to a "
        "room or remove it.",
    ),
    "unknown space": (
        "spaces: [left, right]",
        "spaces: [left, right, middle]",
        "line 28, column 27, rooms.hall.spaces.3: There is no space 'middle' under "
        "spaces. Known are: left, right.",
    ),
    "unknown floor": (
        "floor: ground",
        "floor: attic",
        "line 29, column 12, rooms.hall.floor: There is no floor 'attic' under floors. "
        "Known are: ground.",
    ),
    "unknown seating": (
        "{rows: 80}",
        "{rows: 80, circle: 20}",
        "line 30, column 26, rooms.hall.capacity.circle: There is no seating 'circle' "
        "under seatings. Known are: rows.",
    ),
    "unknown equipment": (
        "[piano]",
        "[organ]",
        "line 31, column 17, rooms.hall.equipment.1: There is no equipment 'organ' under "
        "equipment. Known are: piano.",
    ),
    "unknown activity": (
        "[choir]",
        "[dance]",
        "line 34, column 18, rooms.hall.activities.1: There is no activity 'dance' under "
        "activities. Known are: choir.",
    ),
    "closure of an unknown room": (
        "rooms: [hall]",
        "rooms: [hal]",
        "line 19, column 79, closures.break.rooms.1: There is no room 'hal' under rooms. "
        "Known are: hall, half.",
    ),
    "language twice": (
        "languages: [de, en]",
        "languages: [de, de]",
        "line 6, column 17, languages.2: 'de' stands twice under languages. Rename or remove one.",
    ),
    "two rooms of one slug": (
        "slug: half",
        "slug: hall",
        "line 37, column 11, rooms.hall.slug: 'hall' stands twice under rooms. Rename or "
        "remove one.",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_parts_that_do_not_fit_together_are_refused(
    old: str, new: str, told: str, told_after: Callable[[str, str], str]
) -> None:
    assert told_after(old, new) == told
