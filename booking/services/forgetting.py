"""Old bookings forget people: names, addresses, and whatever somebody wrote. So does the list
of those who once spoke for a group, were asked to, or stood in for the caretaker."""

from datetime import datetime

from booking.domain.delegates import HANDOVER_KNOWN
from booking.services.books import Books
from booking.store.forgetting import (
    find_forgettable,
    forget,
    forget_delegates,
    forget_handovers,
    forget_substitutes,
)

AT_ONCE = 200


def forget_old_bookings(books: Books, now: datetime) -> int:
    """Forgets people of bookings whose last date is long over (`forget_after_days`); returns
    how many bookings those were. The next round takes up what this one leaves."""
    before = books.house.wall_clock.date_of(now) - books.house.forget_after
    with books.database.writing() as session:
        ids = find_forgettable(session, before, AT_ONCE)
        if ids:
            forget(session, ids, now)
    return len(ids)


def forget_people_who_left(books: Books, now: datetime) -> None:
    """Forgets those who no longer act, as long after they left as a booking forgets; and those
    who were asked to take bookings over, soon after they can no longer answer."""
    left = now - books.house.forget_after
    with books.database.writing() as session:
        forget_handovers(session, now - HANDOVER_KNOWN)
        forget_delegates(session, left)
        forget_substitutes(session, left, books.house.wall_clock.date_of(left))
