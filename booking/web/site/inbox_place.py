"""Where in the inbox somebody is: what is searched for, the page, the place of a row. Every
button on a row carries it, so that whoever used it comes back to where they were."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from booking.domain.filters import Filter
from booking.web.form_types import Day, Line, Number
from booking.web.site.desk_links import inbox_page

ONE_DAY = timedelta(days=1)


class Place(BaseModel):
    """What part of the inbox is looked at."""

    q: Annotated[Line, Field(max_length=100)] = ""
    room: Annotated[Line, Field(max_length=60)] = ""
    day: Day | None = None
    page: Annotated[Number, Field(ge=1, le=100_000)] = 1
    at: Number | None = None
    """The place in the first pile where a row stood, counted from 0."""

    @property
    def wanted(self) -> Filter:
        """Which bookings are looked for."""
        return Filter(
            text=self.q,
            room=self.room or None,
            first=self.day,
            until=self.day and self.day + ONE_DAY,
        )

    @property
    def is_search(self) -> bool:
        """Whether anything is looked for."""
        return self.wanted != Filter()

    @property
    def kept(self) -> dict[str, object]:
        """What an address or a form carries of it; its place in the list is told apart."""
        return {
            "q": self.q,
            "room": self.room,
            "day": self.day.isoformat() if self.day else "",
            "page": self.page if self.page > 1 else "",
        }

    def address(self, **more: object) -> str:
        """The inbox, looked at in this way."""
        return inbox_page(**{**self.kept, **more})
