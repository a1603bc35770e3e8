"""What stands on paper: the pages and the words of a PDF as Chromium prints it.

Letters stand there as numbers of a font, and beside each font a map from these numbers to
letters (ISO 32000-1, 9.10.3). The two fonts of the house number their letters alike.
"""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]")
_PAIR = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]{4,})>$", re.MULTILINE)
_RANGE = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>$", re.MULTILINE)
_SHOWN = re.compile(r"<((?:[0-9A-F]{4})+)>(?=[^<\n]*T[jJ]|[^\n]*\] TJ)")
POINTS_PER_MM = 72 / 25.4


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    found = _MEDIA_BOX.findall(pdf)
    return [(round(float(w) / POINTS_PER_MM), round(float(h) / POINTS_PER_MM)) for w, h in found]


def words_on(pdf: bytes) -> str:
    """All that is printed, without blanks, in the order in which it is drawn."""
    texts = list(streams(pdf))
    letters: dict[str, str] = {}
    for text in texts:
        if "beginbf" in text:
            letters |= dict(mapped(text))
    drawn = "".join(shown for text in texts for shown in _SHOWN.findall(text) if "BT" in text)
    numbers = re.findall("....", drawn)
    return "".join(letters.get(number, "") for number in numbers).replace(" ", "")


def streams(pdf: bytes) -> Iterator[str]:
    """The contents of all streams that can be unpacked."""
    for content in _STREAM.findall(pdf):
        try:
            yield zlib.decompress(content).decode("latin-1")
        except zlib.error:
            continue


def mapped(cmap: str) -> Iterator[tuple[str, str]]:
    """The letters of one font by their numbers."""
    for number, letter in _PAIR.findall(cmap):
        yield number, bytes.fromhex(letter).decode("utf-16-be")
    for first, last, letter in _RANGE.findall(cmap):
        for step in range(int(last, 16) - int(first, 16) + 1):
            yield f"{int(first, 16) + step:04X}", chr(int(letter, 16) + step)
