"""All addresses of the house, and what surrounds each of them."""

from typing import Any

from litestar import Router

from booking.web.api import API
from booking.web.csrf import csrf_guard
from booking.web.dependencies import COMMON
from booking.web.envelope import Envelope
from booking.web.errors import EXCEPTION_HANDLERS
from booking.web.feeds import FEEDS
from booking.web.health import HEALTH
from booking.web.identity import Identity
from booking.web.requests import HouseRequest
from booking.web.site import SITE
from booking.web.static_files import serve_static

LARGEST_BODY = 256 * 1024
"""Bytes of a form or of a call to the API; more is refused unread."""


def routes(base_url: str, secret: str) -> dict[str, Any]:
    """The part of the application that the web floor answers for."""
    site = Router("/", route_handlers=SITE, middleware=[Identity()])
    return {
        "route_handlers": [site, API, *FEEDS, *HEALTH, serve_static],
        "dependencies": dict(COMMON),
        "before_send": [Envelope(base_url)],
        "middleware": [csrf_guard(secret, base_url)],
        "exception_handlers": EXCEPTION_HANDLERS,
        "request_class": HouseRequest,
        "request_max_body_size": LARGEST_BODY,
        "openapi_config": None,
    }
