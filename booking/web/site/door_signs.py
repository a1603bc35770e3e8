"""The sign beside a door: what takes place in a room today or this week, in large letters.

Everybody who passes reads it. So a title and a group stand there only if the room and the
group both want them known; all else is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from litestar import Response
from litestar.params import FromPath
from pydantic import BaseModel

from booking.domain.day_sheet import DaySheet
from booking.domain.entries import Entry
from booking.domain.feeds import public_title
from booking.domain.house import House
from booking.domain.rooms import Room
from booking.services.day_sheets import look_at_sheet, look_at_week
from booking.web.form_types import Day
from booking.web.forms import query_of, read_form
from booking.web.negotiation import words_of
from booking.web.site.keepers import TheDayVisit, day_page


class View(StrEnum):
    """How much stands on the sign."""

    DAY = "day"
    WEEK = "week"


class Search(BaseModel):
    """Which day, and how much."""

    day: Day | None = None
    view: View = View.DAY


@dataclass(frozen=True, slots=True)
class SignLine:
    """One use of the room as anybody may read it."""

    begin: str
    end: str
    title: str | None
    group: str


@dataclass(frozen=True, slots=True)
class SignDay:
    """One day on the sign."""

    day: date
    lines: tuple[SignLine, ...]


@day_page("/door/{room:str}")
def show_door_sign(room: FromPath[str], visit: TheDayVisit) -> Response[bytes]:
    """The sign of one room, for a day or a week."""
    request, books, keeper, now = visit.request, visit.books, visit.keeper, visit.now
    search = read_form(Search, query_of(request), words_of(request)).content or Search()
    day = search.day or visit.today
    sheets: Sequence[DaySheet]
    if search.view is View.WEEK:
        sheets = look_at_week(books, keeper, day, now)
    else:
        sheets = [look_at_sheet(books, keeper, day, now)]
    found = books.house.get_room(room)
    context = {
        "room": found,
        "view": search.view.value,
        "day": day,
        "days": [SignDay(sheet.day, sign_lines(books.house, sheet, found)) for sheet in sheets],
    }
    return visit.show("today/door_sign.html", context)


def sign_lines(house: House, sheet: DaySheet, room: Room) -> tuple[SignLine, ...]:
    """What takes place on a day in a room or in a part of it."""
    entries = (duty.entry for duty in sheet.duties)
    return tuple(
        sign_line(entry, house.find_room(entry.occurrence.room) or room)
        for entry in entries
        if not entry.occurrence.spaces.isdisjoint(room.spaces)
    )


def sign_line(entry: Entry, room: Room) -> SignLine:
    """One use; `room` is the one that was asked for, whose privacy counts."""
    title = public_title(entry, room)
    return SignLine(
        begin=str(entry.occurrence.begin),
        end=str(entry.occurrence.end),
        title=title,
        group=entry.association if title else "",
    )
