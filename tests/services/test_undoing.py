"""Taking a decision back, and thinking again."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.moves import Target
from booking.domain.people import Person, Standing
from booking.domain.proposals import Proposal
from booking.domain.refusals import CannotUndo, VersionConflict
from booking.domain.statuses import Status
from booking.services import decisions, moves, undoing
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.moves import Moving
from booking.services.offers import Offering, offer, take_offer
from booking.services.proposals import Proposing, propose
from booking.services.replies import Reply, reply
from booking.store.proposals import find_open_proposals
from tests.builders import (
    DANCERS,
    STAFF,
    TUESDAY,
    OnConflict,
    a_confirmed,
    a_request,
    clock,
    weekly,
)

THREE_WEEKS = weekly(date(2027, 1, 26))
WAIT = OnConflict.WAIT


def find_open(books: Books, now: datetime, booking: Booking) -> tuple[Proposal, ...]:
    with books.reading(now) as ledger:
        return find_open_proposals(ledger, booking.id)


def test_a_confirmation_can_be_taken_back(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE_WEEKS)
    undone = undoing.undo(books, STAFF, booking.reference, booking.version, now)
    assert {one.status for one in undone.booking.occurrences} == {Status.REQUESTED}
    assert undone.booking.version == booking.version + 1
    assert list(examine_every_row(books.database)) == []
    assert a_confirmed(books, now, group=DANCERS).occurrences


def test_only_the_last_deed_is_taken_back(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE_WEEKS)
    first = frozenset({booking.occurrences[0].id})
    after = decisions.cancel(books, STAFF, booking.reference, Cancellation(first), now).booking
    undone = undoing.undo(books, STAFF, booking.reference, after.version, now).booking
    assert [one.status for one in undone.occurrences] == [Status.CONFIRMED] * 3


def test_a_hold_comes_back_with_its_end(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    [one] = booking.occurrences
    until = date(2026, 12, 1)
    hold = Decision(hold=frozenset({one.id}), hold_until=until)
    decisions.decide(books, STAFF, booking.reference, hold, now)
    confirmed = decisions.decide(books, STAFF, booking.reference, Decision(confirm=FREE), now)
    undone = undoing.undo(books, STAFF, booking.reference, confirmed.booking.version, now).booking
    assert [(one.status, one.hold_until) for one in undone.occurrences] == [(Status.HELD, until)]


def test_a_room_that_went_to_others_does_not_come_back(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    after = decisions.cancel(books, STAFF, booking.reference, Cancellation(), now).booking
    other = a_confirmed(books, now, group=DANCERS)
    undone = undoing.undo(books, STAFF, booking.reference, after.version, now)
    assert [one.status for one in undone.booking.occurrences] == [Status.CANCELLED]
    assert undone.conflicts[0].held_by == {other.occurrences[0].id}


def test_what_is_older_than_ten_minutes_stays(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    with pytest.raises(CannotUndo):
        undoing.undo(books, STAFF, booking.reference, booking.version, now + timedelta(minutes=11))


def test_a_move_is_moved_back_not_undone(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    moving = Moving(booking.occurrences[0].id, Target(room="saal-a"))
    moved = moves.move(books, STAFF, booking.reference, moving, now).booking
    with pytest.raises(CannotUndo):
        undoing.undo(books, STAFF, booking.reference, moved.version, now)


def test_what_a_group_gave_up_does_not_come_back_without_its_will(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    given_up = decisions.cancel(books, group, booking.reference, Cancellation(), now).booking
    with pytest.raises(CannotUndo):
        undoing.undo(books, STAFF, booking.reference, given_up.version, now)


def test_what_was_taken_back_is_not_taken_back_again(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    after = decisions.cancel(books, STAFF, booking.reference, Cancellation(), now).booking
    undone = undoing.undo(books, STAFF, booking.reference, after.version, now).booking
    with pytest.raises(CannotUndo):
        undoing.undo(books, STAFF, booking.reference, undone.version, now)


def test_undoing_an_old_state_is_told(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    with pytest.raises(VersionConflict):
        undoing.undo(books, STAFF, booking.reference, booking.version - 1, now)


def test_a_cancelled_date_takes_place_after_all_if_its_room_is_free(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, series=THREE_WEEKS)
    decisions.cancel(books, STAFF, booking.reference, Cancellation(), now)
    a_confirmed(books, now, day=date(2027, 1, 19), group=DANCERS)
    again = Decision(confirm=frozenset(one.id for one in booking.occurrences))
    decided = decisions.decide(books, STAFF, booking.reference, again, now)
    assert [one.status for one in decided.booking.occurrences] == [
        Status.CONFIRMED,
        Status.CANCELLED,
        Status.CONFIRMED,
    ]
    assert [one.occurrence.day for one in decided.conflicts] == [date(2027, 1, 19)]


def test_a_waiting_date_keeps_its_turn_when_its_decline_is_undone(
    books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    booking = a_request(books, now, series=THREE_WEEKS, group=DANCERS, on_conflict=OnConflict.WAIT)
    decline = Decision(decline=frozenset({booking.occurrences[0].id}))
    after = decisions.decide(books, STAFF, booking.reference, decline, now).booking
    undone = undoing.undo(books, STAFF, booking.reference, after.version, now).booking
    assert undone.occurrences[0].status is Status.WAITING


def test_rooms_wanted_together_come_back_together_or_not_at_all(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, "saal-b", "kueche")
    after = decisions.cancel(books, STAFF, booking.reference, Cancellation(), now).booking
    a_confirmed(books, now, "kueche", group=DANCERS)
    undone = undoing.undo(books, STAFF, booking.reference, after.version, now)
    assert {one.status for one in undone.booking.occurrences} == {Status.CANCELLED}
    assert [bool(one.held_by) for one in undone.conflicts] == [False, True]


def test_what_the_house_had_proposed_is_kept_free_again(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    [one] = booking.occurrences
    proposing = Proposing(one.id, Target(day=TUESDAY, begin=clock("19:00"), end=clock("21:00")))
    proposed = propose(books, STAFF, booking.reference, proposing, now).proposals
    after = decisions.decide(books, STAFF, booking.reference, Decision(confirm=FREE), now).booking
    undoing.undo(books, STAFF, booking.reference, after.version, now)
    assert find_open(books, now, booking) == proposed
    assert list(examine_every_row(books.database)) == []
    other = a_request(books, now, begin="20:30", end="21:30", group=DANCERS, on_conflict=WAIT)
    assert [one.status for one in other.occurrences] == [Status.WAITING]
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    accepted = reply(books, group, booking.reference, one.id, Reply.ACCEPT, now)
    assert [(one.status, one.begin) for one in accepted.occurrences] == [
        (Status.CONFIRMED, clock("19:00"))
    ]


def test_what_a_group_wishes_is_not_lost_by_a_wrong_click(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    proposing = Proposing(booking.occurrences[0].id, Target(room="saal-a"))
    wished = propose(books, group, booking.reference, proposing, now).proposals
    after = decisions.cancel(books, STAFF, booking.reference, Cancellation(), now).booking
    undoing.undo(books, STAFF, booking.reference, after.version, now)
    assert find_open(books, now, booking) == wished


def test_what_a_group_wishes_meanwhile_outlives_the_way_back(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    proposing = Proposing(booking.occurrences[0].id, Target(room="saal-a"))
    wished = propose(books, group, booking.reference, proposing, now).proposals
    undoing.undo(books, STAFF, booking.reference, booking.version, now)
    assert find_open(books, now, booking) == wished


def test_a_proposed_place_that_others_have_by_now_stays_ended(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    proposing = Proposing(booking.occurrences[0].id, Target(room="saal-a"))
    propose(books, STAFF, booking.reference, proposing, now)
    decline = Decision(decline=frozenset({booking.occurrences[0].id}), reason="Das Haus ist voll.")
    after = decisions.decide(books, STAFF, booking.reference, decline, now).booking
    a_confirmed(books, now, "saal-a", group=DANCERS)
    undone = undoing.undo(books, STAFF, booking.reference, after.version, now)
    assert [one.status for one in undone.booking.occurrences] == [Status.REQUESTED]
    assert find_open(books, now, booking) == ()


def test_an_offer_is_an_offer_again(books: Books, now: datetime) -> None:
    first = a_confirmed(books, now)
    booking = a_request(books, now, group=DANCERS, on_conflict=WAIT)
    decisions.cancel(books, STAFF, first.reference, Cancellation(), now)
    number = booking.occurrences[0].id
    offer(books, STAFF, booking.reference, Offering(frozenset({number})), now)
    after = decisions.decide(books, STAFF, booking.reference, Decision(confirm=FREE), now).booking
    undoing.undo(books, STAFF, booking.reference, after.version, now)
    group = Person(Standing.ASSOCIATION, booking_id=booking.id)
    taken = take_offer(books, group, booking.reference, number, now)
    assert [one.status for one in taken.occurrences] == [Status.CONFIRMED]
