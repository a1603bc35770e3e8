"""A booking's own dates, and what is proposed for them, are in its way like anybody's: each
place is had once, and whoever asks for it twice is told so instead of seeing an error."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation, Decision
from booking.domain.moves import Scope, Target
from booking.domain.people import Person, Standing
from booking.domain.refusals import NotMovable
from booking.domain.statuses import Status
from booking.services import decisions, moves, proposals, replies, swaps, undoing
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.jobs import end_expired_holds
from booking.services.moves import Moved, Moving
from booking.services.proposals import Proposing
from booking.services.replies import Reply
from tests.builders import DANCERS, STAFF, TUESDAY, a_confirmed, a_request, weekly

TWO_WEEKS = weekly(TUESDAY + timedelta(weeks=1))
NEXT = TUESDAY + timedelta(weeks=1)


def cancel(books: Books, booking: Booking, now: datetime, *indexes: int) -> Booking:
    """Some of its dates fall away."""
    gone = Cancellation(frozenset(booking.occurrences[index].id for index in indexes))
    return decisions.cancel(books, STAFF, booking.reference, gone, now).booking


def move(
    books: Books,
    booking: Booking,
    index: int,
    now: datetime,
    scope: Scope = Scope.ONE,
    **to: object,
) -> Moved:
    """One of its dates, by index, goes elsewhere."""
    target = Target(**to)  # type: ignore[arg-type]  tests name fields
    moving = Moving(booking.occurrences[index].id, target, scope)
    return moves.move(books, STAFF, booking.reference, moving, now)


def propose(
    books: Books, booking: Booking, index: int, now: datetime, by: Person = STAFF, **to: object
) -> None:
    """Another place for one of its dates."""
    proposing = Proposing(booking.occurrences[index].id, Target(**to))  # type: ignore[arg-type]
    proposals.propose(books, by, booking.reference, proposing, now)


def accept(books: Books, booking: Booking, index: int, now: datetime, by: Person) -> Booking:
    """The other side accepts."""
    number = booking.occurrences[index].id
    return replies.reply(books, by, booking.reference, number, Reply.ACCEPT, now)


def group_of(booking: Booking) -> Person:
    """Whoever has the secret link of this booking."""
    return Person(Standing.ASSOCIATION, booking_id=booking.id)


def statuses(booking: Booking) -> list[Status]:
    """In the order of the dates."""
    return [one.status for one in booking.occurrences]


def test_a_cancelled_date_does_not_come_back_over_another_of_its_booking(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, series=TWO_WEEKS)
    cancelled, there = (one.id for one in booking.occurrences)
    move(books, cancel(books, booking, now, 0), 1, now, day=TUESDAY)
    again = Decision(confirm=frozenset({cancelled}))
    decided = decisions.decide(books, STAFF, booking.reference, again, now)
    [conflict] = decided.conflicts
    assert (conflict.occurrence.id, conflict.held_by) == (cancelled, {there})


def test_of_two_dates_that_come_back_to_one_place_one_does(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=TWO_WEEKS)
    moved = move(books, cancel(books, booking, now, 0), 1, now, day=TUESDAY).booking
    cancel(books, moved, now, 1)
    again = Decision(confirm=frozenset(one.id for one in booking.occurrences))
    decided = decisions.decide(books, STAFF, booking.reference, again, now)
    assert sorted(statuses(decided.booking)) == [Status.CANCELLED, Status.CONFIRMED]
    assert len(decided.conflicts) == 1
    assert list(examine_every_row(books.database)) == []


def test_a_date_does_not_move_to_what_is_kept_free_for_another(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=TWO_WEEKS)
    propose(books, booking, 0, now, room="saal-a", day=NEXT)
    moved = move(books, booking, 1, now, room="saal-a")
    assert [one.occurrence.id for one in moved.conflicts] == [booking.occurrences[1].id]


def test_a_date_that_stays_keeps_what_is_kept_free_for_it(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=TWO_WEEKS)
    propose(books, booking, 0, now, room="saal-a", day=NEXT)
    a_confirmed(books, now, "saal-a", group=DANCERS)  # so the first one has to stay
    moved = move(books, booking, 0, now, Scope.ALL, room="saal-a")
    assert [one.room for one in moved.booking.occurrences] == ["saal-b", "saal-b"]
    assert [one.occurrence for one in moved.conflicts] == list(booking.occurrences)


def test_a_place_is_proposed_for_one_date_only(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=TWO_WEEKS)
    propose(books, booking, 0, now, room="saal-a", day=NEXT)
    with pytest.raises(NotMovable):
        propose(books, booking, 1, now, room="saal-a")


def test_what_another_date_of_the_booking_holds_is_not_proposed(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, series=TWO_WEEKS)
    with pytest.raises(NotMovable):
        propose(books, booking, 0, now, day=NEXT)


def test_a_date_does_not_swap_into_another_of_its_booking(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=TWO_WEEKS)
    move(books, booking, 1, now, room="saal-a", day=TUESDAY)
    other = a_confirmed(books, now, "saal-a", day=date(2027, 1, 13), group=DANCERS)
    with pytest.raises(NotMovable):
        swaps.swap(
            books,
            STAFF,
            (booking.reference, booking.occurrences[0].id),
            (other.reference, other.occurrences[0].id),
            now,
        )


def test_one_of_the_rooms_of_a_date_moves_alone(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal-b", "kueche", activity=None)
    hall = [one.room for one in booking.occurrences].index("saal-b")
    moved = move(books, booking, hall, now, room="saal-a")
    assert moved.conflicts == ()
    assert sorted(one.room for one in moved.booking.occurrences) == ["kueche", "saal-a"]


def test_a_room_does_not_move_onto_another_of_its_date(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal-b", "foyer", activity=None)
    hall = [one.room for one in booking.occurrences].index("saal-b")
    moved = move(books, booking, hall, now, room="foyer")
    assert [one.occurrence.room for one in moved.conflicts] == ["saal-b"]


def test_an_accepted_proposal_confirms_all_rooms_of_the_date(books: Books, now: datetime) -> None:
    booking = a_request(books, now, "saal-b", "kueche", activity=None)
    hall = [one.room for one in booking.occurrences].index("saal-b")
    propose(books, booking, hall, now, room="saal-a")
    after = accept(books, booking, hall, now, group_of(booking))
    assert sorted((one.room, one.status) for one in after.occurrences) == [
        ("kueche", Status.CONFIRMED),
        ("saal-a", Status.CONFIRMED),
    ]


def test_two_rooms_of_a_date_are_not_accepted_in_one_place(books: Books, now: datetime) -> None:
    booking = a_request(books, now, "saal-b", "foyer", activity=None)
    for index in (0, 1):
        propose(books, booking, index, now, by=group_of(booking), room="saal-a")
    with pytest.raises(NotMovable):
        accept(books, booking, 0, now, STAFF)


def test_a_proposal_outlives_the_hold_of_its_date(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    hold = Decision(hold=frozenset({booking.occurrences[0].id}), hold_until=now.date())
    decisions.decide(books, STAFF, booking.reference, hold, now)
    propose(books, booking, 0, now, room="saal-a")
    tomorrow = now + timedelta(days=1)
    end_expired_holds(books, tomorrow)
    after = accept(books, booking, 0, tomorrow, group_of(booking))
    assert [(one.room, one.status) for one in after.occurrences] == [("saal-a", Status.CONFIRMED)]


def test_a_hold_that_was_made_longer_is_as_long_as_before(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    numbers = frozenset({booking.occurrences[0].id})
    for until in (date(2026, 12, 1), date(2026, 12, 9)):
        held = Decision(hold=numbers, hold_until=until)
        booking = decisions.decide(books, STAFF, booking.reference, held, now).booking
    undone = undoing.undo(books, STAFF, booking.reference, booking.version, now).booking
    assert [one.hold_until for one in undone.occurrences] == [date(2026, 12, 1)]


def test_a_hold_that_has_ended_by_itself_is_not_taken_back_twice(
    books: Books, now: datetime
) -> None:
    before_midnight = datetime.combine(now.date(), now.timetz().replace(hour=22, minute=55))
    booking = a_request(books, before_midnight)
    hold = Decision(hold=frozenset({booking.occurrences[0].id}), hold_until=now.date())
    held = decisions.decide(books, STAFF, booking.reference, hold, before_midnight).booking
    after_midnight = before_midnight + timedelta(minutes=6)
    undone = undoing.undo(books, STAFF, booking.reference, held.version, after_midnight).booking
    assert (statuses(undone), undone.version) == ([Status.REQUESTED], held.version)
