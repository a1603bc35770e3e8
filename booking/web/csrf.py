"""Forms are only taken from pages of the house: Litestar's signed double-submit cookie.

Whoever fills in a long form may outlive their cookie. A handler that can show the form
again, with a new token and all that was typed, asks for it with `SHOWN_AGAIN`.

Three gaps are closed here. A token that is no plain text would crash the comparison
instead of being refused; files that somebody sends who is turned away before the handler
would stay open; and the cookie of an older secret, which no browser would ever be rid of,
is expired by `booking.web.errors` when it is met.
"""

from typing import Any

from litestar.config.csrf import CSRFConfig
from litestar.datastructures import FormMultiDict
from litestar.exceptions import PermissionDeniedException
from litestar.middleware import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware, generate_csrf_token
from litestar.types import Empty, Receive, Scope, Send
from litestar.utils.scope.state import ScopeState

from booking.web.cookies import cookie_name, is_https
from booking.web.requests import Asker

CSRF_COOKIE = "csrftoken"
NO_CSRF = {"exclude_from_csrf": True}
"""The `opt` of handlers that no browser form reaches: the API, feeds, static files."""
_SHOWN_AGAIN = "shown_again"
SHOWN_AGAIN = {_SHOWN_AGAIN: True}
"""The `opt` of handlers that get forms without a valid token, too. Such a handler stores
nothing while `is_unproven` says so."""
_UNPROVEN = "booking.unproven"


def is_unproven(request: Asker) -> bool:
    """Whether nobody knows that this form came from a page of the house."""
    return bool(request.scope["state"].get(_UNPROVEN))


class CsrfGuard(CSRFMiddleware):
    """Litestar's guard, which here refuses a token of any make instead of failing on some."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, or lets the handler show the form again, with a new cookie."""
        try:
            await super().__call__(scope, receive, send)
        except PermissionDeniedException as refusal:
            if "CSRF" not in refusal.detail or not scope["route_handler"].opt.get(_SHOWN_AGAIN):
                raise
            scope["state"][_UNPROVEN] = True
            token = generate_csrf_token(self.config.secret)
            ScopeState.from_scope(scope).csrf_token = token
            await self.app(scope, receive, self.create_send_wrapper(send, token, None))
        finally:
            if (sent := ScopeState.from_scope(scope).form) is not Empty:
                await FormMultiDict.from_form_data(sent).close()

    def _decode_csrf_token(self, token: Any) -> str | None:
        if not (isinstance(token, str) and token.isascii()):
            return None
        return super()._decode_csrf_token(token)


def csrf_guard(secret: str, base_url: str) -> DefineMiddleware:
    """The middleware for the app; its cookie is Secure if the house is reached by https."""
    config = CSRFConfig(
        secret=secret,
        cookie_name=cookie_name(CSRF_COOKIE, base_url),
        cookie_httponly=True,
        cookie_samesite="lax",
        cookie_secure=is_https(base_url),
    )
    return DefineMiddleware(CsrfGuard, config=config)
