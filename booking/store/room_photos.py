"""The photos of rooms as files: in the folder `photos` beside the room file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from booking.domain.contradictions import Contradiction
from booking.domain.house import House
from booking.domain.room_photos import LARGEST_PHOTO, PhotoFile, find_media_type

FOLDER = "photos"


class NoPhoto(Exception):
    """The file cannot be shown; the text is the sentence that says why."""


def find_photo_faults(house: House, room_file: Path) -> Iterator[Contradiction]:
    """Every photo that the house names and that cannot be shown."""
    for index, room in enumerate(house.rooms):
        if room.photo is None:
            continue
        try:
            _read_photo(room_file, room.photo.file)
        except NoPhoto as reason:
            yield Contradiction(("rooms", index, "photo", "file"), str(reason))


def read_photos(house: House, room_file: Path) -> Mapping[str, PhotoFile]:
    """All photos by their rooms' slugs; raises `NoPhoto` for one that cannot be shown."""
    return {
        room.slug: _read_photo(room_file, room.photo.file)
        for room in house.rooms
        if room.photo is not None
    }


def _read_photo(room_file: Path, name: str) -> PhotoFile:
    folder = room_file.resolve().parent / FOLDER
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise NoPhoto(f"{name} leads out of the folder {folder}. Put the photo itself there.")
    try:
        if not path.is_file():
            raise NoPhoto(
                f"There is no file {name} in {folder}. Put it there, or correct the name."
            )
        with path.open("rb") as file:
            content = file.read(LARGEST_PHOTO + 1)
    except OSError as error:
        raise NoPhoto(f"The photo {name} cannot be opened: {error.strerror}.") from error
    return _checked(name, content)


def _checked(name: str, content: bytes) -> PhotoFile:
    if len(content) > LARGEST_PHOTO:
        most = LARGEST_PHOTO // 1000
        raise NoPhoto(f"The photo {name} is too large; {most} kB are the most. Make it smaller.")
    media_type = find_media_type(content)
    if media_type is None:
        raise NoPhoto(f"{name} is not a photo. Save it as JPEG, PNG or WebP.")
    return PhotoFile(content, media_type)
