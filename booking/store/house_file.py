"""The room file, read into a `House` or refused with all its faults at once."""

from pathlib import Path

from pydantic import ValidationError

from booking.domain.contradictions import find_contradictions
from booking.domain.house import House
from booking.store.house_faults import Fault, HouseFileFaults, fault_at, fault_of
from booking.store.house_schema import house_schema
from booking.store.room_photos import find_photo_faults
from booking.store.yaml_reading import NotYaml, Reading, read_yaml

__all__ = ["Fault", "HouseFileFaults", "house_schema", "parse_house", "read_house"]


def parse_house(text: str) -> House:
    """The house that a YAML text declares; raises HouseFileFaults with every fault in it. Photos
    are not looked at."""
    return _house_of(_read(text))


def _read(text: str) -> Reading:
    try:
        return read_yaml(text)
    except NotYaml as error:
        raise HouseFileFaults([Fault(*error.place, "", error.sentence)]) from error


def _house_of(reading: Reading) -> House:
    faults = [
        fault_at(flaw.place, flaw.path, flaw.sentence, reading.value) for flaw in reading.flaws
    ]
    try:
        house = House.model_validate(reading.value)
    except ValidationError as error:
        raise HouseFileFaults([*faults, *_faults_of(error, reading)]) from error
    if faults:
        raise HouseFileFaults(faults)
    return house


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
    """The house of a room file in UTF-8, with its photos beside it; raises HouseFileFaults, also
    if it cannot be opened."""
    reading = _read(_text_of(path))
    house = _house_of(reading)
    faults = [
        fault_at(reading.place_of(where), where, sentence, reading.value)
        for where, sentence in find_photo_faults(house, path)
    ]
    if faults:
        raise HouseFileFaults(faults)
    return house


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
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
