"""Proposing other places for several dates at once, and looking at a move before it is made."""

from datetime import date, datetime

import pytest

from booking.domain.moves import Scope, Target
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import BadInput, NotAllowed, Refusal, SignInNeeded, VersionConflict
from booking.domain.rules import Rule
from booking.services.books import Books
from booking.services.counter_proposals import look_for_other_places, propose_all
from booking.services.moves import Moving, look_at_move
from booking.services.outbox import look_at_outbox
from booking.services.proposals import Proposing
from tests.builders import CARETAKER, DANCERS, STAFF, TUESDAY, a_confirmed, a_request, clock
from tests.services.test_inbox import THREE_WEEKS

KITCHEN = Target(room="kueche")
EARLIER = Target(begin=clock("16:00"), end=clock("18:00"))


def test_one_mail_tells_of_all_dates_and_those_that_cannot_go_come_back(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    a_confirmed(books, now, "kueche", group=DANCERS, activity="kochen", day=date(2027, 1, 19))
    ids = [one.id for one in booking.occurrences]
    wished = [Proposing(number, KITCHEN, TUESDAY) for number in ids]
    done = propose_all(books, STAFF, booking.reference, wished, 1, now)
    assert [one.occurrence_id for one in done.proposals] == [ids[0], ids[2]]
    assert [finding.rule for finding in done.refused[ids[1]]] == [Rule.TAKEN]
    kinds = [mail.kind.value for mail in look_at_outbox(books, STAFF, 1, now).mails]
    assert kinds.count("proposal") == 1


def test_two_dates_are_never_proposed_the_same_place(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    first, second, _ = (one.id for one in booking.occurrences)
    there = Target(room="kueche", day=date(2027, 1, 20))
    done = propose_all(
        books, STAFF, booking.reference, [Proposing(first, there), Proposing(second, there)], 1, now
    )
    assert [one.occurrence_id for one in done.proposals] == [first]
    assert list(done.refused) == [second]


def test_a_proposal_about_an_old_state_is_not_made(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    wished = [Proposing(booking.occurrences[0].id, KITCHEN)]
    with pytest.raises(VersionConflict):
        propose_all(books, STAFF, booking.reference, wished, 7, now)


def test_other_places_are_free_ones(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    a_confirmed(books, now, "saal-a", group=DANCERS)
    (one,) = booking.occurrences
    places = look_for_other_places(books, STAFF, booking.reference, [one.id], now).places[one.id]
    assert places
    assert "saal-a" not in {place.room.slug for place in places if place.begin == one.begin}
    with pytest.raises(BadInput):
        look_for_other_places(books, STAFF, booking.reference, [99_999], now)


def test_a_move_is_shown_before_it_is_made(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE_WEEKS)
    a_confirmed(books, now, group=DANCERS, begin="15:00", end="17:00", day=date(2027, 1, 19))
    moving = Moving(booking.occurrences[0].id, EARLIER, Scope.ALL)
    preview = look_at_move(books, STAFF, booking.reference, moving, now)
    assert len(preview.plan) == 3
    assert [one.occurrence.day for one in preview.conflicts] == [date(2027, 1, 19)]
    assert look_at_move(books, STAFF, booking.reference, moving, now).booking == booking


@pytest.mark.parametrize(("person", "refusal"), [(VISITOR, SignInNeeded), (CARETAKER, NotAllowed)])
def test_all_of_this_is_for_staff_alone(
    books: Books, now: datetime, person: Person, refusal: type[Refusal]
) -> None:
    booking = a_request(books, now)
    number = booking.occurrences[0].id
    with pytest.raises(refusal):
        look_for_other_places(books, person, booking.reference, [number], now)
    with pytest.raises(refusal):
        propose_all(books, person, booking.reference, [Proposing(number, KITCHEN)], 1, now)
    with pytest.raises(refusal):
        look_at_move(books, person, booking.reference, Moving(number, KITCHEN), now)


def test_for_a_date_in_a_room_that_is_no_longer_lent_there_are_other_rooms(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now, persons=20, activity="gesang")
    [one] = booking.occurrences
    gone = books.house.get_room("saal-b").model_copy(update={"retired": True})
    rooms = tuple(gone if room.slug == "saal-b" else room for room in books.house.rooms)
    house = books.house.model_copy(update={"rooms": rooms})
    retired = Books(books.database, house, books.ids)
    found = look_for_other_places(retired, STAFF, booking.reference, [one.id], now)
    assert {place.room.slug for place in found.places[one.id]} == {"saal", "saal-a", "musikraum"}
