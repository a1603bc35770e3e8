"""The language of one HTTP request, worked out once and remembered for its whole course.

It needs no middleware, so that even the page for an unknown address is told in the
right language.
"""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.types import Scope

from booking.domain.house import House
from booking.web.cookies import is_https
from booking.web.requests import Asker
from booking.words.catalogue import Words
from booking.words.language import negotiate

LANGUAGE_COOKIE = "lang"
_YEAR = 365 * 24 * 3600
_REMEMBERED = "booking.language"
ONLY_RETOLD = "retold"
"""Stands in the address to which a language button sends a form."""


def language_of(scope: Scope) -> str:
    """The language to answer in: `?lang=`, then the cookie, then Accept-Language."""
    state: dict[str, Any] = scope["state"]
    if _REMEMBERED not in state:
        connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
        state[_REMEMBERED] = negotiate(
            _said(connection),
            connection.cookies.get(LANGUAGE_COOKIE),
            connection.headers.get("accept-language", ""),
            languages_of(scope),
        )
    return str(state[_REMEMBERED])


def languages_of(scope: Scope) -> tuple[str, ...]:
    """The languages in which this house has its pages; the first is preset."""
    house: House = scope["litestar_app"].state.house
    return house.languages


def words_of(request: Asker) -> Words:
    """The words in the language of whoever sent this request."""
    return Words(language_of(request.scope))


def is_only_retold(request: Asker) -> bool:
    """Whether a form was sent only to be read in another language: then nothing is done. A deed
    whose address names a language is done, and answered in it."""
    return ONLY_RETOLD in request.query_params


def find_language_cookie(scope: Scope) -> Cookie | None:
    """The cookie to set, if the address names a language that is not remembered yet."""
    connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
    said = _said(connection)
    if said not in languages_of(scope) or connection.cookies.get(LANGUAGE_COOKIE) == said:
        return None
    return Cookie(
        key=LANGUAGE_COOKIE,
        value=said,
        path="/",
        max_age=_YEAR,
        httponly=True,
        samesite="lax",
        secure=is_https(connection.app.state.base_url),
    )


def _said(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    return connection.query_params.get("lang")
