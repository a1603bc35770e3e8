"""The monthly mail with the dates of a series: wanted until somebody says otherwise."""

from datetime import datetime

from booking.domain.people import Person, require_business
from booking.services.books import Books
from booking.services.own_pace import keep_pace
from booking.store.delegates import want_month_list
from booking.store.door import Door


def stop_month_list(books: Books, person: Person, reference: str, now: datetime) -> None:
    """No monthly mail for this booking from now on. Raises `NotFound`, also to people whose
    business it is not."""
    _switch(books, person, reference, False, now)


def resume_month_list(books: Books, person: Person, reference: str, now: datetime) -> None:
    """The monthly mail comes again. Raises `NotFound`, also to people whose business it is not."""
    _switch(books, person, reference, True, now)


def _switch(books: Books, person: Person, reference: str, is_wanted: bool, now: datetime) -> None:
    def deed(door: Door) -> None:
        booking = require_business(person, door.ledger.get_booking(reference))
        if want_month_list(door.ledger.session, booking.id, is_wanted):
            keep_pace(door, booking, "month list")
            door.note(booking.id, "month_list_on" if is_wanted else "month_list_off")

    books.change(person, now, deed)
