"""Random lives of the house: hypothesis chooses the deeds, `Twice` does them, and after
every step the database is compared with the model, row by row."""

from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from booking.domain.decisions import Decision
from booking.domain.people import Person, Standing
from booking.domain.refusals import VersionConflict
from booking.services import decisions, jobs
from booking.services.books import Books
from booking.services.proposals import Reply
from tests.builders import STAFF
from tests.proofs.comparing import Comparison
from tests.proofs.model import Date, House, Wish
from tests.proofs.model_moves import Target
from tests.proofs.places import ZONE, today
from tests.proofs.twice import Twice, fits_its_day
from tests.proofs.wishes import INDEX, LABELS, START, TARGETS, WAITS, WISHES

BOOKINGS = Bundle("bookings")
AUTUMN, SPRING = datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2027, 3, 26, tzinfo=UTC)
YES_OR_NO = st.booleans()
GIVEN_UP = ("one", "since", "all")


class Machine(RuleBasedStateMachine):
    """One life of a house that is empty at first."""

    def __init__(self, books: Books) -> None:
        super().__init__()
        self.twice = Twice(books, House(START))
        self.comparison = Comparison(books)

    @property
    def house(self) -> House:
        """The model."""
        return self.twice.house

    @invariant()
    def the_database_is_what_the_model_says(self) -> None:
        """After every step."""
        self.comparison.compare(self.house)

    def date(self, booking: int, number: int) -> Date:
        """One of the dates of a booking."""
        dates = self.house.dates_of(booking)
        return dates[number % len(dates)]

    def person(self, booking: int, *, is_staff: bool) -> Person:
        """Staff, or whoever has the secret link of a booking."""
        return STAFF if is_staff else Person(Standing.ASSOCIATION, booking_id=booking)

    @initialize(target=BOOKINGS, wishes=st.lists(WISHES, min_size=3, max_size=5))
    def ask_first(self, wishes: list[Wish]) -> Any:
        asked = [self.twice.ask(wish, known=False) for wish in wishes]
        return multiple(*(booking for booking in asked if booking))

    @rule(target=BOOKINGS, wish=WISHES, known=YES_OR_NO)
    def ask(self, wish: Wish, known: bool) -> Any:
        found = self.twice.ask(wish, known=known and self.twice.group is not None)
        return multiple() if found is None else found

    @rule(wish=WISHES)
    def look(self, wish: Wish) -> None:
        jobs.end_expired_holds(self.twice.books, self.house.now)  # only then they ask again
        self.twice.look(wish)

    @rule(booking=BOOKINGS, said=LABELS, days=st.sampled_from((0, 0, 1, 2, -1)))
    def decide(self, booking: int, said: list[str], days: int) -> None:
        numbers = [one.number for one in self.house.dates_of(booking)]
        labels = dict(zip(numbers, cycle(said), strict=False))
        self.twice.decide(booking, labels, today(self.house.now) + timedelta(days=days))

    @rule(booking=BOOKINGS)
    def confirm_free(self, booking: int) -> None:
        self.twice.confirm_free(booking)

    @rule(booking=BOOKINGS)
    def decide_on_an_old_version(self, booking: int) -> None:
        decision = Decision(version=self.house.versions[booking] - 1)
        reference = self.twice.references[booking]
        with pytest.raises(VersionConflict):
            decisions.decide(self.twice.books, STAFF, reference, decision, self.house.now)

    @rule(
        booking=BOOKINGS, number=INDEX, scope=st.sampled_from(("one", "since", "all")), by=YES_OR_NO
    )
    def cancel(self, booking: int, number: int, scope: str, by: bool) -> None:
        one = self.date(booking, number)
        named = [one.number] if scope == "one" else None
        since = one.place.day if scope == "since" else None
        self.twice.cancel(booking, named, since, self.person(booking, is_staff=by))

    @rule(booking=BOOKINGS)
    def undo(self, booking: int) -> None:
        self.twice.undo(booking)

    @rule(
        booking=BOOKINGS,
        number=INDEX,
        where=TARGETS,
        scope=st.sampled_from(("one", "following", "all")),
    )
    def move(self, booking: int, number: int, where: Target, scope: str) -> None:
        one = self.date(booking, number)
        if fits_its_day(one, where):
            self.twice.move(one, where, scope)

    @rule(booking=BOOKINGS, other=BOOKINGS, number=INDEX, other_number=INDEX)
    def swap(self, booking: int, other: int, number: int, other_number: int) -> None:
        self.twice.swap(self.date(booking, number), self.date(other, other_number))

    @rule(
        booking=BOOKINGS,
        number=INDEX,
        where=TARGETS,
        by=YES_OR_NO,
        days=st.sampled_from((0, 1, 1, 2, -1)),
    )
    def propose(self, booking: int, number: int, where: Target, by: bool, days: int) -> None:
        one, person = self.date(booking, number), self.person(booking, is_staff=by)
        if fits_its_day(one, where):
            until = today(self.house.now) + timedelta(days=days)
            self.twice.propose(one, where, person, until)

    @rule(booking=BOOKINGS, number=INDEX, by=YES_OR_NO, said=st.sampled_from(Reply))
    def reply(self, booking: int, number: int, by: bool, said: Reply) -> None:
        self.twice.reply(self.date(booking, number), self.person(booking, is_staff=by), said)

    @rule(wait=WAITS)
    def time_passes(self, wait: timedelta) -> None:
        self.house.wait_until(self.house.now + wait)

    @rule()
    def midnight_comes(self) -> None:
        tomorrow = today(self.house.now) + timedelta(days=1)
        self.house.wait_until(datetime.combine(tomorrow, time(), ZONE).astimezone(UTC))

    @precondition(lambda self: self.house.now > AUTUMN)
    @rule()
    def winter_passes(self) -> None:
        self.house.wait_until(max(self.house.now, SPRING))

    @rule()
    def tidy_up(self) -> None:
        jobs.end_expired_holds(self.twice.books, self.house.now)
