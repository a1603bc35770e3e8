"""Text from outside, without what nobody can see.

It loses control characters and direction overrides and is composed (NFC), so that two
names that look alike are alike and no mail header or feed line can be forged. Cleaning
takes time in proportion to the length, whatever the text is made of.
"""

import re
import unicodedata

_DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST_MARKS = 30
"""On one letter; no script needs more (Unicode Standard Annex 15, section 13)."""
_FIRST_MARK = "\u0300"


def clean_paragraphs(written: str) -> str:
    """The text with its line ends as `\\n` and without what nobody can see."""
    lines = written.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    safe = without_heaps_of_marks(_DIRECTION_OVERRIDES.sub("", seen))
    return unicodedata.normalize("NFC", safe).strip()


def without_heaps_of_marks(text: str) -> str:
    """The text without the marks that are too many on one letter: normalising sorts the
    marks of a letter, in time that grows with the square of their number."""
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if is_mark(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def is_mark(letter: str) -> bool:
    """Whether it is sorted among the marks of the letter before it. Some are only once
    they are taken apart, such as U+0F73, whose own combining class is 0."""
    if letter < _FIRST_MARK:
        return False
    return unicodedata.combining(unicodedata.normalize("NFD", letter)[0]) > 0


def clean_line(written: str) -> str:
    """The text on one line, every stretch of blanks a single one."""
    return " ".join(clean_paragraphs(written).split())
