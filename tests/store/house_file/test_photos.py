"""Photos of rooms: what may stand in the file, and what must lie beside it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from booking.domain.room_photos import LARGEST_PHOTO
from booking.store.house_file import HouseFileFaults, read_house
from booking.store.room_photos import read_photos

AT = "line 33, column 19, rooms.hall.photo.file: "
NO_NAME = "is not the name of a photo."


def a_photo(kind: str = "JPEG") -> bytes:
    """A small picture of that format."""
    file = BytesIO()
    Image.new("RGB", (30, 20), "teal").save(file, kind)
    return file.getvalue()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder for a room file, with its photos."""
    (tmp_path / "photos" / "halls").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def with_photo(small_house: str, place: Path) -> Callable[[str], Path]:
    """The small house with a photo of its hall."""

    def write(name: str) -> Path:
        photo = f"photo: {{file: {name}, alt: Saal}}"
        path = place / "rooms.yaml"
        path.write_text(small_house.replace("setup_minutes: 30", photo))
        return path

    return write


def told(path: Path) -> str:
    """What is said about a room file."""
    with pytest.raises(HouseFileFaults) as refused:
        read_house(path)
    return str(refused.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_known_by_its_bytes(
    with_photo: Callable[[str], Path], place: Path, kind: str
) -> None:
    path = with_photo("halls/hall.jpg")
    (place / "photos/halls/hall.jpg").write_bytes(a_photo(kind))
    photos = read_photos(read_house(path), path)
    assert photos["hall"].media_type == f"image/{kind.lower()}"
    assert photos["hall"].content == a_photo(kind)


@pytest.mark.parametrize(
    "name", ["../secret.jpg", "/etc/hall.jpg", "halls/../hall.jpg", "hall.svg", ".jpg", "a b.jpg"]
)
def test_a_name_that_leads_elsewhere_is_refused(
    with_photo: Callable[[str], Path], name: str
) -> None:
    assert told(with_photo(name)).startswith(f"{AT}{name!r} {NO_NAME}")


def test_a_missing_photo_is_named_with_its_place(
    with_photo: Callable[[str], Path], place: Path
) -> None:
    assert told(with_photo("hall.jpg")) == (
        f"{AT}There is no file hall.jpg in {place / 'photos'}. Put it there, or correct the name."
    )


def test_a_link_out_of_the_folder_is_not_followed(
    with_photo: Callable[[str], Path], place: Path
) -> None:
    (place / "secret.jpg").write_bytes(a_photo())
    (place / "photos/hall.jpg").symlink_to(place / "secret.jpg")
    assert "hall.jpg leads out of the folder" in told(with_photo("hall.jpg"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg onload=alert(1)>", "hall.jpg is not a photo. Save it as JPEG, PNG or WebP."),
        (b"", "hall.jpg is not a photo."),
        (a_photo() + bytes(LARGEST_PHOTO), "The photo hall.jpg is too large; 300 kB are the most."),
    ],
)
def test_a_file_that_cannot_be_shown_is_named(
    with_photo: Callable[[str], Path], place: Path, content: bytes, reason: str
) -> None:
    (place / "photos/hall.jpg").write_bytes(content)
    assert told(with_photo("hall.jpg")).startswith(AT + reason)


def test_a_photo_without_words_is_refused(told_after: Callable[[str, str], str]) -> None:
    assert told_after("setup_minutes: 30", "photo: {file: hall.jpg}") == (
        "line 33, column 12, rooms.hall.photo.alt: The key 'alt' is missing. Add it."
    )
