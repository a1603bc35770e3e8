"""What the clients of a race do, as functions that can be sent to another process."""

import random
from collections.abc import Iterator
from datetime import date, datetime

from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.moves import Scope, Target
from booking.domain.people import Person, Standing
from booking.domain.refusals import Busy, Refusal
from booking.services import decisions, moves, proposals, replies, swaps, undoing
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.moves import Moving
from booking.services.proposals import Proposing
from booking.services.replies import Reply
from tests.builders import STAFF

Named = tuple[str, int]
"""One date: the reference of its booking, and its id."""


def hold_one_by_one(reference: str, ids: list[int], seed: int, now: datetime, books: Books) -> int:
    """Staff hold the dates of a booking, in an order of their own: how many they got."""
    got = 0
    for number in random.Random(seed).sample(ids, len(ids)):
        decision = Decision(hold=frozenset({number}))
        got += not decisions.decide(books, STAFF, reference, decision, now).conflicts
    return got


def move_one_by_one(
    reference: str, ids: list[int], room: str, seed: int, now: datetime, books: Books
) -> int:
    """Staff move dates to a room, in an order of their own: how many got there."""
    got = 0
    for number in random.Random(seed).sample(ids, len(ids)):
        moving = Moving(number, Target(room=room))
        got += not moves.move(books, STAFF, reference, moving, now).conflicts
    return got


def move_all(named: Named, room: str, now: datetime, books: Books) -> tuple[int, int]:
    """Staff move a whole series at once: how many dates got there, how many stayed."""
    reference, number = named
    moving = Moving(number, Target(room=room), Scope.ALL)
    moved = moves.move(books, STAFF, reference, moving, now)
    there = sum(one.room == room for one in moved.booking.occurrences)
    return there, len(moved.conflicts)


def swap(first: Named, second: Named, now: datetime, books: Books) -> str:
    """Staff let two dates exchange their rooms."""
    swaps.swap(books, STAFF, first, second, now)
    return "swapped"


def propose(named: Named, room: str, by: Person, now: datetime, books: Books) -> str:
    """One side proposes another room."""
    reference, number = named
    proposals.propose(books, by, reference, Proposing(number, Target(room=room)), now)
    return "proposed"


def accept(named: Named, by: Person, now: datetime, books: Books) -> str:
    """The other side accepts."""
    reference, number = named
    replies.reply(books, by, reference, number, Reply.ACCEPT, now)
    return "accepted"


def confirm_all(reference: str, now: datetime, books: Books) -> str:
    """Staff confirm whatever is free."""
    decisions.decide(books, STAFF, reference, Decision(confirm=FREE), now)
    return "decided"


def withdraw_all(reference: str, now: datetime, books: Books) -> str:
    """The association gives its booking up."""
    decisions.cancel(books, STAFF, reference, Cancellation(), now)
    return "given up"


def do_anything(
    references: list[str], rooms: list[str], seed: int, now: datetime, books: Books
) -> list[str]:
    """Twelve deeds at random on some bookings; what is refused is named, as is anything
    that must not reach a person."""
    chance = random.Random(seed)
    return [told_of(one) for one in random_deeds(chance, references, rooms, now, books)]


def told_of(outcome: object) -> str:
    """The code of a refusal, or nothing."""
    return outcome.code if isinstance(outcome, Refusal) else ""


def random_deeds(
    chance: random.Random, references: list[str], rooms: list[str], now: datetime, books: Books
) -> Iterator[object]:
    """Does one after the other; `Busy` is not among what may be answered."""
    for _ in range(12):
        try:
            yield random_deed(chance, references, rooms, now, books)
        except Busy:
            raise
        except Refusal as refusal:
            yield refusal


def random_deed(
    chance: random.Random, references: list[str], rooms: list[str], now: datetime, books: Books
) -> object:
    """One deed on a booking as it is found."""
    first, second = (
        get_booking(books, STAFF, reference, now) for reference in chance.sample(references, 2)
    )
    one, other = (chance.choice(booking.occurrences) for booking in (first, second))
    named, room = (first.reference, one.id), chance.choice(rooms)
    group = Person(Standing.ASSOCIATION, booking_id=first.id)
    side, answering = chance.sample([STAFF, group], 2)
    only = frozenset({one.id})
    until = date(2026, 12, 1)
    return chance.choice(
        [
            lambda: confirm_all(first.reference, now, books),
            lambda: decisions.decide(
                books, STAFF, first.reference, Decision(hold=only, hold_until=until), now
            ),
            lambda: decisions.decide(books, STAFF, first.reference, Decision(decline=only), now),
            lambda: decisions.cancel(books, group, first.reference, Cancellation(only), now),
            lambda: decisions.decide(books, STAFF, first.reference, Decision(confirm=only), now),
            lambda: move_all(named, room, now, books),
            lambda: swap(named, (second.reference, other.id), now, books),
            lambda: propose(named, room, side, now, books),
            lambda: accept(named, answering, now, books),
            lambda: undoing.undo(books, STAFF, first.reference, first.version, now),
        ]
    )()
