"""The terms on which every room of the house is lent: how long, how soon, how far ahead."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from booking.domain.declaration import Days, Declared, Minutes, fault


def _divides_the_hour(minutes: int) -> int:
    if minutes == 0 or 60 % minutes:
        raise fault(f"A grid of {minutes} minutes does not divide the hour. Write 5, 10, 15 or 30.")
    return minutes


class BookingTerms(Declared):
    """What holds for all rooms. Minutes and days are whole numbers."""

    booking_grid_minutes: Annotated[Minutes, AfterValidator(_divides_the_hour)] = Field(
        description="Begin and end fall on multiples of this."
    )
    shortest_minutes: Annotated[Minutes, Field(ge=1)] = Field(description="No use is shorter.")
    longest_minutes: Annotated[Minutes, Field(ge=1)] = Field(
        description="No use is longer; one never goes past midnight."
    )
    notice_days: Days = Field(description="A request comes at least so many days before the use.")
    horizon_days: Annotated[Days, Field(ge=1)] = Field(
        description="A request comes at most so many days before the use."
    )
    answer_within_working_days: Annotated[Days, Field(ge=1)] = Field(
        description="How soon staff answer, as promised to those who ask."
    )
    hold_days: Annotated[Days, Field(ge=1)] = Field(
        description="For how long staff hold a room if they name no other day."
    )

    forget_after_days: Annotated[Days, Field(ge=400)] = Field(
        default=730,
        description="So many days after its last date a booking forgets who asked and what "
        "was written; numbers stay for reports.",
    )

    @property
    def forget_after(self) -> timedelta:
        """How long personal data is kept after the last date of a booking."""
        return timedelta(days=self.forget_after_days)

    @property
    def grid(self) -> timedelta:
        """The step on which uses begin and end."""
        return timedelta(minutes=self.booking_grid_minutes)

    @property
    def shortest(self) -> timedelta:
        """The shortest use."""
        return timedelta(minutes=self.shortest_minutes)

    @property
    def longest(self) -> timedelta:
        """The longest use."""
        return timedelta(minutes=self.longest_minutes)

    @property
    def notice(self) -> timedelta:
        """The least time between request and use, in whole days."""
        return timedelta(days=self.notice_days)

    @property
    def horizon(self) -> timedelta:
        """The most time between request and use, in whole days."""
        return timedelta(days=self.horizon_days)

    @property
    def hold(self) -> timedelta:
        """How long a room is usually held, in whole days."""
        return timedelta(days=self.hold_days)

    def takes_requests_for(self, day: date, today: date) -> bool:
        """Whether somebody who asks today may ask for this day: neither too late nor too far."""
        return today + self.notice <= day <= today + self.horizon
