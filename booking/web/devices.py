"""Devices on which somebody has proven an address, by a cookie that lasts as long."""

from litestar.datastructures import Cookie

from booking.domain.proofs import DEVICE_LASTS, Proven
from booking.services.books import Books
from booking.services.proofs import find_proven_email
from booking.web.cookies import cookie_name, secret_cookie
from booking.web.requests import Asker

DEVICE_COOKIE = "device"


def device_cookie(proven: Proven, base_url: str) -> Cookie:
    """The cookie of a known device."""
    return secret_cookie(DEVICE_COOKIE, proven.secret, base_url, DEVICE_LASTS)


def proven_email(request: Asker, books: Books) -> str | None:
    """The address that was proven on this device; None if none was, or too long ago."""
    state = request.app.state
    secret = request.cookies.get(cookie_name(DEVICE_COOKIE, state.base_url))
    return find_proven_email(books, secret, state.clock()) if secret else None
