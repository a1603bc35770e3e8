"""What the room file may say, as types: the words from which all its values are made.

A declaration is a frozen value, the check of what was written and the source of
the JSON Schema at once. Each type accepts exactly one way of writing a thing and
refuses every other one with a sentence that says what to do.
"""

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

HOUSE_RULE = "house_rule"
"""The error type of sentences that are already written for people."""

_SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(2000, 2200)  # far enough for a house, near enough to calculate with


def fault(sentence: str) -> PydanticCustomError:
    """A refusal whose sentence is shown as it stands."""
    return PydanticCustomError(HOUSE_RULE, "{sentence}", {"sentence": sentence})


class Declared(BaseModel):
    """A frozen value that knows all its keys and refuses every other one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def or_short_form(
    model: CoreSchema, handler: GetJsonSchemaHandler, short: JsonSchemaValue
) -> JsonSchemaValue:
    """The JSON Schema of a model that may also be written in a short form."""
    full = handler.resolve_ref_schema(handler(model))
    return {"description": full.pop("description", ""), "anyOf": [short, full]}


def _check_slug(text: str) -> str:
    if len(text) > 40 or not re.match(_SLUG, text):
        raise fault(
            f"{text!r} is not a slug. Use small letters a to z, digits and single hyphens, "
            "begin with a letter, at most 40 characters: seminar-1."
        )
    return text


def _check_line(text: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in text):
        raise fault("This text must be one line without control characters.")
    return text


def _read_day(written: Any) -> Any:
    if isinstance(written, date) and not isinstance(written, datetime):
        return written
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        raise fault(f"{written!r} is not a date. Write year-month-day: 2026-12-23.")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise fault(f"The calendar has no day {written}.") from None
    if day.year not in _YEARS:
        raise fault(f"The year of {written} must lie between {_YEARS[0]} and {_YEARS[-1]}.")
    return day


Slug = Annotated[
    str, AfterValidator(_check_slug), WithJsonSchema({"type": "string", "pattern": _SLUG})
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000),
    AfterValidator(_check_line),
]
Day = Annotated[
    date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})
]
Switch = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=1, le=100_000)]
Minutes = Annotated[int, Field(strict=True, ge=0, le=24 * 60)]
Days = Annotated[int, Field(strict=True, ge=0, le=3660)]
