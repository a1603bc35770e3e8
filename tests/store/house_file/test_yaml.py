"""What YAML itself may not hold: each has its place and its sentence."""

from collections.abc import Callable

import pytest

FAULTS = {
    # what it is: (a part of the small house, how it is written instead, what is told)
    "duplicate key": (
        "name: Small house",
        "name: Small house\nname: Other",
        "line 3, column 1, name: The key 'name' stands twice. Remove one.",
    ),
    "number as a key": (
        "name: Small house",
        "name: Small house\n7: Other",
        "line 3, column 1, 7: A key must be a text. Put it in quotes.",
    ),
    "list as a key": (
        "name: Small house",
        "name: Small house\n[a, b]: Other",
        "line 3, column 1, ?: A key must be a text. Put it in quotes.",
    ),
    "no value": (
        "name: Small house",
        "name:",
        "line 2, column 6, name: There is no value here. Write one, or leave the key out.",
    ),
    "no value for an optional key": (
        "    floor: ground",
        "    floor: ~",
        "line 29, column 12, rooms.hall.floor: There is no value here. Write one, or "
        "leave the key out.",
    ),
    "no, which may be false": (
        "step_free: true",
        "step_free: no",
        "line 32, column 32, rooms.hall.accessibility.step_free: no means different "
        'things to different readers of YAML. Put it in quotes if it is a text: "no"; '
        "else write a plain number, true or false.",
    ),
    "time that may be the number 1080": (
        '"08:00-12:00"',
        "18:00",
        "line 8, column 9, opening_hours.mon.1: 18:00 means different things to different"
        ' readers of YAML. Put it in quotes if it is a text: "18:00"; else write a plain '
        "number, true or false.",
    ),
    "alias": (
        "name: Small house",
        "name: *other",
        "line 2, column 7: This cannot be read as YAML: anchors and aliases (& and *) are"
        " not used here, write it out.",
    ),
    "anchor": (
        "name: Small house",
        "name: &small Small house",
        "line 2, column 7: This cannot be read as YAML: anchors and aliases (& and *) are"
        " not used here, write it out.",
    ),
    "tag": (
        "name: Small house",
        "name: !!python/name:os.system Small house",
        "line 2, column 7: This cannot be read as YAML: tags (!) are not used here, put a"
        " text with ! in quotes.",
    ),
    "endless nesting": (
        "name: Small house",
        "name: " + "[" * 1000,
        "line 2, column 26: This cannot be read as YAML: it is nested too deeply.",
    ),
    "colon in a text": (
        "name: Small house",
        "name: Small: house",
        "line 2, column 12: This cannot be read as YAML: mapping values are not allowed here.",
    ),
    "control character": (
        "name: Small house",
        "name: Small\u0007house",
        "line 2, column 12: There is a control character here. Remove it.",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_in_one_way_only_is_refused(
    old: str, new: str, told: str, told_after: Callable[[str, str], str]
) -> None:
    assert told_after(old, new) == told
