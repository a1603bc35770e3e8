"""Who is asking: the session of a browser, or the token of a program.

Pages know people by a session cookie and nothing else; the API knows them by a bearer
token and nothing else. So no page of another house can use somebody's session to act
through the API, and a token typed into a form opens nothing.
"""

from typing import Any

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from booking.domain.people import VISITOR, Person
from booking.domain.refusals import SignInNeeded
from booking.services import sign_in, tokens
from booking.services.sign_in import SignedIn
from booking.web.cookies import cookie_name, secret_cookie

SESSION_COOKIE = "session"
BEARER = "bearer "


class Identity(ASGIMiddleware):
    """Puts the person with a session on the scope, as `user`."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Looks the session up, if there is one."""
        connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
        state = connection.app.state
        secret = connection.cookies.get(cookie_name(SESSION_COOKIE, state.base_url))
        scope["user"] = (
            await sync_to_thread(sign_in.find_person, state.books.database, secret, state.clock())
            if secret
            else None
        )
        await next_app(scope, receive, send)


def session_person(connection: ASGIConnection[Any, Any, Any, Any]) -> Person:
    """Who uses this page."""
    person = connection.scope.get("user")
    return person if isinstance(person, Person) else VISITOR


def bearer_person(connection: ASGIConnection[Any, Any, Any, Any]) -> Person:
    """Who uses the API: a visitor without a token; raises `SignInNeeded` for one that
    opens nothing, so that a typing error is not taken for a visitor."""
    header = connection.headers.get("authorization", "")
    if not header:
        return VISITOR
    state = connection.app.state
    secret = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
    person = tokens.find_bearer(state.books, secret, state.clock()) if secret else None
    if person is None:
        raise SignInNeeded(why="unknown_token")
    return person


def session_cookie(signed_in: SignedIn, base_url: str) -> Cookie:
    """The cookie of a new session."""
    return secret_cookie(SESSION_COOKIE, signed_in.secret, base_url)
