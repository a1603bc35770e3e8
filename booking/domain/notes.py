"""Notes of staff about a booking: a complaint, a broken chair, an agreement by telephone."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.refusals import BadInput

LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Note:
    """One note; for staff alone, in no feed and in no mail."""

    at: datetime
    who: str
    """The account's name as it is today."""
    text: str


def require_note(text: str) -> str:
    """The text, cleaned of blanks around it; raises `BadInput` if nothing or too much is said."""
    said = text.strip()
    if not said:
        raise BadInput("/text", "missing")
    if len(said) > LONGEST_NOTE:
        raise BadInput("/text", "too_long", max_length=LONGEST_NOTE)
    return said
