"""Days on which the house, or some of its rooms, cannot be had at all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from pydantic import Field, model_validator

from booking.domain.declaration import Day, Declared, Slug, fault
from booking.domain.names import Names


class Closure(Declared):
    """Whole days on which the house, or the named rooms, are closed for a reason."""

    slug: Slug = Field(
        description="Its short name, used once; faults in this file are told by it.",
        examples=["christmas-2026"],
    )
    first: Day = Field(description="The first closed day.", examples=["2026-12-23"])
    last: Day = Field(description="The last closed day, itself closed.", examples=["2027-01-03"])
    reason: Names = Field(description="Why, as shown to whoever asks for such a day.")
    rooms: tuple[str, ...] = Field(
        default=(),
        min_length=1,
        description="The rooms that are closed, by slug; without it the whole house is. "
        "Rooms that share a space with them are closed too.",
    )

    @model_validator(mode="after")
    def _refuse_reversed_days(self) -> Self:
        if self.last < self.first:
            raise fault(
                f"The closure ends on {self.last}, before it begins on {self.first}. "
                "Write the earlier day as first."
            )
        return self

    def covers(self, day: date) -> bool:
        """Whether this day is one of the closed ones; the last one is."""
        return self.first <= day <= self.last

    @property
    def concerns_house(self) -> bool:
        """Whether no room is named, so that all of them are closed."""
        return not self.rooms


@dataclass(frozen=True, slots=True)
class MadeClosure:
    """A closure that staff made, not the room file."""

    id: int
    closure: Closure
    """As it was made; what of it still counts is told by `counting`."""
    reopened_on: date | None
    """The first day on which it no longer counts, once staff have ended it."""
    kept: frozenset[int]
    """The dates that take place all the same, by id."""
    made_at: datetime
    made_by: str
    """The account's name as it is today."""

    @property
    def counting(self) -> Closure | None:
        """What counts of it; None if it was ended before it began."""
        if self.reopened_on is None or self.reopened_on > self.closure.last:
            return self.closure
        if self.reopened_on <= self.closure.first:
            return None
        return self.closure.model_copy(update={"last": self.reopened_on - timedelta(days=1)})
