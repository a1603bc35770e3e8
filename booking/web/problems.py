"""Problem details for programs: `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping, Sequence

from litestar import Response
from litestar.exceptions import HTTPException

from booking.domain.refusals import BadInput, Refusal
from booking.web.negotiation import words_of
from booking.web.requests import Asker
from booking.words.catalogue import Words
from booking.words.problems import problem_text
from booking.words.refusals import explain_to_program

MEDIA_TYPE = "application/problem+json"


class NotJson(Refusal):
    """The body is no JSON object, or one that readers would understand differently."""

    code = "not_json"


class FieldFaults(Refusal):
    """Something is wrong with several fields; all of them are told at once."""

    code = "bad_input"

    def __init__(self, faults: Sequence[BadInput]) -> None:
        super().__init__()
        self.faults = tuple(faults)


def problem_of(
    request: Asker,
    code: str,
    status: int,
    error: Exception,
    headers: Mapping[str, str],
    more: Mapping[str, object] | None = None,
) -> Response[dict[str, object]]:
    """The problem detail for a code, `errors` naming each field that was not understood.

    `more` are members that only this problem has (section 3.2). `type` is a relative
    reference (section 3.1.1) to the page about the API, the same in every house.
    """
    words = words_of(request)
    told = explain_to_program(code, words)
    members: dict[str, object] = {
        "type": f"/api#{code}",
        "title": told.title,
        "status": int(status),
        "detail": told.advice,
        **(more or {}),
    }
    if errors := _field_errors(error, words):
        members["errors"] = errors
    return Response(members, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers))


def _field_errors(error: Exception, words: Words) -> list[dict[str, str]]:
    """One entry per field; Litestar tells the dotted path of a field of the body as `key`."""
    if isinstance(error, BadInput | FieldFaults):
        return [
            {"pointer": fault.pointer, "detail": problem_text(fault.problem, fault.facts, words)}
            for fault in (error.faults if isinstance(error, FieldFaults) else (error,))
        ]
    if isinstance(error, HTTPException) and isinstance(error.extra, list):
        return [
            {"pointer": _pointer(str(one.get("key", ""))), "detail": str(one.get("message", ""))}
            for one in error.extra
            if isinstance(one, dict)
        ]
    return []


def _pointer(key: str) -> str:
    """A dotted path as a JSON pointer (RFC 6901); the whole body is the empty one."""
    return "".join(f"/{part}" for part in key.split(".") if part)
