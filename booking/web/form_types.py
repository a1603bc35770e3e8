"""What may be typed into one field: cleaned, checked strictly, told in words when refused.

Text loses control characters and direction overrides and is composed (NFC), so that
two names that look alike are alike and no mail header or feed line can be forged.
Cleaning takes time in proportion to the length, whatever the text is made of.
Each refusal is a `PydanticCustomError` whose text is a msgid.
"""

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, InstanceOf
from pydantic_core import PydanticCustomError

from booking.words.catalogue import msgid
from calendars.wallclock import ClockTime

_DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\.]+(\.[^@\s,;:<>()\[\]\"\\.]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{2,28}[0-9]")
_DAY = re.compile(r"([0-9]{4}|[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})")
_MOST_MARKS = 30
"""On one letter; no script needs more (Unicode Standard Annex 15, section 13)."""
_FIRST_MARK = "\u0300"
_TICKED = frozenset({"on", "yes", "true", "1"})


def clean_paragraphs(typed: str) -> str:
    """The text with its line ends as `\\n` and without what nobody can see."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
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


def says_something(typed: str) -> bool:
    """Whether anything is left of it once it is cleaned; looks no further than it must."""
    return any(
        unicodedata.category(letter) not in ("Cc", "Cs")
        and not letter.isspace()
        and not _DIRECTION_OVERRIDES.match(letter)
        for letter in typed
    )


def clean_line(typed: str) -> str:
    """The text on one line, every stretch of blanks a single one."""
    return " ".join(clean_paragraphs(typed).split())


def with_plain_digits(typed: str) -> str:
    """The text with the digits of every script, such as \u0661\u0662, as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in typed)


def _email(typed: str) -> str:
    address = clean_line(typed).lower()
    if not EMAIL.fullmatch(address) or len(address) > 254:
        raise PydanticCustomError(
            "bad_email", msgid("Please give a mail address such as name@example.org.")
        )
    return address


def _phone(typed: str) -> str:
    number = clean_line(typed)
    if not _PHONE.fullmatch(number):
        raise PydanticCustomError(
            "bad_phone", msgid("Please give a telephone number, digits only, such as 05361 123456.")
        )
    return number


def _day(typed: str) -> date:
    match = _DAY.fullmatch(with_plain_digits(clean_line(typed)))
    if match is None:
        raise PydanticCustomError(
            "bad_day", msgid("Please give day, month and year in digits, such as 14 1 2027.")
        )
    try:
        year, month, day = (int(part) for part in match.groups())
        return date(year if len(match[1]) == 4 else 2000 + year, month, day)
    except ValueError:
        raise PydanticCustomError(
            "no_such_day", msgid("There is no such day. Please check the date.")
        ) from None


def _clock_time(typed: str) -> ClockTime:
    try:
        return ClockTime.parse(typed.strip())
    except ValueError:
        raise PydanticCustomError(
            "bad_time", msgid("Please choose a time such as 18:00.")
        ) from None


def _number(typed: str) -> int:
    digits = with_plain_digits(clean_line(typed))
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 9):
        raise PydanticCustomError("bad_number", msgid("Please give a whole number in digits."))
    return int(digits)


def _ticked(typed: str) -> bool:
    return typed in _TICKED


Line = Annotated[str, BeforeValidator(clean_line), Field(max_length=200)]
"""One line of text; a model may set a shorter limit: `Annotated[Line, Field(max_length=80)]`."""

Paragraphs = Annotated[str, BeforeValidator(clean_paragraphs), Field(max_length=4000)]
"""Several lines of text."""

Email = Annotated[str, BeforeValidator(_email)]
"""A mail address in small letters, at most 254 characters (RFC 5321, section 4.5.3.1)."""

Phone = Annotated[str, BeforeValidator(_phone)]
"""A telephone number as people write it."""

Day = Annotated[date, BeforeValidator(_day)]
"""A date, from the three fields `name-day`, `name-month`, `name-year` or from `name=2027-01-14`;
a year of two digits is one of this century."""

Time = Annotated[InstanceOf[ClockTime], BeforeValidator(_clock_time)]
"""A clock time such as `18:00`, from a select."""

Number = Annotated[int, BeforeValidator(_number)]
"""A whole number, not negative; limits are set by the model with `Field(ge=1, le=400)`."""

Ticked = Annotated[bool, BeforeValidator(_ticked)]
"""A checkbox; give it the default False, for an empty one is not sent at all."""
