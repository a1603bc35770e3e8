"""The calendars over HTTP."""

from litestar import Router

FEEDS = Router("/calendars", route_handlers=[])
