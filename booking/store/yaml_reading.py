"""A YAML text as plain values, each with the line and column where it stands.

Reads what all YAML readers agree on and nothing else: no aliases, no tags, no words
that are a number to one reader and a text to another (18:00, no, 007). What is
refused is named; the rest of the file is read all the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from booking.domain.contradictions import KEY, Path

LARGEST_FILE = 1_000_000
"""In characters; a house of a thousand rooms needs half of it."""
DEEPEST_NESTING = 20

_PLAIN_WORDS = {"true": True, "True": True, "false": False, "False": False}
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_OTHER_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TEXT_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "timestamp"))


class Place(NamedTuple):
    """Where something begins in the file; both numbers count from 1."""

    line: int
    column: int


class Flaw(NamedTuple):
    """A value that cannot be read, or not in one way only."""

    path: Path
    place: Place
    sentence: str


class NotYaml(ValueError):
    """The text cannot be read beyond a place."""

    def __init__(self, place: Place, sentence: str) -> None:
        super().__init__(sentence)
        self.place = place
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """The plain value of a whole text, what is wrong in it, and where each part stands."""

    value: Any = None
    flaws: tuple[Flaw, ...] = ()
    places: Mapping[Path, Place] = field(default_factory=dict)

    def place_of(self, path: Path) -> Place:
        """Where a value stands or, if it is not there, what should hold it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_yaml(text: str) -> Reading:
    """Reads one YAML document; raises NotYaml where it cannot be read on."""
    if len(text) > LARGEST_FILE:
        raise NotYaml(
            Place(1, 1), f"The file is too large; {LARGEST_FILE} characters are the most."
        )
    try:
        node = yaml.compose(text, Loader=_FencedLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(mark) if mark else Place(1, 1)
        problem = ", ".join(filter(None, (error.context, error.problem)))
        raise NotYaml(place, f"This cannot be read as YAML: {problem}.") from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise NotYaml(place, "There is a control character here. Remove it.") from error
    if node is None:
        raise NotYaml(Place(1, 1), "The file is empty.")
    notes = _Notes()
    return Reading(notes.read(node, ()), tuple(notes.flaws), notes.places)


class _FencedLoader(yaml.SafeLoader):
    """Refuses while reading whatever could grow without end or stand for something else."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None) is not None:  # an alias has one too
            self._refuse(event, "anchors and aliases (& and *) are not used here, write it out")
        if getattr(event, "tag", None) is not None:
            self._refuse(event, "tags (!) are not used here, put a text with ! in quotes")
        if self._depth == DEEPEST_NESTING:
            self._refuse(event, "it is nested too deeply")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _refuse(self, event: Any, problem: str) -> None:
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


@dataclass(slots=True)
class _Notes:
    """What is noted on the way through the nodes."""

    flaws: list[Flaw] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.places[path] = _place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return self._read_scalar(node, path)
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, path)
        return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]

    def _read_mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            place = _place(key_node.start_mark)
            key_path = (*path, key, KEY)
            if key == "?" or not isinstance(_plain(key_node), str):
                self.flaws.append(Flaw(key_path, place, "A key must be a text. Put it in quotes."))
            elif key in mapping:
                sentence = f"The key {key!r} stands twice. Remove one."
                self.flaws.append(Flaw(key_path, place, sentence))
            else:
                self.places[key_path] = place
                mapping[key] = self.read(value_node, (*path, key))
        return mapping

    def _read_scalar(self, node: yaml.ScalarNode, path: Path) -> Any:
        value = _plain(node)
        if value is None:
            sentence = "There is no value here. Write one, or leave the key out."
            self.flaws.append(Flaw(path, self.places[path], sentence))
        elif value is _AMBIGUOUS:
            sentence = (
                f"{node.value} means different things to different readers of YAML. "
                f'Put it in quotes if it is a text: "{node.value}"; '
                "else write a plain number, true or false."
            )
            self.flaws.append(Flaw(path, self.places[path], sentence))
        return value


_AMBIGUOUS = object()


def _plain(node: yaml.ScalarNode) -> Any:
    """The value of a scalar: a text, true or false, a number, or None for nothing."""
    text: str = node.value
    if node.style is not None:
        return text
    if text in _EMPTY:
        return None
    if text in _PLAIN_WORDS:
        return _PLAIN_WORDS[text]
    if _WHOLE_NUMBER.fullmatch(text):
        return int(text)
    if _OTHER_NUMBER.fullmatch(text):
        return float(text)
    # What is left is a text, unless YAML 1.1 takes it for a number or for yes and no.
    return text if node.tag in _TEXT_TAGS else _AMBIGUOUS


def _place(mark: yaml.Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)
