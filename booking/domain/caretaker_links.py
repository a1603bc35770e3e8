"""Links to the caretaker's day: whose they are, and until when they open it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CaretakerLink:
    """One link, without its secret."""

    id: int
    name: str
    phone: str
    account_id: int | None
    last_day: date | None
    created_at: datetime
    ended_at: datetime | None
    is_shut: bool
    """Whether the account behind it was shut."""

    def is_open_on(self, today: date) -> bool:
        """Whether it still opens the day."""
        return self.ended_at is None and not self.is_shut and not self.is_over_on(today)

    def is_over_on(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.last_day is not None and self.last_day < today


@dataclass(frozen=True, slots=True)
class NewLink:
    """Whose link is made, and until when it is good."""

    name: str
    nonce: str
    phone: str = ""
    account_id: int | None = None
    last_day: date | None = None
