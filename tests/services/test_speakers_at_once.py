"""Somebody asks while whoever speaks for the group ceases to: the booking is never left with
somebody who no longer acts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

import pytest

from booking.domain.bookings import Booking
from booking.domain.delegates import Successor
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.refusals import NotFound
from booking.services import delegates, enquiries
from booking.services.asking import plan_for, store
from booking.services.books import Books
from booking.services.entering import Entry, enter
from booking.services.forgetting import forget_old_bookings
from booking.services.merging import merge
from booking.store import delegates as kept
from booking.store.associations import lock_associations
from booking.store.door import Door
from booking.store.merging import move_all
from tests.builders import CHOIR, DANCERS, STAFF, TUESDAY, a_request, an_enquiry

VERA = Successor("Vera Neu", "vera@verein.example", "de")
Asking = Callable[[Books, int, datetime], object]


def vera_of(association_id: int) -> Person:
    mine = frozenset({association_id})
    return Person(Standing.ASSOCIATION, proven_email=VERA.email, associations=mine)


def program_of(association_id: int) -> Person:
    return Person(Standing.ASSOCIATION, association_id=association_id)


def ask_by_program(books: Books, association_id: int, now: datetime) -> object:
    wish = an_enquiry("kueche", group=None)
    return enquiries.request(books, program_of(association_id), wish, now, "192.0.2.1")


def ask_as_visitor(books: Books, _association_id: int, now: datetime) -> object:
    return enquiries.request(books, VISITOR, an_enquiry("kueche"), now, "192.0.2.1")


def enter_by_staff(books: Books, _association_id: int, now: datetime) -> object:
    entry = Entry(an_enquiry("kueche"), frozenset({TUESDAY}))
    return enter(books, STAFF, entry, now, "key")


def a_group_of_two(books: Books, now: datetime) -> int:
    """The choir, for which Vera speaks as well; its id."""
    number = a_request(books, now).association_id
    with books.database.writing() as session:
        kept.add_delegate(session, number, VERA)
    return number


def bookings(books: Books, now: datetime) -> tuple[Booking, ...]:
    with books.reading(now) as ledger:
        return ledger.find_bookings_by_id([1, 2, 3])


def speakers(books: Books, now: datetime) -> list[int]:
    """Who speaks for each booking and still acts."""
    with books.reading(now) as ledger:
        ids = {one.association_id for one in bookings(books, now)}
        acting = {one.email: one.id for one in kept.find_delegates(ledger.session, ids)}
        return [acting.get(one.email, 0) for one in bookings(books, now)]


def test_who_is_ended_while_a_booking_is_stored_gives_it_to_the_other(
    books: Books, now: datetime
) -> None:
    number = a_group_of_two(books, now)
    ending = Thread(target=delegates.end_delegate, args=(books, vera_of(number), 1, now))

    def ask(door: Door) -> None:
        person, wish = program_of(number), an_enquiry("kueche", group=None)
        store(books, door, person, wish, plan_for(books, person, wish))
        ending.start()
        ending.join(timeout=0.5)

    books.change(STAFF, now, ask)
    ending.join(timeout=10)
    assert speakers(books, now) == [2, 2]


@pytest.mark.parametrize("ask", [ask_by_program, enter_by_staff])
def test_who_asks_while_somebody_is_ended_is_not_stored_with_them(
    books: Books, now: datetime, ask: Asking
) -> None:
    number = a_group_of_two(books, now)
    asking = Thread(target=ask, args=(books, number, now))

    def end(door: Door) -> None:
        session = door.ledger.session
        kept.lock_association(session, number)
        kept.give_bookings(session, [1], kept.find_delegates(session, [number])[1])
        asking.start()
        asking.join(timeout=0.5)
        kept.end_delegate(session, 1, now)

    books.change(STAFF, now, end)
    asking.join(timeout=10)
    found = bookings(books, now)
    assert len(found) == 2
    assert 0 not in speakers(books, now)


def test_a_group_that_asks_while_it_is_merged_asks_for_the_one_that_stays(
    books: Books, now: datetime
) -> None:
    staying = a_request(books, now, "saal-a", group=DANCERS).association_id
    leaving = a_group_of_two(books, now)
    asking = Thread(target=ask_as_visitor, args=(books, leaving, now))

    def merge_slowly(door: Door) -> None:
        session = door.ledger.session
        lock_associations(session, [leaving, staying])
        asking.start()
        asking.join(timeout=0.5)
        move_all(session, leaving, staying, now)

    books.change(STAFF, now, merge_slowly)
    asking.join(timeout=10)
    assert {one.association_id for one in bookings(books, now)} == {staying}


def test_a_program_whose_group_is_merged_while_it_asks_is_told(books: Books, now: datetime) -> None:
    leaving = a_group_of_two(books, now)
    staying = a_request(books, now, "saal-a", group=DANCERS).association_id
    merge(books, STAFF, leaving, staying, now)
    with pytest.raises(NotFound):
        ask_by_program(books, leaving, now)


def test_a_group_that_asks_again_while_its_old_bookings_are_forgotten_keeps_its_name(
    books: Books, now: datetime
) -> None:
    number = a_group_of_two(books, now)
    after = now + timedelta(days=1000)
    forgetting = Thread(target=forget_old_bookings, args=(books, after))

    def ask(door: Door) -> None:
        person = program_of(number)
        wish = an_enquiry("kueche", group=None, day=TUESDAY + timedelta(days=1001))
        store(books, door, person, wish, plan_for(books, person, wish))
        forgetting.start()
        forgetting.join(timeout=0.5)

    books.change(STAFF, after, ask)
    forgetting.join(timeout=10)
    assert [one.contact for one in bookings(books, after)] == ["", CHOIR.contact]
    assert {one.association for one in bookings(books, after)} == {CHOIR.name}
