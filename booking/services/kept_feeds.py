"""Finished feeds, kept for the next reader. Nothing is lost if they are forgotten: a
feed is found by its tag, and the same tag always stands for the same bytes."""

import threading
from collections import OrderedDict

MOST_KEPT = 64


class KeptFeeds:
    """The feeds that were asked for last."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, etag: str) -> bytes | None:
        """The bytes of that tag, if they are still kept."""
        with self._lock:
            body = self._bodies.get(etag)
            if body is not None:
                self._bodies.move_to_end(etag)
            return body

    def keep(self, etag: str, body: bytes) -> None:
        """Keeps them, and lets go of the longest unused."""
        with self._lock:
            self._bodies[etag] = body
            self._bodies.move_to_end(etag)
            while len(self._bodies) > MOST_KEPT:
                self._bodies.popitem(last=False)
