"""What caretakers report: something is broken, dirty or missing."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports."""

    nonce: str
    text: str
    occurrence_id: int | None = None
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What was reported, and whether it is done."""

    id: int
    at: datetime
    who: str
    occurrence_id: int | None
    text: str
    has_photo: bool
    done_at: datetime | None
