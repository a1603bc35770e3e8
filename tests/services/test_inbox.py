"""What lies in the inbox of staff, and where."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from booking.domain.decisions import Cancellation, Decision
from booking.domain.desk import Pile
from booking.domain.enquiries import Group
from booking.domain.filters import Filter
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import NotAllowed, Refusal, SignInNeeded
from booking.domain.rules import Rule
from booking.services.books import Books
from booking.services.decisions import cancel, decide
from booking.services.enquiries import request
from booking.services.inbox import ON_DESK, Inbox, look_at_inbox, look_at_settled
from tests.builders import (
    CARETAKER,
    CHOIR,
    DANCERS,
    STAFF,
    TUESDAY,
    OnConflict,
    a_confirmed,
    a_request,
    an_enquiry,
    weekly,
)
from tests.statements import counted_statements

THREE_WEEKS = weekly(TUESDAY + timedelta(weeks=2))


def inbox(books: Books, now: datetime, text: str = "", page: int = 1) -> Inbox:
    return look_at_inbox(books, STAFF, Filter(text=text), page, now)


def references(found: Inbox, pile: Pile) -> list[str]:
    return [one.booking.reference for one in found.pile(pile)]


def test_a_request_for_free_dates_is_clear(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    (one,) = inbox(books, now).pile(Pile.CLEAR)
    assert one.booking == booking
    assert one.free_ids == tuple(date.id for date in booking.occurrences)
    assert one.answer_by == date(2026, 11, 26)


def test_two_requests_for_one_time_are_both_to_decide(books: Books, now: datetime) -> None:
    first = a_request(books, now, "saal-b")
    second = a_request(books, now, "saal", group=DANCERS)
    found = inbox(books, now)
    assert references(found, Pile.TO_DECIDE) == [first.reference, second.reference]
    assert [dict(one.reasons) for one in found.pending] == [{Rule.ASKED_FOR: 1}] * 2
    assert found.pending[0].free_ids == ()


def test_a_request_whose_date_was_given_away_is_to_decide(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    rival = a_request(books, now, group=DANCERS)
    decide(books, STAFF, rival.reference, Decision(confirm="free"), now)
    (one,) = inbox(books, now).pile(Pile.TO_DECIDE)
    assert one.booking.reference == booking.reference
    assert one.reasons == {Rule.TAKEN: 1}
    assert one.free_ids == tuple(date.id for date in booking.occurrences[1:])


def test_a_held_date_is_kept_until_its_hold_ends(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    held = frozenset(one.id for one in booking.occurrences)
    decide(books, STAFF, booking.reference, Decision(hold=held), now)
    assert references(inbox(books, now), Pile.KEPT) == [booking.reference]
    later = now + timedelta(days=15)
    assert references(inbox(books, later), Pile.CLEAR) == [booking.reference]


def test_a_waiting_date_is_kept_until_its_room_is_free(books: Books, now: datetime) -> None:
    holder = a_confirmed(books, now)
    waiting = a_request(books, now, group=DANCERS, series=THREE_WEEKS, on_conflict=OnConflict.WAIT)
    assert references(inbox(books, now), Pile.CLEAR) == [waiting.reference]
    free = frozenset(one.id for one in waiting.occurrences[1:])
    decide(books, STAFF, waiting.reference, Decision(confirm=free), now)
    assert references(inbox(books, now), Pile.KEPT) == [waiting.reference]
    cancel(books, STAFF, holder.reference, Cancellation(), now)
    assert references(inbox(books, now), Pile.TO_DECIDE) == [waiting.reference]


def test_the_earliest_promise_comes_first(books: Books, now: datetime) -> None:
    late = a_request(books, now, day=date(2027, 2, 2))
    early = a_request(books, now - timedelta(days=3), day=date(2027, 3, 2))
    assert references(inbox(books, now), Pile.CLEAR) == [early.reference, late.reference]


def test_whose_date_is_near_is_answered_first(books: Books, now: datetime) -> None:
    far = a_request(books, now - timedelta(hours=2), day=date(2027, 2, 2))
    near = a_request(books, now, day=date(2026, 11, 27))
    assert [one.booking.reference for one in inbox(books, now).pending] == [
        near.reference,
        far.reference,
    ]
    assert inbox(books, now).pending[0].answer_by == date(2026, 11, 24)


def test_what_was_answered_last_stands_first(books: Books, now: datetime) -> None:
    first = a_request(books, now)
    second = a_confirmed(books, now, "kueche", activity="kochen")
    decide(books, STAFF, first.reference, Decision(confirm="free"), now)
    assert inbox(books, now).pending == inbox(books, now).settled == ()
    answered = look_at_settled(books, STAFF, "", 1, now)
    assert [one.reference for one in answered.bookings] == [first.reference, second.reference]
    assert (answered.total, answered.pages) == (2, 1)


def test_a_search_finds_what_was_answered_too(books: Books, now: datetime) -> None:
    answered = a_confirmed(books, now, title="Konzert")
    open_still = a_request(books, now, "kueche", title="Konzertessen")
    found = inbox(books, now, "konzert")
    assert references(found, Pile.CLEAR) == [open_still.reference]
    assert [one.reference for one in found.settled] == [answered.reference]


@pytest.mark.parametrize("text", ["ÄPFEL", "äpfel", "chor ohne", "100 %"])
def test_search_finds_groups_and_titles_whatever_the_capitals(
    books: Books, now: datetime, text: str
) -> None:
    booking = a_request(books, now, title="Äpfel schälen, 100 % Bio", group=CHOIR)
    a_request(books, now, "kueche", title="1000 Plätzchen", group=DANCERS)
    assert references(inbox(books, now, text), Pile.CLEAR) == [booking.reference]


def test_search_finds_a_reference(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    a_request(books, now, "kueche", group=DANCERS)
    assert references(inbox(books, now, booking.reference[:7].lower()), Pile.CLEAR) == [
        booking.reference
    ]


def entered(books: Books, now: datetime, number: int) -> None:
    """Enters so many bookings, each an hour older than the one before and of three dates."""
    for hours in range(number):
        at = now - timedelta(hours=hours)
        request(books, STAFF, an_enquiry(series=THREE_WEEKS), at, origin="192.0.2.1")


def test_what_a_page_has_no_room_for_stands_on_the_next(books: Books, now: datetime) -> None:
    entered(books, now, ON_DESK + 1)
    found = inbox(books, now, page=2)
    assert (len(found.pending), found.total, found.pages) == (1, ON_DESK + 1, 2)


def test_thirty_bookings_take_eleven_statements_as_one_does(books: Books, now: datetime) -> None:
    def statements() -> int:
        with counted_statements(books.database) as sent:
            inbox(books, now)
        return len(sent)

    entered(books, now, 1)
    assert statements() == 11
    entered(books, now, 29)
    assert statements() == 11


@pytest.mark.parametrize(("person", "refusal"), [(VISITOR, SignInNeeded), (CARETAKER, NotAllowed)])
def test_the_inbox_is_for_staff_alone(
    books: Books, now: datetime, person: Person, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        look_at_inbox(books, person, Filter(), 1, now)
    with pytest.raises(refusal):
        look_at_settled(books, person, "", 1, now)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda reference: reference.lower(), id="small"),
        pytest.param(lambda reference: reference.replace("-", ""), id="without hyphen"),
        pytest.param(lambda reference: f"{reference[:4]} {reference[5:]}".lower(), id="blank"),
    ],
)
def test_search_finds_a_reference_however_it_is_written(
    books: Books, now: datetime, written: Callable[[str], str]
) -> None:
    booking = a_request(books, now)
    a_request(books, now, "kueche", group=DANCERS)
    found = inbox(books, now, written(booking.reference)).pending
    assert [one.booking.reference for one in found] == [booking.reference]


@pytest.mark.parametrize("text", ["MUSTERMANN", "m.muster@", "05361 12", "0536112", "(05361)"])
def test_search_finds_who_speaks_for_a_group(books: Books, now: datetime, text: str) -> None:
    group = Group("Sonne", "Mia Mustermann", "m.muster@verein.example", phone="05361/12-34")
    booking = a_request(books, now, group=group)
    a_request(books, now, "kueche", group=DANCERS)
    found = inbox(books, now, text).pending
    assert [one.booking.reference for one in found] == [booking.reference]
