"""The first page: say when and for how many, or look where something is free soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from litestar import Response

from booking.domain.rooms import Room
from booking.services.books import Books
from booking.services.plans import look_at_days, rooms_for
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.forms import prefilled
from booking.web.negotiation import language_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.columns import Column, columns_of
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.rhythms import Rhythm
from booking.web.templating import render

DAYS = 7
"""How far the page looks ahead, from the first day that can be asked for."""


@dataclass(frozen=True, slots=True)
class SoonFree:
    """A room and its next days on which something is free."""

    room: Room
    columns: tuple[Column, ...]


@page("/")
def show_start(request: Asker, books: TheBooks, person: ThePerson, now: TheMoment) -> Response[Any]:
    """What is free soon, and a small form that leads straight to the rooms that fit."""
    rooms = rooms_for(books, person)
    first = books.house.wall_clock.date_of(now) + books.house.notice
    language = language_of(request.scope)
    context = {
        "form": prefilled(rhythm=Rhythm.ONCE.value),
        "choices": EnquiryChoices(books.house, rooms, language),
        "soon_free": find_soon_free(books, rooms, first, now, language),
        "first": first,
        "last": first + timedelta(days=DAYS - 1),
    }
    return render(request, "start/start.html", context)


def find_soon_free(
    books: Books, rooms: Sequence[Room], first: date, now: datetime, language: str
) -> list[SoonFree]:
    """The next free days of each room; rooms that have none are told, too."""
    return [
        SoonFree(
            room, tuple(one for one in columns_of(books.house, days, now, language) if one.free)
        )
        for room, days in zip(rooms, look_at_days(books, rooms, first, DAYS, now), strict=True)
    ]
