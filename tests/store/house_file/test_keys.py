"""Keys that nobody knows, and words where only some are possible."""

from collections.abc import Callable

import pytest

FAULTS = {
    # what it is: (a part of the small house, how it is written instead, what is told)
    "a misspelt key is also a missing one": (
        "hold_days:",
        "hold_dais:",
        "line 1, column 1, hold_days: The key 'hold_days' is missing. Add it.\n"
        "line 15, column 1, hold_dais: The key 'hold_dais' is not known here. Did you "
        "mean 'hold_days'?",
    ),
    "unknown key of a room": (
        "    setup_minutes: 30",
        "    colour: red",
        "line 33, column 5, rooms.hall.colour: The key 'colour' is not known here. Known "
        "are: slug, names, spaces, floor, area_m2, capacity, equipment, accessibility, "
        "setup_minutes, teardown_minutes, opening_hours, activities, public, approval, "
        "retired, rules, photo.",
    ),
    "unknown language of a text": (
        "en: Hall",
        "eng: Hall",
        "line 27, column 23, rooms.hall.names.eng: The key 'eng' is not known here. Did "
        "you mean 'en'?",
    ),
    "unknown language in a catalogue": (
        "left: Links",
        "left: {de: Links, deutsch: Links}",
        "line 24, column 28, spaces.left.deutsch: The key 'deutsch' is not known here. "
        "Known are: de, en, it, ar, uk.",
    ),
    "unknown language of pages": (
        "languages: [de, en]",
        "languages: [de, fr]",
        "line 6, column 17, languages.2: 'fr' is not possible here. Write 'de', 'en', "
        "'it', 'ar' or 'uk'.",
    ),
    "unknown visibility": (
        "public: title",
        "public: hiden",
        "line 35, column 13, rooms.hall.public: 'hiden' is not possible here. Write "
        "'title', 'busy' or 'hidden'.",
    ),
    "series do not pause on public holidays": (
        "public_holidays: closed",
        "public_holidays: pause_series",
        "line 16, column 18, public_holidays: Only school_holidays can be pause_series. "
        "Write closed, warn or open.",
    ),
    "unknown approval": (
        "approval: staff",
        "approval: robots",
        "line 36, column 15, rooms.hall.approval: 'robots' is not possible here. Write "
        "staff, or automatic_up_to: ...",
    ),
    "approval without a limit of time": (
        "approval: staff",
        "approval: {automatic_up_to: {persons: 20}}",
        "line 36, column 33, rooms.hall.approval.automatic_up_to.minutes: The key "
        "'minutes' is missing. Add it.",
    ),
    "unknown answer": (
        "step_free: true",
        "step_free: maybe",
        "line 32, column 32, rooms.hall.accessibility.step_free: 'maybe' is not possible "
        "here. Write true, false or unknown.",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_an_unknown_key_or_word_is_refused(
    old: str, new: str, told: str, told_after: Callable[[str, str], str]
) -> None:
    assert told_after(old, new) == told
