"""Every address that the program answers, as its own routes tell it; none can be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass

from litestar import Litestar

from booking.web.routes import routes


@dataclass(frozen=True)
class Address:
    """One method of one route; `parts` are the names and types in its path. HEAD is not told
    apart: it is answered as GET is."""

    method: str
    path: str
    parts: tuple[tuple[str, type], ...]


def every_address() -> tuple[Address, ...]:
    """All pages, forms, feeds and calls, in an order of their own."""
    return tuple(sorted(_addresses(), key=lambda one: (one.path, one.method)))


def _addresses() -> Iterator[Address]:
    app = Litestar(**routes("http://127.0.0.1", "no secret"), logging_config=None)
    for route in app.routes:
        parts = tuple((one.name, one.type) for one in route.path_parameters.values())
        for method in getattr(route, "methods", ()):
            if method in ("GET", "POST"):
                yield Address(method, route.path_format, parts)
