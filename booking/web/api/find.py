"""`/api/find`: where and when a weekly wish fits best."""

from typing import Annotated

from litestar import Response
from litestar.params import RawBody
from pydantic import Field

from booking.domain.finding import WeeklySlot
from booking.services.finding import find_best_slots
from booking.web.api.answers import Answer, answer
from booking.web.api.bodies import read_body
from booking.web.api.find_body import FindBody
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin, ThePace, ThePerson
from booking.web.pages import deed
from booking.web.requests import Asker

ClockText = Annotated[str, Field(examples=["18:00"])]


class SlotAnswer(Answer):
    """One room at one time of the week; `free` of `total` dates of the term can be had."""

    room: str
    weekday: Annotated[int, Field(description="0 is Monday.")]
    begin: ClockText
    end: ClockText
    free: int
    total: int


SHARES_OF_A_SEARCH = 500
"""A search of a whole term costs about as much as a check of so many dates."""


class SlotsAnswer(Answer):
    """The best slots, the one with the most free dates first."""

    slots: tuple[SlotAnswer, ...]


@deed("/find")
def find_slots(
    request: Asker,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    origin: TheOrigin,
    pace: ThePace,
    body: RawBody,
) -> Response[bytes]:
    """The best rooms, weekdays and times for a weekly wish; nobody needs a token."""
    pace.keep(person, origin, now)
    wish = read_body(FindBody, request, body, books.house).wish()
    found = find_best_slots(books, person, wish, now)
    pace.charge(person, origin, now, SHARES_OF_A_SEARCH)
    return answer(SlotsAnswer(slots=tuple(map(slot_answer, found))))


def slot_answer(slot: WeeklySlot) -> SlotAnswer:
    """One slot, its times as the wall clock shows them."""
    return SlotAnswer(
        room=slot.room.slug,
        weekday=slot.weekday,
        begin=str(slot.begin),
        end=str(slot.end),
        free=slot.free,
        total=slot.total,
    )


FIND = [find_slots]
