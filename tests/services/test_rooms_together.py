"""Hall and kitchen: what the form allows, the request and the decision allow, too."""

from datetime import datetime

from booking.domain.decisions import FREE, Decision
from booking.domain.house import House
from booking.domain.moves import Target
from booking.domain.people import VISITOR
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.domain.uprooting import find_uprooted
from booking.services.alternatives import find_alternatives
from booking.services.books import Books
from booking.services.decisions import decide
from booking.services.enquiries import check
from booking.services.moves import Moving, move
from tests.builders import STAFF, TUESDAY, a_confirmed, a_request, an_enquiry
from tests.domain.values import an_entry, an_occurrence

DINNER: dict[str, object] = {"persons": 90, "seating": "tables", "activity": "kochen"}


def test_a_dinner_in_hall_and_kitchen_can_be_asked_for_and_confirmed(
    books: Books, now: datetime
) -> None:
    booking = a_request(books, now, "saal", "kueche", **DINNER)
    decided = decide(books, STAFF, booking.reference, Decision(confirm=FREE), now)
    assert decided.conflicts == ()
    assert [one.status for one in decided.booking.occurrences] == [Status.CONFIRMED] * 2


def test_a_dinner_can_move_to_another_day(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal", "kueche", **DINNER)
    later = TUESDAY.replace(day=19)
    first = booking.occurrences[0].id
    moved = move(books, STAFF, booking.reference, Moving(first, Target(day=later)), now)
    assert moved.conflicts == ()
    assert {one.day for one in moved.booking.occurrences} == {later}


def test_a_dinner_whose_hall_moves_away_no_longer_fits(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, "saal", "kueche", **DINNER)
    hall = next(one.id for one in booking.occurrences if one.room == "saal")
    moved = move(books, STAFF, booking.reference, Moving(hall, Target(room="saal-b")), now)
    rules = {finding.rule for one in moved.conflicts for finding in one.findings}
    assert rules == {Rule.TOO_MANY_PERSONS}


def test_a_dinner_does_not_stand_against_the_room_file(house: House, now: datetime) -> None:
    spaces = {room.slug: room.spaces for room in house.rooms}
    entries = [
        an_entry(
            an_occurrence(
                number, position=1, room=slug, spaces=spaces[slug], status=Status.CONFIRMED
            ),
            **DINNER,
        )
        for number, slug in enumerate(("saal", "kueche"), start=1)
    ]
    assert find_uprooted(house, entries, now) == ()
    (kitchen,) = find_uprooted(house, entries[1:], now)
    assert kitchen.broken == {Rule.SEATING_UNKNOWN}


def test_a_dinner_on_a_taken_evening_is_offered_other_times(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal")
    wish = an_enquiry("saal", "kueche", **DINNER)  # type: ignore[arg-type]
    verdict = check(books, VISITOR, wish, now)
    offered = find_alternatives(books, VISITOR, wish, verdict, now)[TUESDAY]
    assert {one.room.slug for one in offered} == {"saal", "kueche"}
