"""What may be typed into one field: cleaned, checked strictly, told in words when refused.

Each refusal is a `PydanticCustomError` whose text is a msgid.
"""

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, InstanceOf
from pydantic_core import PydanticCustomError

from booking.domain.clean_text import clean_line, clean_paragraphs
from booking.words.catalogue import msgid
from calendars.wallclock import ClockTime

EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"\\.]+(\.[^@\s,;:<>()\[\]\"\\.]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{2,28}[0-9]")
_DAY = re.compile(r"([0-9]{4}|[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})")
_YEARS = range(1900, 2200)
"""Beyond them it is a typing error, and no calendar of the house reaches there."""
_TICKED = frozenset({"on", "yes", "true", "1"})


def says_something(typed: str) -> bool:
    """Whether anybody could see something of it; looks no further than it must. Marks that
    only steer the others, such as the direction, say nothing by themselves."""
    return any(
        unicodedata.category(letter) not in ("Cc", "Cf", "Cs") and not letter.isspace()
        for letter in typed
    )


def with_plain_digits(typed: str) -> str:
    """The text with the digits of every script, such as \u0661\u0662, as 0 to 9, and without
    the marks that nobody sees and that come along when a number is copied."""
    seen = (c for c in typed if unicodedata.category(c) != "Cf")
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in seen)


def _email(typed: str) -> str:
    address = clean_line(typed).lower()
    if not EMAIL.fullmatch(address) or len(address) > 254:
        raise PydanticCustomError(
            "bad_email", msgid("Please give a mail address such as name@example.org.")
        )
    return address


def _phone(typed: str) -> str:
    number = with_plain_digits(clean_line(typed))
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
        meant = date(year if len(match[1]) == 4 else 2000 + year, month, day)
        if meant.year not in _YEARS:
            raise ValueError
    except ValueError:
        raise PydanticCustomError(
            "no_such_day", msgid("There is no such day. Please check the date.")
        ) from None
    return meant


def is_day(text: str) -> bool:
    """Whether it is a day as our pages write it (ISO 8601)."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


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


def _code(typed: str) -> str:
    return with_plain_digits(clean_line(typed))


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

Code = Annotated[str, BeforeValidator(_code), Field(max_length=40)]
"""A code from a mail or a telephone, its digits of whatever script."""

Nonce = Annotated[str, Field(pattern="^[ -~]{10,64}$")]
"""What `new_nonce` has made, to be kept as it is: PostgreSQL takes no text with a NUL in it."""

Ticked = Annotated[bool, BeforeValidator(_ticked)]
"""A checkbox; give it the default False, for an empty one is not sent at all."""
