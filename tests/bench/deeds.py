"""What is measured: a check, a confirmation and a search, by the service and by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.enquiries import Series
from booking.domain.weekly_wishes import WeeklyWish
from booking.services import decisions, enquiries
from booking.services.books import Books
from booking.services.finding import find_best_slots
from calendars.recurrence import Recurrence
from tests.bench.by_hand import ByHand
from tests.bench.twenty_rooms import NOW, SLUGS
from tests.builders import STAFF, an_enquiry, clock

ROOM = SLUGS[6]
DATES = 52
FIRST = date(2027, 1, 5)
YEAR = an_enquiry(
    ROOM,
    day=FIRST,
    begin="12:00",
    end="13:00",
    series=Series(Recurrence.parse(f"FREQ=WEEKLY;COUNT={DATES}")),
)
"""Every Tuesday at noon for a year."""
TERM = WeeklyWish(
    first=date(2027, 1, 4),
    until=date(2027, 1, 4) + timedelta(weeks=40, days=-1),
    minutes=120,
    rooms=SLUGS[:8],
    earliest=clock("08:00"),
    latest=clock("23:30"),
)
"""8 rooms, 7 weekdays, 28 starts, 40 dates."""


@dataclass(frozen=True)
class Deeds:
    """One filled house, with both ways into it."""

    books: Books
    hand: ByHand
    standing: list[str] = field(default_factory=list)
    """The reference of the booking that has the year at present."""

    def check(self) -> None:
        """52 Tuesdays at noon: all free, with neighbours on both sides."""
        verdict = enquiries.check(self.books, STAFF, YEAR, NOW)
        assert verdict.bookable == DATES

    def check_by_hand(self) -> None:
        """The same dates, from the wish to a word for each."""
        words = self.hand.check_year(self.books.ids.spaces[ROOM], FIRST, DATES)
        assert words == ["free"] * DATES

    def find(self) -> None:
        """The best weekly slots of a term."""
        assert find_best_slots(self.books, STAFF, TERM, NOW)

    def read_by_hand(self) -> None:
        """What is held in the term, and no more."""
        term = self.books.house.wall_clock.days(TERM.first, TERM.until + timedelta(days=1))
        spaces = [self.books.ids.spaces[slug] for slug in SLUGS[:8]]
        assert self.hand.read(spaces, term.starts, term.ends)

    def confirm(self) -> Callable[[], None]:
        """Prepares a fresh request; what comes back confirms it."""
        booking = self._fresh_request()

        def deed() -> None:
            whole = Decision(confirm=FREE)
            decided = decisions.decide(self.books, STAFF, booking.reference, whole, NOW)
            assert not decided.conflicts

        return deed

    def confirm_by_hand(self) -> Callable[[], None]:
        """The same by hand."""
        booking = self._fresh_request()
        return lambda: self.hand.confirm(booking.id)

    def _fresh_request(self) -> Booking:
        """The year again, after whoever had it has given it up."""
        if self.standing:
            decisions.cancel(self.books, STAFF, self.standing.pop(), Cancellation(), NOW)
        booking = enquiries.request(self.books, STAFF, YEAR, NOW, origin="bench").booking
        self.standing.append(booking.reference)
        return booking
