"""Photos of rooms: where the room file says they lie, and what of them is shown.

A photo is a file in a folder beside the room file. Its address is put together from names
that can lead nowhere else, and the bytes decide of what kind it is, not the name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from booking.domain.declaration import Declared, fault
from booking.domain.names import Names

LARGEST_PHOTO = 300_000
"""In bytes: a page of rooms shall open on a telephone."""
_FILE = r"^([A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.(jpg|jpeg|png|webp)$"
_LONGEST_NAME = 100
_BEGINNINGS: Mapping[str, re.Pattern[bytes]] = {
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}


def _check_file(name: str) -> str:
    if len(name) > _LONGEST_NAME or not re.fullmatch(_FILE, name):
        raise fault(
            f"{name!r} is not the name of a photo. Use letters a to z, digits, - and _, with "
            f".jpg, .png or .webp at the end, at most {_LONGEST_NAME} characters: saal.jpg."
        )
    return name


PhotoName = Annotated[
    str, AfterValidator(_check_file), WithJsonSchema({"type": "string", "pattern": _FILE})
]


class Photo(Declared):
    """A photo of a room, and what it shows for those who do not see it."""

    file: PhotoName = Field(
        description="Its file in the folder photos beside the room file.", examples=["saal.jpg"]
    )
    alt: Names = Field(
        description="What is to be seen on it, for people who cannot see it.",
        examples=[{"de": "Saal mit Bühne und Fenstern zum Garten"}],
    )


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo as it goes out."""

    content: bytes
    media_type: str

    @property
    def version(self) -> str:
        """A short hash that changes when the photo does."""
        return sha256(self.content).hexdigest()[:12]


def find_media_type(content: bytes) -> str | None:
    """Which of the formats that every browser shows this is; None for anything else."""
    return next((kind for kind, begins in _BEGINNINGS.items() if begins.match(content)), None)
