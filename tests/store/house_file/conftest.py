"""A small house as a file, and what is told after a part of it is written differently."""

from collections.abc import Callable
from pathlib import Path

import pytest

from booking.store.house_file import HouseFileFaults, parse_house

SMALL_HOUSE = Path(__file__).with_name("small_house.yaml")


@pytest.fixture
def small_house() -> str:
    """The YAML text of a sound house; the tests count its lines and columns."""
    return SMALL_HOUSE.read_text(encoding="utf-8")


@pytest.fixture
def told_after(small_house: str) -> Callable[[str, str], str]:
    """The faults, as printed, once a part of the small house is replaced."""

    def tell(old: str, new: str) -> str:
        assert small_house.count(old) == 1, f"{old!r} does not stand once in the small house"
        with pytest.raises(HouseFileFaults) as refused:
            parse_house(small_house.replace(old, new))
        return str(refused.value)

    return tell
