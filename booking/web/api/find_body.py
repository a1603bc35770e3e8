"""The body of a search: what is wanted every week of a term, and the `WeeklyWish` it means."""

from typing import Annotated

from pydantic import Field

from booking.domain.enquiries import Skip
from booking.domain.weekly_wishes import ALL_WEEKDAYS, WeeklyWish
from booking.web.api.enquiry_body import Activity, Seating, Slug
from booking.web.api.fields import Body, Clock, Day, Number
from calendars.wallclock import END_OF_DAY, MIDNIGHT

Minutes = Annotated[Number, Field(ge=1, le=24 * 60)]
Weekday = Annotated[Number, Field(ge=0, le=6, description="0 is Monday.")]


class FindBody(Body):
    """A weekly wish. `date` and `until` are the first and the last day of the term; what is
    left out, or null, may be anything."""

    date: Day
    until: Day
    minutes: Minutes
    persons: Annotated[Number, Field(ge=1, le=100_000)] | None = None
    activity: Activity | None = None
    seating: Seating | None = None
    rooms: Annotated[list[Slug], Field(min_length=1, max_length=100)] | None = None
    weekdays: Annotated[list[Weekday], Field(min_length=1, max_length=7)] | None = None
    earliest: Clock | None = None
    latest: Clock | None = None
    skip: list[Skip] = Field(default=[], max_length=2)

    def wish(self) -> WeeklyWish:
        """The same for the domain; raises `BadInput` for what only the whole can tell."""
        return WeeklyWish(
            first=self.date,
            until=self.until,
            minutes=self.minutes,
            persons=self.persons,
            activity=self.activity,
            seating=self.seating,
            rooms=None if self.rooms is None else tuple(self.rooms),
            weekdays=ALL_WEEKDAYS if self.weekdays is None else frozenset(self.weekdays),
            earliest=self.earliest or MIDNIGHT,
            latest=self.latest or END_OF_DAY,
            skip=frozenset(self.skip),
        )
