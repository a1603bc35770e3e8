"""One booking on the desk: what staff see before they decide, and deciding twice."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.decisions import Decision
from booking.domain.people import VISITOR, Person
from booking.domain.refusals import NotAllowed, NotFound, Refusal, SignInNeeded, VersionConflict
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict
from booking.services.books import Books
from booking.services.decisions import decide
from booking.services.desk import decide_once, look_at_desk
from tests.builders import CARETAKER, DANCERS, STAFF, TUESDAY, a_confirmed, a_request, weekly

TWO_WEEKS = weekly(TUESDAY + timedelta(weeks=1))


def test_the_desk_tells_who_is_in_the_way(books: Books, now: datetime) -> None:
    booking = a_request(books, now, "saal", group=DANCERS, title="Ball")
    asking = a_request(books, now, "saal-a")
    holding = a_confirmed(books, now, "saal-b", begin="19:00", end="21:00")
    desk = look_at_desk(books, STAFF, booking.reference, now)
    (one,) = desk.desk_booking.dates
    assert one.verdict is Verdict.TAKEN
    assert {desk.rivals[number].reference for number in one.rivals} == {
        asking.reference,
        holding.reference,
    }


def test_rooms_wanted_together_are_one_date(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "kueche")
    booking = a_request(books, now, "saal-b", "kueche", group=DANCERS, series=TWO_WEEKS)
    desk = look_at_desk(books, STAFF, booking.reference, now).desk_booking
    (one,) = desk.dates
    assert [occurrence.room for occurrence in one.occurrences] == ["saal-b", "kueche"]
    assert one.preset is Status.CONFIRMED


def test_only_free_requested_dates_are_proposed(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=TWO_WEEKS)
    a_request(books, now, group=DANCERS)
    desk = look_at_desk(books, STAFF, booking.reference, now).desk_booking
    assert [one.preset for one in desk.dates] == [None, Status.CONFIRMED]


def test_staff_may_overrule_what_is_not_taken(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=TWO_WEEKS)
    a_confirmed(books, now, group=DANCERS)
    over = look_at_desk(books, STAFF, booking.reference, now + timedelta(days=51))
    assert over.desk_booking.can_overrule == (Rule.PAST,)


def test_the_next_booking_is_the_next_that_waits(books: Books, now: datetime) -> None:
    first, second, third = (
        a_request(books, now, day=date(2027, 2, day)).reference for day in (2, 9, 16)
    )
    decide(books, STAFF, second, Decision(confirm="free"), now)
    assert look_at_desk(books, STAFF, first, now).next_reference == third
    assert look_at_desk(books, STAFF, third, now).next_reference == first
    decide(books, STAFF, first, Decision(confirm="free"), now)
    assert look_at_desk(books, STAFF, third, now).next_reference is None


@pytest.mark.parametrize("rooms", [("saal-b",), ("saal-b", "kueche")])
def test_the_same_decision_sent_twice_is_one(
    books: Books, now: datetime, rooms: tuple[str, ...]
) -> None:
    booking = a_request(books, now, *rooms, series=TWO_WEEKS)
    chosen = Decision(
        confirm=frozenset({booking.occurrences[0].id}),
        decline=frozenset({booking.occurrences[-1].id}),
        version=booking.version,
    )
    first = decide_once(books, STAFF, booking.reference, chosen, now)
    assert decide_once(books, STAFF, booking.reference, chosen, now) == first


def test_a_decision_on_an_old_state_is_told_what_changed(books: Books, now: datetime) -> None:
    booking = a_request(books, now, series=TWO_WEEKS)
    first, second = (one.id for one in booking.occurrences)
    decide(books, STAFF, booking.reference, Decision(decline=frozenset({first})), now)
    late = Decision(confirm=frozenset({first, second}), version=booking.version)
    with pytest.raises(VersionConflict) as refusal:
        decide_once(books, STAFF, booking.reference, late, now)
    assert [change.occurrence_id for change in refusal.value.facts["changes"]] == [first]  # type: ignore[attr-defined]
    now_stands = look_at_desk(books, STAFF, booking.reference, now).desk_booking.booking
    assert [one.status for one in now_stands.occurrences] == [Status.DECLINED, Status.REQUESTED]


@pytest.mark.parametrize(("person", "refusal"), [(VISITOR, SignInNeeded), (CARETAKER, NotAllowed)])
def test_the_desk_is_for_staff_alone(
    books: Books, now: datetime, person: Person, refusal: type[Refusal]
) -> None:
    booking = a_request(books, now)
    with pytest.raises(refusal):
        look_at_desk(books, person, booking.reference, now)


def test_an_unknown_booking_is_not_found(books: Books, now: datetime) -> None:
    with pytest.raises(NotFound):
        look_at_desk(books, STAFF, "2222-2222", now)
