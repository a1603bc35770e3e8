"""The room file, read into a `House` or refused with all its faults at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from booking.domain.contradictions import find_contradictions
from booking.domain.house import House
from booking.domain.names import Language
from booking.store.house_faults import Fault, HouseFileFaults, fault_at, fault_of
from booking.store.house_schema import house_schema
from booking.store.yaml_reading import NotYaml, Reading, read_yaml
from booking.words.language import LANGUAGES

__all__ = ["Fault", "HouseFileFaults", "house_schema", "parse_house", "read_house"]


def parse_house(text: str) -> House:
    """The house that a YAML text declares; raises HouseFileFaults with every fault in it."""
    try:
        reading = read_yaml(text)
    except NotYaml as error:
        raise HouseFileFaults([Fault(*error.place, "", error.sentence)]) from error
    faults = [
        fault_at(flaw.place, flaw.path, flaw.sentence, reading.value) for flaw in reading.flaws
    ]
    faults += _languages_without_pages(reading)
    try:
        house = House.model_validate(reading.value)
    except ValidationError as error:
        raise HouseFileFaults([*faults, *_faults_of(error, reading)]) from error
    if faults:
        raise HouseFileFaults(faults)
    return house


def _languages_without_pages(reading: Reading) -> Iterator[Fault]:
    """The house can have texts in more languages than its pages have been translated into."""
    declared = reading.value.get("languages") if isinstance(reading.value, dict) else None
    for number, language in enumerate(declared if isinstance(declared, list) else ()):
        if language in get_args(Language) and language not in LANGUAGES:
            path = ("languages", number)
            sentence = f"There are no pages in {language!r} yet. Known are: {', '.join(LANGUAGES)}."
            yield fault_at(reading.place_of(path), path, sentence, reading.value)


def _faults_of(error: ValidationError, reading: Reading) -> list[Fault]:
    """What is wrong with the values, beyond what could not be read in the first place.

    A house that fails in its parts was not yet looked at as a whole, so this is done here.
    """
    unread = {flaw.path for flaw in reading.flaws}
    refused = [
        fault_of(details, reading)
        for details in error.errors(include_url=False)
        if details["loc"] not in unread
    ]
    contradictions = [
        fault_at(reading.place_of(path), path, sentence, reading.value)
        for path, sentence in find_contradictions(reading.value)
    ]
    return [*refused, *contradictions]


def read_house(path: Path) -> House:
    """The house of a room file in UTF-8; raises HouseFileFaults, also if it cannot be opened."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise HouseFileFaults(
            [Fault(line, column, "", "The file is not UTF-8 here. Save it as UTF-8.")]
        ) from error
    except FileNotFoundError as error:
        raise HouseFileFaults([Fault(1, 1, "", f"There is no room file {path}.")]) from error
    except OSError as error:
        sentence = f"The room file {path} cannot be opened: {error.strerror}."
        raise HouseFileFaults([Fault(1, 1, "", sentence)]) from error
    return parse_house(text)
