"""How long the server waits for somebody who does not go on.

Each connection takes one of a limited number of places. So whoever holds one must say
what is wanted, send it, and take the answer, each within its time; otherwise the place
is given to somebody else.
"""

import asyncio
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class LimitedPatience(H11Protocol):
    """Uvicorn's protocol, which alone would wait for ever for the rest of a request: its
    time for idle connections starts with the first answer and stops at the next byte."""

    head_seconds: ClassVar[float] = 15
    """For the whole head of a request, from the connection or from the last answer on."""
    body_seconds: ClassVar[float] = 30
    """For the whole body, from the end of the head on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._deadline: asyncio.TimerHandle | None = None
        self._awaited: tuple[object, ...] | None = None
        self._unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has come; now they should speak."""
        super().connection_made(transport)
        self._look_at_the_clock()

    def data_received(self, data: bytes) -> None:
        """A part of a request; a few bytes now and then win no time."""
        super().data_received(data)
        self._look_at_the_clock()

    def on_response_complete(self) -> None:
        """The answer is written; it should be taken, and the next request may come."""
        super().on_response_complete()
        self._look_at_the_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        super().connection_lost(exc)
        if self._deadline:
            self._deadline.cancel()

    def _look_at_the_clock(self) -> None:
        """Sets a deadline when something else is awaited than before; while the house itself
        is at work on an answer, nothing is."""
        is_answered = self.cycle is None or self.cycle.response_complete
        is_in_body = self.conn.their_state is h11.SEND_BODY
        awaited = (self.cycle, is_in_body) if is_answered or is_in_body else None
        if awaited == self._awaited:
            return
        self._awaited = awaited
        if self._deadline:
            self._deadline.cancel()
        self._deadline = None
        if awaited:
            self._wait(self.body_seconds if is_in_body else self.head_seconds)

    def _wait(self, seconds: float) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._deadline = self.loop.call_later(seconds, self._lose_patience, seconds)

    def _lose_patience(self, seconds: float) -> None:
        """Ends the connection at once, unless it is slow in taking a long answer, but takes it."""
        if 0 < self.transport.get_write_buffer_size() < self._unsent:
            self._wait(seconds)
        else:
            self.transport.abort()
