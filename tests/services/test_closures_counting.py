"""A closure that staff made counts wherever days are judged, in every process at once."""

from datetime import date, datetime

import pytest

from booking.domain.filters import Filter
from booking.domain.people import VISITOR
from booking.domain.verdicts import Verdict
from booking.services import enquiries
from booking.services.asking import plan_for, weigh
from booking.services.books import Books
from booking.services.inbox import look_at_inbox
from booking.services.plans import look_at_days
from booking.services.planting import plant
from booking.store.closures import NewClosure, add_closure, reopen
from booking.store.database import Database
from booking.store.door import Door
from tests.builders import STAFF, TUESDAY, a_request, an_enquiry
from tests.statements import counted_statements


def close(books: Books, now: datetime, *rooms: str, last: date = TUESDAY) -> int:
    """Closes from that Tuesday on."""
    new = of_the_house(TUESDAY, last, now)._replace(rooms=rooms, key=f"{rooms} {last}")
    return books.change(STAFF, now, lambda door: add_closure(door.ledger.session, new))


def of_the_house(first: date, last: date, now: datetime) -> NewClosure:
    """A closure of everything."""
    return NewClosure("", first, last, {"de": "Der Boden wird geölt"}, (), (), now, None)


def verdict(books: Books, now: datetime, room: str) -> Verdict:
    return enquiries.check(books, VISITOR, an_enquiry(room), now).dates[0].verdict


def test_a_closed_room_and_whatever_shares_its_floor_cannot_be_had(
    books: Books, now: datetime
) -> None:
    close(books, now, "saal-b")
    found = {room: verdict(books, now, room) for room in ("saal-a", "saal-b", "saal")}
    assert found == {
        "saal-a": Verdict.FREE,
        "saal-b": Verdict.CLOSED,
        "saal": Verdict.CLOSED,
    }


def test_a_closed_house_is_closed_in_plans_and_gives_the_reason(
    books: Books, now: datetime
) -> None:
    close(books, now)
    ((day,), *_) = look_at_days(books, books.house.public_rooms, TUESDAY, 1, now)
    assert day.is_closed
    assert day.closure
    assert str(day.closure.reason) == "Der Boden wird geölt"


def test_other_processes_see_it_at_once_and_see_it_end(
    database: Database, books: Books, now: datetime
) -> None:
    other = plant(database, books.house, now)
    assert verdict(other, now, "saal-b") is Verdict.FREE
    number = close(books, now, "saal-b")
    assert verdict(other, now, "saal-b") is Verdict.CLOSED
    books.change(STAFF, now, lambda door: reopen(door.ledger.session, number, TUESDAY))
    assert verdict(other, now, "saal-b") is Verdict.FREE


def test_a_deed_that_breaks_off_closes_nothing(books: Books, now: datetime) -> None:
    def closes_and_fails(door: Door) -> None:
        add_closure(door.ledger.session, of_the_house(TUESDAY, TUESDAY, now))
        assert door.ledger.house.find_closure(TUESDAY, books.house.get_room("saal-b"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        books.change(STAFF, now, closes_and_fails)
    assert verdict(books, now, "saal-b") is Verdict.FREE


def test_closed_days_are_no_working_days_of_the_promise_to_answer(
    books: Books, now: datetime
) -> None:
    a_request(books, now)
    (before,) = look_at_inbox(books, STAFF, Filter(), 1, now).pending
    new = of_the_house(date(2026, 11, 24), date(2026, 11, 27), now)
    books.change(STAFF, now, lambda door: add_closure(door.ledger.session, new))
    (after,) = look_at_inbox(books, STAFF, Filter(), 1, now).pending
    assert (before.answer_by, after.answer_by) == (date(2026, 11, 26), date(2026, 12, 2))


def test_however_many_there_are_a_transaction_asks_once(books: Books, now: datetime) -> None:
    for number in range(20):
        close(books, now, "saal-a", last=date(2027, 2, 1 + number))
    verdict(books, now, "saal-b")
    with counted_statements(books.database) as sent:
        verdict(books, now, "saal-b")
    assert len([one for one in sent if "closure" in one]) == 1


def test_a_deed_that_closes_knows_of_it_whatever_it_has_asked_before(
    books: Books, now: datetime
) -> None:
    """Who asks for dates learns the version of the closures on the way, and must forget it."""
    wish = an_enquiry()

    def deed(door: Door) -> int:
        weigh(books, door.ledger, STAFF, wish, plan_for(books, STAFF, wish))
        before = len(door.ledger.house.closures)
        add_closure(door.ledger.session, of_the_house(TUESDAY, TUESDAY, now))
        return len(door.ledger.house.closures) - before

    assert books.change(STAFF, now, deed) == 1
