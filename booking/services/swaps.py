"""Swapping the rooms of two bookings."""

from datetime import datetime

from booking.domain.bookings import Booking, Occurrence
from booking.domain.decisions import require_own
from booking.domain.moves import Move, Scope, Target, plan_moves
from booking.domain.people import Person, require_staff
from booking.domain.refusals import BadInput, NotMovable
from booking.domain.settling import crowding
from booking.services.books import Books
from booking.services.mail.moved import owe_moved
from booking.services.mail.urgent import owe_short_notices
from booking.services.moves import steps_of
from booking.services.weighing import Weighed, require_free, weigh_places
from booking.store.door import Door


def swap(
    books: Books,
    person: Person,
    first: tuple[str, int],
    second: tuple[str, int],
    now: datetime,
    reason: str = "",
) -> tuple[Booking, Booking]:
    """Two dates of two bookings exchange their rooms, each at its own time; both or none.

    Each is named by reference and occurrence. Raises `NotMovable` with the findings if
    either could not have the other's room, `BadInput` for two dates of one booking.
    """
    require_staff(person)
    if first[0] == second[0]:
        raise BadInput("/with_reference", "same_booking")

    def deed(door: Door) -> tuple[Booking, Booking]:
        bookings = door.open_together((first[0], second[0]))
        plans = plan_swap(books, bookings, (first[1], second[1]), now)
        leaving = [one.occurrence.id for plan in plans for one in plan]
        weighed: dict[int, Weighed] = {}
        for booking, plan in zip(bookings, plans, strict=True):
            places = {one.occurrence.id: one.place for one in plan}
            weighed |= weigh_places(books, door.ledger, booking, places, leaving)
        require_free(weighed)
        if crowding([one for plan in plans for one in plan]):
            raise NotMovable(occurrence=first[1], findings=())
        swapped = door.write_together(
            [
                (booking, steps_of(plan, reason, weighed))
                for booking, plan in zip(bookings, plans, strict=True)
            ]
        )
        for before, after in zip(bookings, swapped, strict=True):
            owe_moved(door, books.house, before, after, reason)
        owe_short_notices(door, books.house, zip(bookings, swapped, strict=True))
        return swapped[0], swapped[1]

    return books.change(person, now, deed)


def plan_swap(
    books: Books, bookings: tuple[Booking, ...], numbers: tuple[int, int], now: datetime
) -> list[tuple[Move, ...]]:
    """For each of the two bookings, the move of its date into the other's room."""
    own, other = (
        get_date(booking, number, pointer)
        for booking, number, pointer in zip(
            bookings, numbers, ("/occurrence", "/with_occurrence"), strict=True
        )
    )
    return [
        plan_moves(booking, number, Target(room=room), Scope.ONE, books.house, now)
        for booking, number, room in zip(bookings, numbers, (other.room, own.room), strict=True)
    ]


def get_date(booking: Booking, number: int, pointer: str) -> Occurrence:
    """One date of a booking; raises `BadInput` if it is not there."""
    require_own(booking, [number], pointer)
    return next(one for one in booking.occurrences if one.id == number)
