"""Cookies that open something, and how a browser is rid of them.

In a house reached by https their names begin with `__Host-`: browsers take such a cookie
only over https and from this very host (RFC 6265bis, section 4.1.3.2), so no neighbour
under the same domain can plant one.
"""

from datetime import timedelta

from litestar.datastructures import Cookie


def is_https(base_url: str) -> bool:
    """Whether people reach the house by https only."""
    return base_url.startswith("https:")


def cookie_name(name: str, base_url: str) -> str:
    """The name under which the cookie travels."""
    return f"__Host-{name}" if is_https(base_url) else name


def secret_cookie(name: str, secret: str, base_url: str, lasts: timedelta | None = None) -> Cookie:
    """A cookie that no script reads and no form of another site sends; without a duration it
    goes when the browser is closed."""
    return Cookie(
        key=cookie_name(name, base_url),
        value=secret,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_https(base_url),
        max_age=int(lasts.total_seconds()) if lasts else None,
    )


def ended_cookie(name: str, base_url: str) -> Cookie:
    """Makes a browser forget the cookie. It must be Secure as well, or the browser does not
    take the word of a cookie of that name."""
    return Cookie(
        key=cookie_name(name, base_url), path="/", secure=is_https(base_url), expires=0, max_age=0
    )
