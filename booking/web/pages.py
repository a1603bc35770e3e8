"""How a page is declared: it answers HEAD as it answers GET, and runs in a thread."""

from collections.abc import Callable
from typing import Any

from litestar.enums import HttpMethod, MediaType
from litestar.handlers import HTTPRouteHandler, route


def page(path: str | list[str], **options: Any) -> Callable[[Callable[..., Any]], HTTPRouteHandler]:
    """The decorator of every handler that shows a page; options are those of `litestar.route`.

    Litestar answers 405 to HEAD on a `@get`; RFC 9110, section 9.1 wants it supported.
    """
    return route(
        path,
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        media_type=MediaType.HTML,
        include_in_schema=False,
        sync_to_thread=True,
        **options,
    )
