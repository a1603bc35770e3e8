"""Where else dates of a booking could be: other times in their room, other rooms at their
time, free without an "if"."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeAlias

from booking.domain.alternatives import Alternatives, find_rooms_in_question
from booking.domain.bookings import Booking, Occurrence
from booking.domain.candidates import Candidate
from booking.domain.enquiries import LONGEST_EXTRA, Enquiry
from booking.domain.house import House
from booking.domain.people import VISITOR
from booking.store.held_spans import find_claimed_spans
from booking.store.ledger import Ledger

A_DAY = timedelta(days=1)
Search: TypeAlias = Callable[[Alternatives, date], tuple[Candidate, ...]]
"""Which alternatives are meant."""


def find_other_places(
    ledger: Ledger,
    house: House,
    booking: Booking,
    dates: Iterable[Occurrence],
    search: Search = Alternatives.on,
) -> tuple[Candidate, ...]:
    """What could be had instead of each of these dates on its day, the nearest first; nothing
    for rooms that are no longer in the house. A date is not in its own way."""
    found: list[Candidate] = []
    for one in dates:
        if house.find_room(one.room) is None:
            continue
        wish = Enquiry(
            rooms=(one.room,),
            day=one.day,
            begin=one.begin,
            end=one.end,
            activity=booking.activity,
            persons=booking.persons,
            seating=booking.seating,
        )
        period = house.wall_clock.days(one.day, one.day + A_DAY)
        rooms = find_rooms_in_question(wish, house)
        around = period.widened(LONGEST_EXTRA, LONGEST_EXTRA)
        claimed = find_claimed_spans(ledger, rooms, around, but=(one.id,))
        found += search(Alternatives(wish, house, VISITOR, claimed, ledger.now), one.day)
    return tuple(found)
