"""The rooms of the house: all of them, and one with its facts and its week."""

from datetime import timedelta

from litestar import Response
from litestar.params import FromPath

from booking.domain.candidates import get_room_for
from booking.domain.feeds import profile_of
from booking.domain.rooms import Room
from booking.services.plans import look_at_days, rooms_for
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import language_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.columns import columns_of
from booking.web.site.days import choose_day
from booking.web.site.feed_addresses import FeedAddresses, of_room
from booking.web.site.grids import grid_of
from booking.web.site.room_photos import photo_addresses
from booking.web.templating import render

WEEK = timedelta(days=7)


@page("/rooms")
def show_rooms(request: Asker, books: TheBooks, person: ThePerson) -> Response[bytes]:
    """All rooms that this person may know."""
    rooms = rooms_for(books, person)
    context = {"rooms": rooms, "photos": photo_addresses(request, *rooms)}
    return render(request, "rooms/rooms.html", context)


@page("/rooms/{room:str}")
def show_room(
    request: Asker,
    room: FromPath[str],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[bytes]:
    """One room: facts, rules, and the week around a day; raises `NotFound`."""
    shown = get_room_for(books.house, person, room)
    chosen = choose_day(request, books.house, now)
    (week,) = look_at_days(books, [shown], chosen.monday, 7, now)
    columns = columns_of(books.house, week, now, language_of(request.scope), profile_of(person))
    context = {
        "room": shown,
        "form": chosen.form,
        "columns": columns,
        "rows": grid_of(columns),
        "earlier": chosen.monday - WEEK,
        "later": chosen.monday + WEEK,
        "photos": photo_addresses(request, shown),
        "addresses": addresses_of(request, shown),
    }
    return render(request, "rooms/room.html", context, chosen.status)


def addresses_of(request: Asker, room: Room) -> FeedAddresses | None:
    """Where calendar programs find the room; a hidden one has no public feed."""
    return None if room.is_hidden else of_room(request.app.state.base_url, room.slug)
