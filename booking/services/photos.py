"""Photos that people send: taken apart and written anew, so that nothing but pixels stays.

Where and with what a photo was taken, and whatever else a file can hide, is gone. What is
larger than a photo of a telephone is refused before it is unpacked.
"""

import threading
from io import BytesIO

from PIL import ExifTags, Image

from booking.domain.refusals import BadInput

LARGEST_PHOTO = 5 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = {"JPEG": 100_000_000, "MPO": 100_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""A JPEG can be unpacked at an eighth of its size, the others only as a whole. An MPO is a JPEG
with a second picture behind it, as telephones make them; only the first is looked at."""
MOST_PIXELS_PROGRESSIVE = 25_000_000
"""Of a JPEG that comes in several scans: all of it is kept in memory until the last."""
ONE_AT_A_TIME = threading.Lock()
"""Unpacking takes memory; several at once would take it several times."""
MOST_SCANS = 60
"""Parts of a JPEG; one of thousands would take minutes, and no camera makes more than twenty."""
START_OF_SCAN = b"\xff\xda"
LONGEST_SIDE = 1600
QUALITY = 82
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a photo upright, by how EXIF says that the camera was held."""


def tidied_photo(sent: bytes) -> bytes:
    """The photo as a JPEG of ours, upright, at most 1600 pixels wide and high. Raises
    `BadInput` for what is too large, or no photo."""
    if len(sent) > LARGEST_PHOTO:
        raise BadInput("/photo", "photo_too_large", megabytes=LARGEST_PHOTO // 1024**2)
    if sent.count(START_OF_SCAN) > MOST_SCANS and sent.startswith(b"\xff\xd8"):
        raise BadInput("/photo", "no_photo")
    try:
        with ONE_AT_A_TIME, Image.open(BytesIO(sent), formats=FORMATS) as photo:
            return rewritten(photo)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise BadInput("/photo", "too_many_pixels") from error
    except BadInput:
        raise
    except Exception as error:  # the library has no list of what damaged files do to it
        raise BadInput("/photo", "no_photo") from error


def rewritten(photo: Image.Image) -> bytes:
    """Its pixels in a new file."""
    most = MOST_PIXELS[photo.format or ""]
    if photo.info.get("progressive"):
        most = min(most, MOST_PIXELS_PROGRESSIVE)
    if photo.width * photo.height > most:
        raise BadInput("/photo", "too_many_pixels")
    photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    photo.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turn = _TURNS.get(photo.getexif().get(ExifTags.Base.Orientation, 1))
    upright = (photo if turn is None else photo.transpose(turn)).convert("RGBA")
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    kept = BytesIO()
    paper.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()
