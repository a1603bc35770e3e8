"""Whoever has the link of a booking does each thing only so often in an hour."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from booking.domain.people import Person, Standing
from booking.domain.refusals import TooManyAttempts
from booking.services.books import Books
from booking.services.month_lists import resume_month_list, stop_month_list
from booking.services.own_pace import MOST_PER_HOUR
from booking.services.subscriptions import subscribe_to_booking
from tests.builders import STAFF, a_request, weekly
from tests.builders import TUESDAY as FIRST

Deed = Callable[[Books, Person, str, datetime, int], object]


def subscribe(books: Books, person: Person, reference: str, now: datetime, _: int) -> object:
    return subscribe_to_booking(books, person, reference, now, replaces=True)


def switch_list(books: Books, person: Person, reference: str, now: datetime, time: int) -> object:
    return (resume_month_list if time % 2 else stop_month_list)(books, person, reference, now)


@pytest.mark.parametrize("deed", [subscribe, switch_list])
def test_a_group_does_it_only_so_often_and_staff_as_often_as_they_like(
    books: Books, now: datetime, deed: Deed
) -> None:
    booking = a_request(books, now, series=weekly(FIRST + timedelta(weeks=1)))
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    for time in range(MOST_PER_HOUR):
        deed(books, group, booking.reference, now, time)
    with pytest.raises(TooManyAttempts):
        deed(books, group, booking.reference, now, MOST_PER_HOUR)
    deed(books, STAFF, booking.reference, now, MOST_PER_HOUR)
    deed(books, group, booking.reference, now + timedelta(hours=1), MOST_PER_HOUR + 1)
