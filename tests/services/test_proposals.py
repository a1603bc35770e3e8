"""Proposing another room or time, and answering."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation
from booking.domain.moves import Target
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.refusals import BadInput, NotFound, NotMovable, TooManyAttempts
from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict
from booking.services import decisions, enquiries, proposals, replies
from booking.services.books import Books
from booking.services.doctor import examine_every_row
from booking.services.jobs import run_due_jobs
from booking.services.own_pace import MOST_PER_HOUR
from booking.services.plans import look_at_occupancy
from booking.services.proposals import Proposed, Proposing
from booking.services.replies import Reply
from booking.store.tables import OccupancyRow
from tests.builders import DANCERS, STAFF, TUESDAY, a_confirmed, a_request, an_enquiry, clock


def propose(
    books: Books, booking: Booking, now: datetime, by: Person = STAFF, **where: object
) -> Proposed:
    """Another place for the first date of a booking."""
    proposing = Proposing(booking.occurrences[0].id, Target(**where))  # type: ignore[arg-type]
    return proposals.propose(books, by, booking.reference, proposing, now)


def reply(
    books: Books, booking: Booking, now: datetime, said: Reply, by: Person | None = None
) -> Booking:
    """What the other side says about the first date."""
    person = by or group_of(booking)
    return replies.reply(books, person, booking.reference, booking.occurrences[0].id, said, now)


def group_of(booking: Booking) -> Person:
    """Whoever has the secret link of this booking."""
    return Person(Standing.ASSOCIATION, booking_id=booking.id)


def verdict(
    books: Books, now: datetime, room: str, begin: str = "18:00", end: str = "20:00"
) -> Verdict:
    """What somebody else would be told about that Tuesday."""
    wish = an_enquiry(room, begin=begin, end=end, group=DANCERS)
    return enquiries.check(books, VISITOR, wish, now).dates[0].verdict


def test_what_the_house_proposes_is_kept_free(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    proposed = propose(books, booking, now, room="saal-a")
    assert [(one.room, one.open_until) for one in proposed.proposals] == [
        ("saal-a", date(2026, 12, 7))
    ]
    assert verdict(books, now, "saal-a") is Verdict.TAKEN
    assert verdict(books, now, "saal-b") is Verdict.ASKED_FOR


def test_an_accepted_proposal_moves_and_confirms_the_date(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    propose(books, booking, now, room="saal-a")
    after = reply(books, booking, now, Reply.ACCEPT)
    [one] = after.occurrences
    assert (one.room, one.status, one.uid) == (
        "saal-a",
        Status.CONFIRMED,
        booking.occurrences[0].uid,
    )
    assert list(examine_every_row(books.database)) == []
    assert verdict(books, now, "saal-b") is Verdict.FREE


def test_a_refused_proposal_leaves_the_date_and_frees_the_room(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    propose(books, booking, now, room="saal-a")
    assert reply(books, booking, now, Reply.REFUSE).occurrences == booking.occurrences
    assert verdict(books, now, "saal-a") is Verdict.FREE
    with pytest.raises(NotFound):
        reply(books, booking, now, Reply.ACCEPT)


def test_a_proposal_holds_only_what_is_new(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)  # Saal B 18-20, occupied 17:45-20:15
    propose(books, booking, now, begin=clock("19:00"), end=clock("21:00"))
    with books.database.reading() as session:
        rows = session.exec(select(OccupancyRow).where(OccupancyRow.proposed == True)).all()  # noqa: E712
    own = booking.occurrences[0].occupied
    assert [(row.starts, row.ends) for row in rows] == [(own.ends, own.ends + 3600)]
    assert reply(books, booking, now, Reply.ACCEPT).occurrences[0].begin == clock("19:00")
    assert list(examine_every_row(books.database)) == []


def test_a_proposal_into_a_taken_room_is_refused(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-a", group=DANCERS)
    with pytest.raises(NotMovable):
        propose(books, a_request(books, now), now, room="saal-a")


def test_a_proposal_ends_after_its_last_day(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    propose(books, booking, now, room="saal-a")
    later = now + timedelta(days=15)
    assert verdict(books, later, "saal-a") is Verdict.FREE
    with pytest.raises(NotFound):
        reply(books, booking, later, Reply.ACCEPT)
    run_due_jobs(books, later)
    with books.database.reading() as session:
        assert session.exec(select(OccupancyRow)).all() == []


def test_what_a_group_proposes_holds_nothing_until_staff_accept(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    propose(books, booking, now, by=group_of(booking), room="saal-a")
    assert verdict(books, now, "saal-a") is Verdict.FREE
    with pytest.raises(NotFound):  # nobody accepts what they proposed themselves
        reply(books, booking, now, Reply.ACCEPT)
    after = reply(books, booking, now, Reply.ACCEPT, by=STAFF)
    assert [(one.room, one.status) for one in after.occurrences] == [("saal-a", Status.CONFIRMED)]


def test_staff_cannot_accept_what_is_taken_meanwhile(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    propose(books, booking, now, by=group_of(booking), room="saal-a")
    a_confirmed(books, now, "saal-a", group=DANCERS)
    with pytest.raises(NotMovable):
        reply(books, booking, now, Reply.ACCEPT, by=STAFF)


def test_a_date_that_is_cancelled_takes_its_proposal_with_it(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    propose(books, booking, now, room="saal-a")
    decisions.cancel(books, STAFF, booking.reference, Cancellation(), now)
    assert verdict(books, now, "saal-a") is Verdict.FREE
    assert list(examine_every_row(books.database)) == []


def test_a_new_proposal_takes_the_place_of_the_old(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    propose(books, booking, now, room="saal-a")
    again = propose(books, booking, now, room="foyer", day=TUESDAY)
    assert [one.room for one in again.proposals] == ["foyer"]
    assert verdict(books, now, "saal-a") is Verdict.FREE


def wish(
    books: Books, booking: Booking, now: datetime, room: str, seen: frozenset[int] | None = None
) -> int:
    """The id of what a group asks for instead of the first date."""
    proposing = Proposing(booking.occurrences[0].id, Target(room=room), seen=seen)
    found = proposals.propose(books, group_of(booking), booking.reference, proposing, now)
    (one,) = found.proposals
    return one.id


def test_a_group_that_wishes_the_same_again_has_wished_it_once(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    assert wish(books, booking, now, "saal-a") == wish(books, booking, now, "saal-a", frozenset())


def test_another_wish_counts_only_if_its_sender_has_seen_what_is_open(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now)
    first = wish(books, booking, now, "saal-a")
    with pytest.raises(BadInput) as refusal:
        wish(books, booking, now, "foyer", frozenset())
    assert refusal.value.problem == "asked_meanwhile"
    assert wish(books, booking, now, "foyer", frozenset({first})) != first


def test_only_the_wish_that_was_read_is_answered(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    number, read = booking.occurrences[0].id, wish(books, booking, now, "saal-a")
    second = wish(books, booking, now, "foyer")
    with pytest.raises(NotFound):
        replies.reply(books, STAFF, booking.reference, number, Reply.ACCEPT, now, read)
    after = replies.reply(books, STAFF, booking.reference, number, Reply.ACCEPT, now, second)
    assert [one.room for one in after.occurrences] == ["foyer"]


def test_one_link_wishes_only_so_often(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    for number in range(MOST_PER_HOUR):
        wish(books, booking, now, ("saal-a", "foyer")[number % 2])
    with pytest.raises(TooManyAttempts):
        wish(books, booking, now, "saal-a")
    assert propose(books, booking, now, room="saal-a").proposals  # staff may, all the same
    wish(books, booking, now + timedelta(hours=1), "foyer")


def test_strangers_neither_propose_nor_answer(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    propose(books, booking, now, room="saal-a")
    stranger = Person(Standing.ASSOCIATION, booking_id=booking.id + 1)
    with pytest.raises(NotFound):
        propose(books, booking, now, by=stranger, room="foyer")
    with pytest.raises(NotFound):
        reply(books, booking, now, Reply.ACCEPT, by=stranger)


def test_the_same_place_is_no_proposal(books: Books, now: datetime) -> None:
    with pytest.raises(BadInput) as refusal:
        propose(books, a_request(books, now), now, room="saal-b")
    assert refusal.value.problem == "same_place"


def test_a_proposal_that_ended_yesterday_is_refused(books: Books, now: datetime) -> None:
    booking = a_request(books, now)
    proposing = Proposing(
        booking.occurrences[0].id, Target(room="saal-a"), open_until=date(2026, 11, 22)
    )
    with pytest.raises(BadInput) as refusal:
        proposals.propose(books, STAFF, booking.reference, proposing, now)
    assert refusal.value.problem == "in_the_past"


def test_what_is_proposed_stands_in_the_plan_as_taken(books: Books, now: datetime) -> None:
    propose(books, a_request(books, now, public_title=True), now, room="saal-a")
    found = look_at_occupancy(books, VISITOR, "saal", TUESDAY, TUESDAY + timedelta(days=1), now)
    [entry] = found.taken
    assert (entry.occurrence.room, entry.public_title) == ("saal-a", False)
    later = now + timedelta(days=15)
    found = look_at_occupancy(books, VISITOR, "saal", TUESDAY, TUESDAY + timedelta(days=1), later)
    assert found.taken == ()
