"""Problem details for programs: `application/problem+json` (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from booking.domain.refusals import BadInput
from booking.web.negotiation import words_of
from booking.words.catalogue import Words
from booking.words.problems import problem_text
from booking.words.refusals import explain_to_program

MEDIA_TYPE = "application/problem+json"


def problem_of(
    request: Request[Any, Any, Any],
    code: str,
    status: int,
    error: Exception,
    headers: Mapping[str, str],
) -> Response[dict[str, object]]:
    """The problem detail for a code, `errors` naming each field that was not understood.

    `type` is a relative reference (section 3.1.1) to the page about the API, so that it
    is the same in every house.
    """
    words = words_of(request)
    told = explain(code, words)
    members: dict[str, object] = {
        "type": f"/api#{code}",
        "title": told.title,
        "status": int(status),
        "detail": told.advice,
    }
    if errors := _field_errors(error, words):
        members["errors"] = errors
    return Response(members, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers))


def _field_errors(error: Exception, words: Words) -> list[dict[str, str]]:
    """One entry per field; Litestar tells the dotted path of a field of the body as `key`."""
    if isinstance(error, BadInput):
        return [
            {"pointer": error.pointer, "detail": problem_text(error.problem, error.facts, words)}
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
