"""Every fault of a room file as a place and one sentence that says what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from booking.domain.contradictions import KEY, Path
from booking.store.house_schema import find_known_keys
from booking.store.yaml_reading import Place, Reading

SENTENCES = {
    "house_rule": "{sentence}",
    "missing": "The key {key!r} is missing. Add it.",
    "int_type": "{value} is not a whole number. Write digits, without quotes.",
    "bool_type": "{value} is not possible here. Write true or false, without quotes.",
    "string_type": "{value} is not a text. Put it in quotes.",
    "string_too_short": "The text is empty. Write one.",
    "string_too_long": "The text is too long; {max_length} characters are the most.",
    "tuple_type": "{value} is not a list. Write it in brackets: [one, two].",
    "frozen_set_type": "{value} is not a list. Write it in brackets: [one, two].",
    "model_type": "{value} is not possible here. Write keys with their values.",
    "dict_type": "{value} is not possible here. Write keys with their values.",
    "enum": "{value} is not possible here. Write {expected}.",
    "literal_error": "{value} is not possible here. Write {expected}.",
    "greater_than_equal": "{value} is too small; {ge} is the least.",
    "less_than_equal": "{value} is too large; {le} is the most.",
    "too_short": "At least one entry is needed here.",
}
"""What is said for each type of error; other types speak for themselves."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: where it stands (both numbers count from 1) and what to do about it."""

    line: int
    column: int
    where: str
    """The keys on the way there, rooms and closures by slug: `rooms.saal-a.setup_minutes`."""
    sentence: str

    def __str__(self) -> str:
        at = f"line {self.line}, column {self.column}"
        return f"{at}, {self.where}: {self.sentence}" if self.where else f"{at}: {self.sentence}"


class HouseFileFaults(Exception):
    """The room file cannot be used; `faults` are all that were found, in order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def fault_at(place: Place, path: Path, sentence: str, declared: Any) -> Fault:
    """A fault at a place, its path told in the words of the file."""
    return Fault(*place, _where(path, declared), sentence)


def fault_of(error: ErrorDetails, reading: Reading) -> Fault:
    """What pydantic refuses, told for people."""
    path: Path = error["loc"]
    if error["type"] == "extra_forbidden":
        path = (*path, KEY)
        sentence = _unknown_key(path)
    else:
        template = SENTENCES.get(error["type"], "{message}.")
        facts = {"value": _shown(error["input"]), "key": path[-1] if path else ""}
        message = error["msg"].replace("Input should", "It should")
        sentence = template.format(**facts, message=message, **error.get("ctx", {}))
    return fault_at(reading.place_of(path), path, sentence, reading.value)


def _unknown_key(path: Path) -> str:
    key, known = str(path[-2]), find_known_keys(path[:-2])
    nearest = get_close_matches(key, known, n=1)
    advice = f"Did you mean {nearest[0]!r}?" if nearest else f"Known are: {', '.join(known)}."
    return f"The key {key!r} is not known here. {advice}"


def _shown(value: Any) -> str:
    """A value as its author would recognise it, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "A list" if isinstance(value, list) else "A mapping of keys"
    return repr(value) if len(repr(value)) <= 60 else f"{repr(value)[:57]}..."


def _where(path: Path, declared: Any) -> str:
    """The path with dots; items of a list go by their slug, or count from 1."""
    words = []
    for step in path:
        if step == KEY:
            continue
        declared = _inside(declared, step)
        words.append(_slug_of(declared, step) if isinstance(step, int) else step)
    return ".".join(words)


def _inside(declared: Any, step: str | int) -> Any:
    try:
        return declared[step]
    except (LookupError, TypeError):
        return None


def _slug_of(item: Any, index: int) -> str:
    slug = item.get("slug") if isinstance(item, dict) else None
    return slug if isinstance(slug, str) else str(index + 1)
