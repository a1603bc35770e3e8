"""An enquiry that nobody has sent yet, as its sender typed it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Content = Mapping[str, Sequence[str]]
"""The fields of the form as typed, valid or not."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed so far."""

    id: int
    content: Content
    agreed: tuple[str, ...]
    """The days (ISO 8601) that its sender has seen and counts on."""
    booking_id: int | None
    """What came of it, once it was sent."""

    @property
    def fingerprint(self) -> str:
        """Tells whether two readers saw the same answers."""
        answers = sorted((name, list(told)) for name, told in self.content.items())
        return hashlib.sha256(json.dumps(answers).encode()).hexdigest()
