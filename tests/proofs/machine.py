"""Random lives of the house: hypothesis chooses the deeds, `Twice` does them, and after
every step the database is compared with the model, row by row."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from booking.domain.people import Person, Standing
from booking.services import jobs
from booking.services.books import Books
from booking.services.replies import Reply
from tests.builders import STAFF
from tests.proofs.comparing import Comparison
from tests.proofs.model import STEPS, Date, House, Wish
from tests.proofs.model_moves import Target
from tests.proofs.places import ZONE, today
from tests.proofs.twice import Twice, fits_its_day
from tests.proofs.wishes import LABELS, START, TARGETS, WAITS, WISHES, Wait

ANY = st.integers(0, 200)
"""One of the dates there are, or of those that a deed is about."""
SELDOM = 20
"""Below it a number is told to do what must be refused."""
YES_OR_NO = st.booleans()
DAYS = st.sampled_from((0, 0, 1, 1, 2, 2, -1))
DEEDS: Mapping[str, Mapping[str, st.SearchStrategy[Any]]] = {
    "ask": {"wish": WISHES, "known": YES_OR_NO},
    "look": {"wish": WISHES},
    "decide": {"number": ANY, "said": LABELS, "days": DAYS},
    "confirm_free": {"number": ANY},
    "cancel": {
        "number": ANY,
        "scope": st.sampled_from(("one", "since", "all")),
        "is_staff": YES_OR_NO,
    },
    "undo": {"number": ANY},
    "move": {
        "number": ANY,
        "where": TARGETS,
        "scope": st.sampled_from(("one", "following", "all")),
    },
    "swap": {"number": ANY, "other": ANY},
    "propose": {"number": ANY, "where": TARGETS, "is_staff": YES_OR_NO, "days": DAYS},
    "reply": {"number": ANY, "said": st.sampled_from((*Reply, Reply.ACCEPT, Reply.ACCEPT))},
    "pass_time": {"wait": WAITS},
    "tidy_up": {},
}
"""Every deed is as likely as any other, in every life; rules of their own would not be."""


class Life(RuleBasedStateMachine):
    """One life of a house that is empty at first."""

    def __init__(self, books: Books) -> None:
        super().__init__()
        self.twice = Twice(books, House(START))
        self.comparison = Comparison(books)

    @property
    def house(self) -> House:
        """The model."""
        return self.twice.house

    @rule(
        deed=st.one_of(
            st.tuples(st.just(name), st.fixed_dictionaries(dict(arguments)))
            for name, arguments in DEEDS.items()
        )
    )
    def act(self, deed: tuple[str, dict[str, Any]]) -> None:
        """One step."""
        name, arguments = deed
        if self.house.dates or name in ("ask", "look", "pass_time", "tidy_up"):
            getattr(self, name)(**arguments)

    @invariant()
    def the_database_is_what_the_model_says(self) -> None:
        """After every step."""
        self.comparison.compare(self.house)

    def pick(self, number: int, *wanted: Date) -> Date:
        """One of the wanted dates, or of all if none is."""
        dates = wanted or tuple(self.house.dates.values())
        return dates[number % len(dates)]

    def person(self, date: Date, *, is_staff: bool) -> Person:
        """Staff, or whoever has the secret link of a booking."""
        return STAFF if is_staff else Person(Standing.ASSOCIATION, booking_id=date.booking)

    @initialize(wishes=st.lists(WISHES, min_size=4, max_size=6))
    def many_ask(self, wishes: list[Wish]) -> None:
        for wish in wishes:
            self.twice.ask(wish, known=False)

    def ask(self, wish: Wish, known: bool) -> None:
        self.twice.ask(wish, known=known and self.twice.group is not None)

    def look(self, wish: Wish) -> None:
        self.twice.look(wish)

    def decide(self, number: int, said: list[str], days: int) -> None:
        booking = self.pick(number).booking
        labels = {
            one.number: status
            for one, status in zip(self.house.dates_of(booking), cycle(said), strict=False)
            if number < SELDOM or status in STEPS[one.status]
        }
        self.twice.decide(booking, labels, today(self.house.now) + timedelta(days=days))

    def confirm_free(self, number: int) -> None:
        self.twice.confirm_free(self.pick(number).booking)

    def cancel(self, number: int, scope: str, is_staff: bool) -> None:
        one = self.pick(number)
        named = [one.number] if scope == "one" else None
        since = one.place.day if scope == "since" else None
        self.twice.cancel(one.booking, named, since, self.person(one, is_staff=is_staff))

    def undo(self, number: int) -> None:
        fresh = self.house.fresh() if number >= SELDOM else []
        if fresh or number < SELDOM:
            self.twice.undo(self.pick(number, *fresh).booking)

    def move(self, number: int, where: Target, scope: str) -> None:
        one = self.pick(number, *self.house.ahead())
        if fits_its_day(one, where):
            self.twice.move(one, where, scope)

    def swap(self, number: int, other: int) -> None:
        one = self.pick(number, *self.house.ahead())
        others = [date for date in self.house.ahead() if date.booking != one.booking]
        self.twice.swap(one, self.pick(other, *others))

    def propose(self, number: int, where: Target, is_staff: bool, days: int) -> None:
        one = self.pick(number, *self.house.ahead())
        if fits_its_day(one, where):
            until = today(self.house.now) + timedelta(days=days)
            self.twice.propose(one, where, self.person(one, is_staff=is_staff), until)

    def reply(self, number: int, said: Reply) -> None:
        offered = [one for one in self.house.dates.values() if one.offer]
        if offered or number < SELDOM:
            one = self.pick(number, *offered)
            made_by_staff = one.offer is not None and one.offer.side == "house"
            is_staff = made_by_staff == (number < SELDOM)  # seldom by the side that proposed
            self.twice.reply(one, self.person(one, is_staff=is_staff), said)

    def pass_time(self, wait: Wait) -> None:
        if wait == "until midnight":
            tomorrow = today(self.house.now) + timedelta(days=1)
            later = datetime.combine(tomorrow, time(), ZONE).astimezone(UTC)
        else:
            later = self.house.now + wait
        self.house.wait_until(later)

    def tidy_up(self) -> None:
        jobs.end_expired_holds(self.twice.books, self.house.now)
