"""The house in which the proofs take place."""

from functools import cache
from pathlib import Path

from booking.domain.house import House
from booking.store.house_file import read_house


@cache
def small_house() -> House:
    """`small_house.yaml`, read once in each process."""
    return read_house(Path(__file__).with_name("small_house.yaml"))
