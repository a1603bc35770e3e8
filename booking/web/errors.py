"""What a refused or failed request is answered with: one table, two shapes.

Pages get `error.html` in the language of the person with what to do next; everything
below `/api` gets a problem detail (RFC 9457). A fault of ours is logged with its
traceback and shown without it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from booking.domain import refusals
from booking.domain.accounts import CodeNeeded, LastAdmin
from booking.domain.delegates import LastDelegate
from booking.domain.mail_states import MailNotWaiting
from booking.domain.proofs import WrongCode
from booking.domain.refusals import Refusal
from booking.web.cookies import ended_cookie
from booking.web.csrf import CSRF_COOKIE
from booking.web.negotiation import words_of
from booking.web.problems import FieldFaults, NotJson, problem_of
from booking.web.requests import Asker
from booking.web.templating import render
from booking.words.refusals import explain

log = logging.getLogger("booking.web")

STATUS_OF: Mapping[type[Refusal], HTTPStatus] = {
    refusals.NotFound: HTTPStatus.NOT_FOUND,
    refusals.SignInNeeded: HTTPStatus.UNAUTHORIZED,
    refusals.WrongSignIn: HTTPStatus.UNAUTHORIZED,
    WrongCode: HTTPStatus.UNPROCESSABLE_ENTITY,
    refusals.NotAllowed: HTTPStatus.FORBIDDEN,
    refusals.Gone: HTTPStatus.GONE,
    refusals.OwnFeedGone: HTTPStatus.GONE,
    refusals.TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
    refusals.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    refusals.VersionConflict: HTTPStatus.CONFLICT,
    refusals.WrongStep: HTTPStatus.CONFLICT,
    refusals.DatesNotFree: HTTPStatus.CONFLICT,
    refusals.NotMovable: HTTPStatus.CONFLICT,
    refusals.CannotUndo: HTTPStatus.CONFLICT,
    refusals.WrongMoment: HTTPStatus.CONFLICT,
    refusals.KeyUsedOtherwise: HTTPStatus.UNPROCESSABLE_ENTITY,
    MailNotWaiting: HTTPStatus.CONFLICT,
    LastAdmin: HTTPStatus.CONFLICT,
    CodeNeeded: HTTPStatus.UNAUTHORIZED,
    LastDelegate: HTTPStatus.CONFLICT,
    refusals.BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    FieldFaults: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotJson: HTTPStatus.BAD_REQUEST,
}
_CODE_OF: Mapping[int, str] = {
    400: "bad_request",
    401: "sign_in_needed",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_attempts",
    503: "busy",
}
_BUSY_FOR = 2
"""Seconds after which a busy database is worth another try."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, before it is put into words."""

    code: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


def answer_error(request: Asker, error: Exception) -> Response[Any]:
    """The answer to every exception; for the `exception_handlers` of the app."""
    failure = failure_of(error)
    if failure.code == "crash":
        log.error("unhandled fault on %s", request.scope.get("path_template"), exc_info=error)
    if _is_api(request):
        return problem_of(request, failure.code, failure.status, error, failure.headers)
    if failure.code == "sign_in_needed" and request.method in ("GET", "HEAD"):
        return Redirect(f"/sign-in?next={quote(_address(request), safe='')}", status_code=303)
    return _error_page(request, _as_staff_know_it(request, failure))


def failure_of(error: Exception) -> Failure:
    """The code and status of an exception; whatever is not meant for people is a crash."""
    if isinstance(error, Refusal):
        known = (STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)
        status = next(known, HTTPStatus.CONFLICT)
        return Failure(error.code, status, _headers_of(error))
    if isinstance(error, HTTPException) and error.status_code < 500:
        if "CSRF" in error.detail:
            return Failure("form_expired", 403)
        code = _CODE_OF.get(error.status_code, "bad_request")
        return Failure(code, error.status_code, error.headers or {})
    return Failure("crash", 500)


EXCEPTION_HANDLERS = {Exception: answer_error}


def _headers_of(refusal: Refusal) -> Mapping[str, str]:
    if isinstance(refusal, refusals.SignInNeeded):
        return {"www-authenticate": "Bearer"}
    if isinstance(refusal, refusals.Busy):
        return {"retry-after": str(_BUSY_FOR)}
    if "retry_after" in refusal.facts:
        return {"retry-after": str(refusal.facts["retry_after"])}
    return {}


def _error_page(request: Asker, failure: Failure) -> Response[bytes]:
    told = explain(failure.code, words_of(request))
    page = render(request, "error.html", {"told": told, "code": failure.code}, failure.status)
    page.headers.update(failure.headers)
    if failure.code in ("form_expired", "staff_form_expired"):
        # one of an older secret would never work again
        page.set_cookie(ended_cookie(CSRF_COOKIE, request.app.state.base_url))
    return page


def _as_staff_know_it(request: Asker, failure: Failure) -> Failure:
    """The failure of a form of staff, who lose much if they are not told how to go on."""
    if failure.code == "sign_in_needed":
        return replace(failure, code="session_ended")
    if failure.code == "form_expired" and request.url.path.startswith("/staff/"):
        return replace(failure, code="staff_form_expired")
    return failure


def _is_api(request: Asker) -> bool:
    return request.url.path == "/api" or request.url.path.startswith("/api/")


def _address(request: Asker) -> str:
    """Where the person wanted to go; only path and query, never another host."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
