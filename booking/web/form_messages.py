"""What to say about a field that was not understood, by pydantic's type of error.

Errors that our own types and models raise carry their msgid themselves; those of
pydantic are written for programmers and are replaced by the sentences here.
"""

from collections.abc import Mapping
from typing import get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from booking.words.catalogue import Words, msgid

_CHOOSE = msgid("Please choose one of the answers.")
_FILL_IN = msgid("Please fill in this field.")
_CHECK = msgid("Please check this entry.")

_BY_TYPE: Mapping[str, str] = {
    "missing": _FILL_IN,
    "string_too_short": _FILL_IN,
    "too_short": _CHOOSE,
    "enum": _CHOOSE,
    "literal_error": _CHOOSE,
    "string_too_long": msgid("Please write at most %(max_length)s characters."),
    "too_long": msgid("Please choose at most %(max_length)s."),
    "greater_than_equal": msgid("Please give a number of at least %(ge)s."),
    "less_than_equal": msgid("Please give a number of at most %(le)s."),
}
_OF_PYDANTIC = frozenset(get_args(ErrorType))


def message_for(error: ErrorDetails, words: Words) -> str:
    """The sentence for one error of a form."""
    kind = error["type"]
    if kind == "too_long" and isinstance(error["input"], str):  # a limit that a model has added
        kind = "string_too_long"
    message = _BY_TYPE.get(kind, _CHECK) if kind in _OF_PYDANTIC else error["msg"]
    return words.gettext(message, **error.get("ctx", {}))
