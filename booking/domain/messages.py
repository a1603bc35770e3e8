"""What house and association write to each other about a booking.

A question of the house waits for the association until a day; whatever it writes then is
the answer. What the association writes waits for staff until they write back, or say that
they have read it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.domain.bookings import Booking
from booking.domain.house import House
from booking.domain.proposals import Side
from booking.domain.refusals import BadInput

LONGEST_MESSAGE = 4000
USUAL_WAIT = timedelta(days=7)
"""How long staff wait for an answer if they name no day."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message; what was written is never changed."""

    id: int
    booking_id: int
    side: Side
    text: str
    language: str
    """The language it is written in, as far as anybody knows."""
    written_at: datetime
    who: str = ""
    """The account's name; empty for associations and programs."""
    wait_until: date | None = None
    """Of a question: the last day on which the house waits for its answer."""
    settled_at: datetime | None = None
    """When the other side answered, or said that nothing more is to be done."""

    @property
    def is_question(self) -> bool:
        """Whether the house wants to know something."""
        return self.wait_until is not None

    def is_open(self, today: date) -> bool:
        """Whether this is a question that the house still waits for."""
        waits = self.wait_until is not None and self.wait_until >= today
        return waits and self.settled_at is None

    @property
    def is_news(self) -> bool:
        """Whether the association wrote it and staff have not reacted yet."""
        return self.side is Side.ASSOCIATION and self.settled_at is None


def open_question(messages: Iterable[Message], today: date) -> Message | None:
    """The question that a booking waits with; the latest, if there are several."""
    asked = [one for one in messages if one.is_open(today)]
    return asked[-1] if asked else None


def news_of(messages: Iterable[Message]) -> tuple[Message, ...]:
    """What the association wrote and staff have not reacted to."""
    return tuple(one for one in messages if one.is_news)


def is_said_already(messages: Sequence[Message], side: Side, text: str) -> bool:
    """Whether the last word is the same, from the same side: a form that was sent twice."""
    return bool(messages) and (messages[-1].side, messages[-1].text) == (side, text)


def require_words(text: str) -> str:
    """The text without blanks around it; raises `BadInput` if there is none, or too much."""
    words = text.strip()
    if not words:
        raise BadInput("/text", "missing")
    if len(words) > LONGEST_MESSAGE:
        raise BadInput("/text", "too_long", max_length=LONGEST_MESSAGE)
    return words


def last_day_of_waiting(house: House, booking: Booking, wanted: date | None, today: date) -> date:
    """Until when a question waits: the day that was named, or the usual time, but no longer
    than until the first open date. Raises `BadInput` for a day that is over or out of reach."""
    if wanted is None:
        first = booking.first_open_day or date.max
        return max(min(today + USUAL_WAIT, first), today)
    if wanted < today:
        raise BadInput("/wait_until", "in_the_past", day=wanted)
    if wanted > today + house.horizon:
        raise BadInput("/wait_until", "too_far", last=today + house.horizon)
    return wanted
