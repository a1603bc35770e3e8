"""What may stand in one field of a body: strict in kind, cleaned where people typed it.

A number in quotes, a date with a time or a switch written as 1 is refused rather than
guessed at. Text loses what nobody can see, as it does in forms.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    ValidationInfo,
)
from pydantic import WithJsonSchema as Told
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from booking.domain.clean_text import clean_line, clean_paragraphs
from booking.domain.house import House
from booking.web.form_types import EMAIL
from calendars.recurrence import Recurrence, RecurrenceError
from calendars.wallclock import ClockTime

_DAY = re.compile(r"2[01][0-9]{2}-[0-9]{2}-[0-9]{2}")  # from 2000 on, for 200 years
LARGEST_ID = 2**31 - 1
LONGEST_RULE = 1000


class Body(BaseModel):
    """A part of a body: knows all its fields and refuses every other one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def house_of(info: ValidationInfo) -> House:
    """The house whose short names a body may use."""
    if not isinstance(info.context, House):
        raise TypeError("a body is read in the context of its house")
    return info.context


def read_day(written: Any) -> date:
    """A day written as 2027-01-14 and in no other way; raises `PydanticCustomError`."""
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        raise PydanticCustomError("bad_day", "no day")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("no_such_day", "no such day") from None


def _clock_time(written: Any) -> ClockTime:
    try:
        return ClockTime.parse(written)
    except (TypeError, ValueError):
        raise PydanticCustomError("bad_time", "no time") from None


def _rule(written: Any) -> Recurrence:
    if not isinstance(written, str):
        raise PydanticCustomError("not_text", "no text")
    if len(written) > LONGEST_RULE:
        raise PydanticCustomError("too_long", "too long", {"max_length": LONGEST_RULE})
    try:
        return Recurrence.parse(written)
    except RecurrenceError as error:
        raise PydanticCustomError(error.code, "no rule", dict(error.facts)) from error


def _email(written: str) -> str:
    address = clean_line(written).lower()
    if address and not EMAIL.fullmatch(address):
        raise PydanticCustomError("bad_email", "no address")
    return address


def _read_by(read: Callable[[Any], Any]) -> GetPydanticSchema:
    """Leaves a value of ours to this function alone, in the description as well."""
    return GetPydanticSchema(lambda _type, _next: no_info_plain_validator_function(read))


StrictText = Annotated[str, Field(strict=True, max_length=20_000)]
Line = Annotated[StrictText, AfterValidator(clean_line)]
"""One line of text; a field sets its own limits after cleaning."""
Paragraphs = Annotated[StrictText, AfterValidator(clean_paragraphs)]
"""Several lines of text."""
Email = Annotated[
    StrictText,
    AfterValidator(_email),
    Field(max_length=254),  # RFC 5321, section 4.5.3.1
]
"""A mail address in small letters, or nothing."""
Switch = Annotated[bool, Field(strict=True)]
Number = Annotated[int, Field(strict=True)]
Id = Annotated[int, Field(strict=True, ge=1, le=LARGEST_ID)]
"""The id of one date of a booking."""
Day = Annotated[date, BeforeValidator(read_day), Told({"type": "string", "format": "date"})]
"""A day on the wall calendar of the house."""
Clock = Annotated[
    ClockTime,
    _read_by(_clock_time),
    Told({"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"}),
]
"""A time on the wall clock of the house, from 00:00 to 24:00."""
Rule = Annotated[
    Recurrence,
    _read_by(_rule),
    Told({"type": "string", "maxLength": LONGEST_RULE, "examples": ["FREQ=WEEKLY;COUNT=10"]}),
]
"""A recurrence rule (RFC 5545, 3.3.10), as far as the house takes it."""
