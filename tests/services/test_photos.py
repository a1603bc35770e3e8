"""A photo that is sent is written anew: only its pixels stay, and nothing comes in that is none."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from booking.domain.refusals import BadInput
from booking.services.photos import LARGEST_PHOTO, LONGEST_SIDE, tidied_photo

ORIENTATION, GPS = 0x0112, 0x8825


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    file = BytesIO()
    mode = "RGBA" if kind in ("PNG", "WEBP") else "RGB"
    Image.new(mode, size, "red").save(file, kind, **more)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_jpeg(kind: str) -> None:
    kept = Image.open(BytesIO(tidied_photo(a_photo(kind))))
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (40, 20))


def test_a_photo_with_a_second_picture_behind_it_is_one_photo() -> None:
    behind = Image.new("RGB", (10, 10), "blue")  # many telephones put one there
    kept = Image.open(BytesIO(tidied_photo(a_photo("MPO", save_all=True, append_images=[behind]))))
    assert (kept.format, kept.size) == ("JPEG", (40, 20))


def test_damaged_facts_about_a_photo_do_not_lose_it() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[0x011A] = 6, 72.0
    sent = a_photo(exif=exif)
    as_a_rational = b"\x01\x1a\x00\x05"
    assert as_a_rational in sent
    kept = Image.open(BytesIO(tidied_photo(sent.replace(as_a_rational, b"\x01\x1a\x00\x02"))))
    assert kept.size == (20, 40)


def test_where_it_was_taken_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was held sideways
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010E] = "Samlandweg 17"
    sent = a_photo(exif=exif, comment=b"secret")
    assert b"Samlandweg" in sent
    kept = tidied_photo(sent)
    assert b"Samlandweg" not in kept
    assert b"secret" not in kept
    photo = Image.open(BytesIO(kept))
    assert photo.size == (20, 40)
    assert not photo.getexif()


def test_a_large_photo_is_made_smaller() -> None:
    kept = Image.open(BytesIO(tidied_photo(a_photo(size=(4000, 3000)))))
    assert kept.size == (LONGEST_SIDE, 1200)


def test_what_is_too_large_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(BadInput, match="photo_too_large"):
        tidied_photo(b"\xff\xd8" + bytes(LARGEST_PHOTO))


def a_bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000 pixels wide and high."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    content = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + content + chunk(b"IEND", b"")


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(BadInput, match="too_many_pixels"):
        tidied_photo(a_bomb())


@pytest.mark.parametrize(
    "sent",
    [
        b"no photo",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        a_photo("GIF"),
        a_photo("TIFF"),
        a_photo()[:200],
        a_photo("PNG")[:60],
        b"\xff\xd8" + b"\xff\xda" * 1000,
    ],
    ids=["text", "svg", "gif", "tiff", "half-jpeg", "half-png", "scans"],
)
def test_what_is_no_photo_is_refused(sent: bytes) -> None:
    with pytest.raises(BadInput, match="no_photo"):
        tidied_photo(sent)
