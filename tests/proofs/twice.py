"""One deed done twice, by the model and by the services: what both must agree on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

import pytest

from booking.domain.associations import AssociationFacts
from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Conflict, Decision
from booking.domain.moves import Scope
from booking.domain.moves import Target as Whither
from booking.domain.people import Person, Standing
from booking.domain.refusals import Refusal
from booking.services import decisions, enquiries, moves, proposals, replies, swaps, undoing
from booking.services.associations import change_association
from booking.services.books import Books
from booking.services.moves import Moving
from booking.services.proposals import Proposing
from booking.services.replies import Reply
from calendars.wallclock import ClockTime
from tests.builders import STAFF
from tests.proofs import model_decisions, model_moves
from tests.proofs.model import Date, House, Refused, Wish
from tests.proofs.model_moves import Target
from tests.proofs.places import A_DAY
from tests.proofs.wishes import enquiry_of

Expected, Told = TypeVar("Expected"), TypeVar("Told")
ADDRESS = "192.0.2.1"


@dataclass
class Twice:
    """The books and their model, side by side."""

    books: Books
    house: House
    references: dict[int, str] = field(default_factory=dict)
    group: int | None = None
    """The association that all bookings are of, once there is one."""

    @property
    def now(self) -> datetime:
        """The moment of the next deed."""
        return self.house.now

    def both(
        self, model: Callable[[], Expected], deed: Callable[[], Told]
    ) -> tuple[Expected, Told] | None:
        """What the model and the services say; None if both refuse it for the same reason."""
        try:
            expected = model()
        except Refused as refused:
            refusal = refused.code
        else:
            return expected, deed()
        with pytest.raises(Refusal) as told:
            deed()
        assert told.value.code == refusal
        return None

    def same_left_behind(
        self, model: Callable[[], set[int]], deed: Callable[[], Sequence[Conflict]]
    ) -> None:
        """Both name the same dates as those that could not be had."""
        told = self.both(model, deed)
        if told is not None:
            expected, conflicts = told
            assert {one.occurrence.id for one in conflicts} == expected

    def ask(self, wish: Wish, *, known: bool) -> int | None:
        """Somebody asks in earnest; the new booking. `known` associations may be confirmed
        at once."""
        asker = Person(Standing.ASSOCIATION, association_id=self.group) if known else STAFF
        told = self.both(
            lambda: self.house.ask(wish, known=known),
            lambda: enquiries.request(self.books, asker, enquiry_of(wish), self.now, ADDRESS),
        )
        if told is None:
            return None
        chosen, requested = told
        booking = requested.booking
        numbers = {(one.position, one.room): one.id for one in booking.occurrences}
        for position, place, status in chosen:
            number = numbers.pop((position, place.room))
            self.house.dates[number] = Date(number, booking.id, position, place, status)
        assert numbers == {}
        self.remember(booking)
        return booking.id

    def remember(self, booking: Booking) -> None:
        """A booking that is new."""
        self.house.versions[booking.id] = booking.version
        self.references[booking.id] = booking.reference
        if self.group != booking.association_id:
            self.group = booking.association_id
            facts = AssociationFacts(booking.association, trusted=True)
            change_association(self.books, STAFF, self.group, facts, self.now)

    def look(self, wish: Wish) -> None:
        """Somebody looks at what would come of a wish: one word for each date."""
        told = self.both(
            lambda: self.house.words(wish),
            lambda: enquiries.check(self.books, STAFF, enquiry_of(wish), self.now),
        )
        if told is not None:
            words, verdict = told
            assert [one.verdict for one in verdict.dates] == words

    def decide(self, booking: int, labels: Mapping[int, str], until: date) -> None:
        """Staff decide date by date."""
        named = {
            status: frozenset(number for number, label in labels.items() if label == status)
            for status in ("confirmed", "held", "declined")
        }
        decision = Decision(named["confirmed"], named["held"], named["declined"], until)
        self.same_left_behind(
            lambda: model_decisions.decide(self.house, booking, labels, until),
            lambda: self._decided(booking, decision),
        )

    def confirm_free(self, booking: int) -> None:
        """Staff confirm what they can."""
        self.same_left_behind(
            lambda: model_decisions.decide_free(self.house, booking),
            lambda: self._decided(booking, Decision(confirm=FREE)),
        )

    def _decided(self, booking: int, decision: Decision) -> Sequence[Conflict]:
        reference = self.references[booking]
        return decisions.decide(self.books, STAFF, reference, decision, self.now).conflicts

    def cancel(
        self, booking: int, numbers: Iterable[int] | None, since: date | None, by: Person
    ) -> None:
        """Dates are given up."""
        named = None if numbers is None else frozenset(numbers)
        cancellation = Cancellation(named, since)
        reference = self.references[booking]
        self.both(
            lambda: model_decisions.cancel(self.house, booking, named, since, is_staff=by.is_staff),
            lambda: decisions.cancel(self.books, by, reference, cancellation, self.now),
        )

    def undo(self, booking: int) -> None:
        """Staff take the last deed back."""
        reference, version = self.references[booking], self.house.versions[booking]
        self.same_left_behind(
            lambda: model_decisions.undo(self.house, booking),
            lambda: undoing.undo(self.books, STAFF, reference, version, self.now).conflicts,
        )

    def move(self, one: Date, target: Target, scope: str) -> None:
        """Staff move a date, and others with it."""
        moving = Moving(one.number, whither(one, target), Scope(scope))
        reference = self.references[one.booking]
        self.same_left_behind(
            lambda: model_moves.move(self.house, one.booking, one.number, target, scope),
            lambda: moves.move(self.books, STAFF, reference, moving, self.now).conflicts,
        )

    def swap(self, one: Date, other: Date) -> None:
        """Staff let two dates exchange their rooms."""
        first, second = ((self.references[date.booking], date.number) for date in (one, other))
        self.both(
            lambda: model_moves.swap(self.house, one.number, other.number),
            lambda: swaps.swap(self.books, STAFF, first, second, self.now),
        )

    def propose(self, one: Date, target: Target, by: Person, until: date) -> None:
        """Either side proposes another place."""
        proposing = Proposing(one.number, whither(one, target), until)
        side, reference = side_of(by), self.references[one.booking]
        self.both(
            lambda: model_moves.propose(self.house, one.booking, one.number, target, side, until),
            lambda: proposals.propose(self.books, by, reference, proposing, self.now),
        )

    def reply(self, one: Date, by: Person, said: Reply) -> None:
        """The other side answers."""
        reference = self.references[one.booking]
        accepts = said is Reply.ACCEPT
        self.both(
            lambda: model_moves.reply(self.house, one.number, side_of(by), accepts=accepts),
            lambda: replies.reply(self.books, by, reference, one.number, said, self.now),
        )


def side_of(person: Person) -> str:
    """The side a person stands on."""
    return "house" if person.is_staff else "association"


def whither(one: Date, target: Target) -> Whither:
    """Where a date shall be, in the words of the program: by the clock, not by how far."""
    return Whither(
        room=target.room,
        day=one.place.day + timedelta(days=target.days),
        begin=ClockTime(one.place.begin + target.begin),
        end=ClockTime(one.place.end + target.end),
    )


def fits_its_day(one: Date, target: Target) -> bool:
    """Whether the new times can be said at all."""
    times = (one.place.begin + target.begin, one.place.end + target.end)
    return all(0 <= minutes <= A_DAY for minutes in times)
