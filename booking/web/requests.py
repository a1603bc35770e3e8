"""Requests as handlers get them. Senders make mistakes in the middle of the body: they are
refused, and it is no fault of ours.

Litestar tells both mistakes as failures of the server, with a traceback in the log.
"""

import logging
from collections.abc import AsyncGenerator
from typing import Any, TypeAlias

from litestar import Request
from litestar.datastructures import FormMultiDict
from litestar.exceptions import ClientException, InternalServerException

log = logging.getLogger("booking.web")
Asker: TypeAlias = Request[Any, Any, Any]
"""Whoever asks for something, with all that they sent; what handlers call `request`."""


class HouseRequest(Request[Any, Any, Any]):
    """A request as Litestar knows it, with the blame where it belongs."""

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body in parts. Raises `ClientException` if the sender hangs up before its end;
        nobody hears the answer, and one line of the log tells it."""
        try:
            async for part in super().stream():
                yield part
        except InternalServerException as hung_up:
            log.info("%s: hung up before the body was there", self.scope["path_template"])
            raise ClientException(hung_up.detail) from None

    async def form(self) -> FormMultiDict:
        """The form in the body. Raises `ClientException` if it is no text (RFC 7578,
        section 5.1.2: UTF-8)."""
        try:
            return await super().form()
        except UnicodeDecodeError:
            raise ClientException("a form that is no text") from None
