"""`/api/find`: where and when a weekly wish fits best."""

from typing import Annotated

from litestar import Response
from pydantic import Field

from booking.domain.finding import WeeklySlot
from booking.services.finding import find_best_slots
from booking.web.api.answers import Answer, answer
from booking.web.api.calls import Caller, TheCall, call_deed
from booking.web.api.find_body import FindBody
from booking.web.dependencies import TheOrigin, ThePace

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


@call_deed("/find", Caller.ANYBODY)
def find_slots(call: TheCall, origin: TheOrigin, pace: ThePace) -> Response[bytes]:
    """The best rooms, weekdays and times for a weekly wish; nobody needs a token."""
    pace.keep(call.person, origin, call.now)
    wish = call.told(FindBody).wish()
    found = find_best_slots(call.books, call.person, wish, call.now)
    pace.charge(call.person, origin, call.now, SHARES_OF_A_SEARCH)
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
