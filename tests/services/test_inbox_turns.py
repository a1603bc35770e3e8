"""Whose turn it is: what waits for its association leaves the pile, and comes back."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.decisions import Cancellation
from booking.domain.desk import Pile
from booking.domain.filters import Filter
from booking.domain.moves import Target
from booking.domain.people import Person, Standing
from booking.services.books import Books
from booking.services.counter_proposals import propose_all
from booking.services.decisions import cancel
from booking.services.desk import look_at_desk
from booking.services.inbox import Inbox, look_at_inbox
from booking.services.messages import ask, settle, write
from booking.services.offers import Offering, offer
from booking.services.proposals import Proposing, Side, propose
from booking.services.replies import Reply, reply
from tests.builders import (
    CHOIR,
    DANCERS,
    STAFF,
    OnConflict,
    a_confirmed,
    a_request,
    clock,
)
from tests.services.test_inbox import THREE_WEEKS

KITCHEN = Target(room="kueche")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The statements behind it are tested on both databases by their own tests."""
    return sqlite_url


def inbox(books: Books, now: datetime, **wanted: object) -> Inbox:
    return look_at_inbox(books, STAFF, Filter(**wanted), 1, now)  # type: ignore[arg-type]


def group_of(booking_id: int) -> Person:
    return Person(Standing.ASSOCIATION, booking_id=booking_id)


def pile_of(books: Books, reference: str, now: datetime) -> Pile | None:
    found = [one.pile for one in inbox(books, now).pending if one.booking.reference == reference]
    return found[0] if found else None


def test_a_question_waits_for_its_answer_or_its_day(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    ask(books, STAFF, booking.reference, "Brauchen Sie das Klavier?", now, date(2026, 11, 30))
    assert pile_of(books, booking.reference, now) is Pile.ASKED
    assert pile_of(books, booking.reference, now + timedelta(days=8)) is Pile.CLEAR
    write(books, group_of(booking.id), booking.reference, "Ja, gern.", now)
    assert pile_of(books, booking.reference, now) is Pile.TO_DECIDE
    settle(books, STAFF, booking.reference, Side.ASSOCIATION, now)
    assert pile_of(books, booking.reference, now) is Pile.CLEAR


def test_a_message_about_what_is_answered_stands_in_the_inbox(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now - timedelta(days=60))
    assert pile_of(books, booking.reference, now) is None
    write(books, group_of(booking.id), booking.reference, "Dürfen wir früher kommen?", now)
    (found,) = inbox(books, now).pile(Pile.TO_DECIDE)
    assert found.talk.news[0].text == "Dürfen wir früher kommen?"
    assert found.answer_by == date(2026, 11, 26)


def test_a_proposal_of_the_house_waits_for_the_association(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    ids = [one.id for one in booking.occurrences]
    propose_all(books, STAFF, booking.reference, [Proposing(ids[0], KITCHEN)], 1, now)
    assert pile_of(books, booking.reference, now) is Pile.CLEAR
    others = [Proposing(number, KITCHEN) for number in ids[1:]]
    propose_all(books, STAFF, booking.reference, others, 1, now)
    assert pile_of(books, booking.reference, now) is Pile.ASKED
    reply(books, group_of(booking.id), booking.reference, ids[0], Reply.REFUSE, now)
    assert pile_of(books, booking.reference, now) is Pile.CLEAR


def test_what_waits_for_others_comes_after_what_presses(books: Books, now: datetime) -> None:
    old = a_request(books, now - timedelta(days=2))
    new = a_request(books, now, "kueche", group=DANCERS)
    assert [one.booking.id for one in inbox(books, now).pending] == [old.id, new.id]
    ask(books, STAFF, old.reference, "Wie viele kommen?", now)
    assert [one.booking.id for one in inbox(books, now).pending] == [new.id, old.id]


def test_a_wish_of_the_association_is_to_decide(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    wish = Proposing(booking.occurrences[0].id, Target(begin=clock("17:00"), end=clock("19:00")))
    propose(books, group_of(booking.id), booking.reference, wish, now)
    (found,) = inbox(books, now).pile(Pile.TO_DECIDE)
    assert [str(one.begin) for one in found.talk.wishes] == ["17:00"]


def test_a_room_that_became_free_is_offered_to_who_waited_longest(
    books: Books, now: datetime
) -> None:
    holder = a_confirmed(books, now)
    second = a_request(books, now, group=DANCERS, on_conflict=OnConflict.WAIT)
    first = a_request(
        books, now - timedelta(days=1), group=CHOIR, title="Sommer", on_conflict=OnConflict.WAIT
    )
    assert look_at_desk(books, STAFF, holder.reference, now).waiters == ()
    cancel(books, STAFF, holder.reference, Cancellation(), now)
    waiters = look_at_desk(books, STAFF, holder.reference, now).waiters
    assert [one.entry.reference for one in waiters] == [first.reference, second.reference]
    dates = frozenset(one.id for one in first.occurrences)
    offer(books, STAFF, first.reference, Offering(dates), now)
    assert pile_of(books, first.reference, now) is Pile.ASKED
    assert pile_of(books, second.reference, now) is Pile.KEPT
    assert look_at_desk(books, STAFF, holder.reference, now).waiters == ()


def test_a_search_finds_room_and_day(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    a_request(books, now, "kueche", group=DANCERS)
    day = booking.occurrences[0].day
    next_day = day + timedelta(days=1)
    for wanted in ({"room": "saal-b"}, {"room": "saal-b", "first": day, "until": next_day}):
        assert [one.booking.id for one in inbox(books, now, **wanted).pending] == [booking.id]
    assert inbox(books, now, first=next_day, until=next_day + timedelta(days=1)).pending == ()


def test_what_follows_is_told(books: Books, now: datetime) -> None:
    booking = a_request(books, now, "saal-b")
    follows = look_at_desk(books, STAFF, booking.reference, now).consequences
    assert (follows.losing, follows.lost) == ((), {"saal": 1})
    rival = a_request(books, now, "saal", group=DANCERS)
    follows = look_at_desk(books, STAFF, booking.reference, now).consequences
    assert [(one.reference, one.days) for one in follows.losing] == [
        (rival.reference, (booking.occurrences[0].day,))
    ]
    kitchen = a_request(books, now, "kueche", day=date(2027, 1, 13))
    assert not look_at_desk(books, STAFF, kitchen.reference, now).consequences
