"""From the bytes of a body to a checked value, or to everything that is wrong with it.

JSON is read so that no two readers can differ about it (RFC 8259, 4, 6 and 8:
names that come twice, NaN, halves of characters), and each fault is told by its pointer.
"""

import json
from collections.abc import Mapping
from typing import TypeVar

from litestar.exceptions import HTTPException
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from booking.domain.house import House
from booking.domain.refusals import BadInput
from booking.web.api.fields import Body
from booking.web.problems import FieldFaults, NotJson
from booking.web.requests import Asker

B = TypeVar("B", bound=Body)
MOST_FAULTS = 50
"""So many faults are told at once; whoever has more has another problem."""

PROBLEM_OF: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
    "dict_type": "not_an_object",
    "tuple_type": "not_a_list",
    "string_type": "not_text",
    "string_unicode": "not_text",
    "int_type": "not_a_number",
    "int_parsing_size": "not_a_number",
    "bool_type": "not_a_switch",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "too_short": "too_few",
    "too_long": "too_many",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "enum": "not_a_choice",
    "literal_error": "not_a_choice",
}
"""Our own word for each of pydantic's types of error."""


def read_body(model: type[B], request: Asker, body: bytes, house: House) -> B:
    """The body as this model. Raises `NotJson`, `FieldFaults`, and status 415 for a body
    that does not say that it is JSON."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(status_code=415)
    content = read_json(body)
    try:
        return model.model_validate(content, context=house)
    except ValidationError as fault:
        errors = fault.errors(include_url=False)[:MOST_FAULTS]
        raise FieldFaults([fault_of(error) for error in errors]) from fault


def read_json(body: bytes) -> object:
    """The value that the body stands for. Raises `NotJson`."""
    try:
        content: object = json.loads(
            body.decode(), object_pairs_hook=_each_name_once, parse_constant=_refuse
        )
        json.dumps(content, ensure_ascii=False).encode()  # no half of a character, RFC 8259, 8.2
    except (ValueError, RecursionError) as fault:
        raise NotJson from fault
    return content


def fault_of(error: ErrorDetails) -> BadInput:
    """One of pydantic's errors in our words."""
    kind = error["type"]
    if kind in ("too_short", "too_long") and isinstance(error["input"], str):
        kind = f"string_{kind}"
    facts = dict(error.get("ctx", {}))
    if kind in ("enum", "literal_error"):  # "'skip', 'wait' or 'fail'"
        facts["expected"] = facts["expected"].replace("'", "").replace(" or ", ", ")
    return BadInput(pointer_of(error["loc"]), PROBLEM_OF.get(kind, kind), **facts)


def pointer_of(location: tuple[int | str, ...]) -> str:
    """Where in the body, as RFC 6901 writes it."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in location)


def _each_name_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise ValueError("a name comes twice")
    return named


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
