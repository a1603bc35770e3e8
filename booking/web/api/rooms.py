"""`/api/rooms`: what can be had, and what is taken."""

from litestar import Response
from litestar.params import FromPath

from booking.services.plans import look_at_occupancy, rooms_for
from booking.web.api.answers import answer
from booking.web.api.queries import read_range
from booking.web.api.room_answers import RoomsAnswer, occupancy_answer, room_answer
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker


@page("/rooms")
def list_rooms(request: Asker, books: TheBooks, person: ThePerson) -> Response[bytes]:
    """The rooms that this caller may ask for."""
    language = words_of(request).language
    return answer(
        RoomsAnswer(
            tuple(room_answer(room, books.house, language) for room in rooms_for(books, person))
        )
    )


@page("/rooms/{room:str}/occupancy")
def show_occupancy(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    room: FromPath[str],
) -> Response[bytes]:
    """What is taken and asked for in a room from `start` until `end`, which is exclusive."""
    first, until = read_range(request)
    found = look_at_occupancy(books, person, room, first, until, now)
    return answer(occupancy_answer(found, first.isoformat(), until.isoformat(), books.house))


ROOMS = [list_rooms, show_occupancy]
