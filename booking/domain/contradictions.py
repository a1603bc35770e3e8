"""Where the parts of a declared house do not fit together.

Works on what was written, not on finished values, and steps over whatever has
the wrong form: so a fault in one room hides none in another.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
EACH = "*"
KEY = "[key]"
"""Ends a path that means a key of a mapping, not its value."""


class Contradiction(NamedTuple):
    """A place in the declaration, and why it cannot stand there."""

    path: Path
    sentence: str


REFERENCES: tuple[tuple[Path, Path, str], ...] = (
    (("rooms", EACH, "spaces", EACH), ("spaces", KEY), "space"),
    (("rooms", EACH, "floor"), ("floors", KEY), "floor"),
    (("rooms", EACH, "capacity", KEY), ("seatings", KEY), "seating"),
    (("rooms", EACH, "equipment", EACH), ("equipment", KEY), "equipment"),
    (("rooms", EACH, "activities", EACH), ("activities", KEY), "activity"),
    (("closures", EACH, "rooms", EACH), ("rooms", EACH, "slug"), "room"),
)
"""Where a name is used, where it must be declared, and what it is called."""

UNIQUE: tuple[Path, ...] = (
    ("rooms", EACH, "slug"),
    ("closures", EACH, "slug"),
    ("languages", EACH),
)
"""Names that stand only once."""

DURATIONS: tuple[Path, ...] = (
    ("shortest_minutes",),
    ("longest_minutes",),
    ("rooms", EACH, "setup_minutes"),
    ("rooms", EACH, "teardown_minutes"),
)
"""Durations on the grid of the house: otherwise a next use could not begin right after."""


def find_contradictions(declared: Any) -> Iterator[Contradiction]:
    """Everything in the plain form of a house that does not fit together."""
    yield from _undeclared_names(declared)
    yield from _names_said_twice(declared)
    yield from _spaces_without_room(declared)
    yield from _durations_off_grid(declared)
    yield from _shortest_above_longest(declared)


def _undeclared_names(declared: Any) -> Iterator[Contradiction]:
    for used, source, noun in REFERENCES:
        known = list(dict.fromkeys(name for _, name in _texts(declared, source)))
        for path, name in _texts(declared, used):
            if name not in known:
                choice = ", ".join(known) or "none so far"
                sentence = f"There is no {noun} {name!r} under {source[0]}. Known are: {choice}."
                yield Contradiction(path, sentence)


def _names_said_twice(declared: Any) -> Iterator[Contradiction]:
    for pattern in UNIQUE:
        seen = set()
        for path, name in _texts(declared, pattern):
            if name in seen:
                sentence = f"{name!r} stands twice under {path[0]}. Rename or remove one."
                yield Contradiction(path, sentence)
            seen.add(name)


def _spaces_without_room(declared: Any) -> Iterator[Contradiction]:
    used = {name for _, name in _texts(declared, ("rooms", EACH, "spaces", EACH))}
    for path, name in _texts(declared, ("spaces", KEY)):
        if name not in used:
            sentence = f"No room uses the space {name!r}. Give it to a room or remove it."
            yield Contradiction(path, sentence)


def _durations_off_grid(declared: Any) -> Iterator[Contradiction]:
    grid = _whole_number(declared, "booking_grid_minutes")
    if not grid:
        return
    for pattern in DURATIONS:
        for path, minutes in _walk(declared, pattern):
            if type(minutes) is int and minutes % grid:
                sentence = f"{minutes} minutes is not a multiple of the grid of {grid} minutes."
                yield Contradiction(path, sentence)


def _shortest_above_longest(declared: Any) -> Iterator[Contradiction]:
    shortest = _whole_number(declared, "shortest_minutes")
    longest = _whole_number(declared, "longest_minutes")
    if shortest is not None and longest is not None and shortest > longest:
        sentence = f"The shortest use ({shortest} minutes) is longer than the longest ({longest})."
        yield Contradiction(("shortest_minutes",), sentence)


def _whole_number(declared: Any, key: str) -> int | None:
    """The number under a top key; `true`, which Python takes for 1, is none."""
    value = declared.get(key) if isinstance(declared, Mapping) else None
    return value if type(value) is int else None


def _texts(declared: Any, pattern: Path) -> Iterator[tuple[Path, str]]:
    """Only the texts among what `_walk` finds."""
    for path, value in _walk(declared, pattern):
        if isinstance(value, str):
            yield path, value


def _walk(value: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value that a pattern meets, with its path; what has another form is left out."""
    if not pattern:
        yield path, value
        return
    step, *rest = pattern
    if step == EACH:
        if isinstance(value, Sequence) and not isinstance(value, str):
            for index, item in enumerate(value):
                yield from _walk(item, tuple(rest), (*path, index))
    elif isinstance(value, Mapping):
        if step == KEY:
            for key in value:
                yield (*path, key, KEY), key
        elif step in value:
            yield from _walk(value[step], tuple(rest), (*path, step))
