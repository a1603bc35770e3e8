"""Forms are only taken from pages of the house: Litestar's signed double-submit cookie.

Two gaps are closed here. A token that is no plain text would crash the comparison
instead of being refused, and the cookie of an older secret, which no browser would
ever be rid of, is expired by `booking.web.errors` when it is met.
"""

from typing import Any

from litestar.config.csrf import CSRFConfig
from litestar.middleware import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware

CSRF_COOKIE = "csrftoken"
NO_CSRF = {"exclude_from_csrf": True}
"""The `opt` of handlers that no browser form reaches: the API, feeds, static files."""


class CsrfGuard(CSRFMiddleware):
    """Litestar's guard, which here refuses a token of any make instead of failing on some."""

    def _decode_csrf_token(self, token: Any) -> str | None:
        if not (isinstance(token, str) and token.isascii()):
            return None
        return super()._decode_csrf_token(token)


def csrf_guard(secret: str, base_url: str) -> DefineMiddleware:
    """The middleware for the app; its cookie is Secure if the house is reached by https."""
    config = CSRFConfig(
        secret=secret,
        cookie_name=CSRF_COOKIE,
        cookie_httponly=True,
        cookie_samesite="lax",
        cookie_secure=base_url.startswith("https:"),
    )
    return DefineMiddleware(CsrfGuard, config=config)
