"""Cookies that open something, and how a browser is rid of them.

In a house reached by https their names begin with `__Host-`: browsers take such a cookie
only over https and from this very host (RFC 6265bis, section 4.1.3.2), so no neighbour
under the same domain can plant one.
"""

from litestar.datastructures import Cookie


def is_https(base_url: str) -> bool:
    """Whether people reach the house by https only."""
    return base_url.startswith("https:")


def cookie_name(name: str, base_url: str) -> str:
    """The name under which the cookie travels."""
    return f"__Host-{name}" if is_https(base_url) else name


def ended_cookie(name: str, base_url: str) -> Cookie:
    """Makes a browser forget the cookie. It must be Secure as well, or the browser does not
    take the word of a cookie of that name."""
    return Cookie(
        key=cookie_name(name, base_url), path="/", secure=is_https(base_url), expires=0, max_age=0
    )
