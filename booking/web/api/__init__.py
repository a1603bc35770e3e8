"""The JSON API."""

from litestar import Router

API = Router("/api", route_handlers=[])
