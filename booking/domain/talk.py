"""What house and association still have to say to each other about a booking: questions,
messages and proposals that nobody has answered yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from booking.domain.messages import Message, news_of, open_question
from booking.domain.proposals import Proposal, Side


@dataclass(frozen=True, slots=True)
class Talk:
    """What is open between the two."""

    messages: tuple[Message, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    def question(self, today: date) -> Message | None:
        """What the house waits to be told; the latest, if there are several."""
        return open_question(self.messages, today)

    def unanswered(self, today: date) -> Message | None:
        """The question whose day went by without an answer."""
        gone = [one for one in self.messages if one.is_question and not one.is_open(today)]
        return gone[-1] if gone else None

    @property
    def news(self) -> tuple[Message, ...]:
        """What the association wrote and nobody has reacted to."""
        return news_of(self.messages)

    @property
    def wishes(self) -> tuple[Proposal, ...]:
        """Where the association would like to go instead."""
        return tuple(one for one in self.proposals if one.side is Side.ASSOCIATION)

    @property
    def since(self) -> datetime | None:
        """Since when the association waits for a word about what it wrote or wishes."""
        return waits_since(self.news, self.wishes)


SILENCE = Talk()
"""Nothing is open."""


def waits_since(news: Iterable[Message], wishes: Iterable[Proposal]) -> datetime | None:
    """When the first of these was said."""
    said = [*(one.written_at for one in news), *(one.made_at for one in wishes)]
    return min(said, default=None)
