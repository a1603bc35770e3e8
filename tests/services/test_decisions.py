"""Staff decide date by date; associations give up what they no longer need."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Conflict, Decision
from booking.domain.house import House
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.refusals import (
    BadInput,
    NotAllowed,
    NotFound,
    SignInNeeded,
    VersionConflict,
)
from booking.domain.rules import Rule
from booking.services import bookings, decisions
from booking.services.books import Books
from booking.store.history import find_changes
from tests.builders import (
    CARETAKER,
    DANCERS,
    STAFF,
    TUESDAY,
    a_confirmed,
    a_request,
    weekly,
)
from tests.statements import counted_statements

THREE = weekly(date(2027, 1, 26))
SECOND_TUESDAY = date(2027, 1, 19)


def decide(books: Books, booking: Booking, now: datetime, **decision: object) -> decisions.Decided:
    """Staff decide about a booking."""
    made = Decision(**decision)  # type: ignore[arg-type]
    return decisions.decide(books, STAFF, booking.reference, made, now)


def cancel(
    books: Books, booking: Booking, now: datetime, person: Person = STAFF, **what: object
) -> Booking:
    """Somebody gives dates up."""
    made = Cancellation(**what)  # type: ignore[arg-type]
    return decisions.cancel(books, person, booking.reference, made, now).booking


def told(booking: Booking) -> list[tuple[int, str, str]]:
    """Day of January, room and status of each date."""
    return [(one.day.day, one.room, one.status.value) for one in booking.occurrences]


def rules_of(conflict: Conflict) -> set[Rule]:
    """What stood in the way of a date."""
    return {finding.rule for finding in conflict.findings}


def ids(booking: Booking) -> list[int]:
    """The ids of the dates, in order."""
    return [one.id for one in booking.occurrences]


# What is taken


def test_what_is_taken_comes_back_and_the_rest_is_confirmed(books: Books, now: datetime) -> None:
    series = a_request(books, now, series=THREE)
    other = a_confirmed(books, now, "saal-b", day=SECOND_TUESDAY, group=DANCERS)
    decided = decide(books, series, now, confirm=FREE)
    assert told(decided.booking) == [
        (12, "saal-b", "confirmed"),
        (19, "saal-b", "requested"),
        (26, "saal-b", "confirmed"),
    ]
    (conflict,) = decided.conflicts
    assert (conflict.occurrence.day, rules_of(conflict)) == (SECOND_TUESDAY, {Rule.TAKEN})
    assert conflict.held_by == set(ids(other))


def test_a_half_is_taken_once_the_hall_is(books: Books, now: datetime) -> None:
    half = a_request(books, now, "saal-a")
    hall = a_confirmed(books, now, "saal", group=DANCERS)
    (conflict,) = decide(books, half, now, confirm=FREE).conflicts
    assert conflict.held_by == set(ids(hall))


def test_rooms_wanted_together_are_confirmed_all_or_none(books: Books, now: datetime) -> None:
    both = a_request(books, now, "saal-b", "kueche", series=THREE)
    a_confirmed(books, now, "kueche", day=SECOND_TUESDAY, group=DANCERS)
    decided = decide(books, both, now, confirm=FREE)
    assert told(decided.booking) == [
        (12, "saal-b", "confirmed"),
        (12, "kueche", "confirmed"),
        (19, "saal-b", "requested"),
        (19, "kueche", "requested"),
        (26, "saal-b", "confirmed"),
        (26, "kueche", "confirmed"),
    ]
    assert [one.occurrence.room for one in decided.conflicts] == ["saal-b", "kueche"]
    assert [bool(one.held_by) for one in decided.conflicts] == [False, True]


def test_one_room_of_a_date_takes_the_other_with_it(books: Books, now: datetime) -> None:
    both = a_request(books, now, "saal-b", "kueche", series=THREE)
    hall = ids(both)[0]
    assert told(decide(books, both, now, decline=frozenset({hall})).booking)[:2] == [
        (12, "saal-b", "declined"),
        (12, "kueche", "declined"),
    ]


def test_free_confirms_all_but_what_is_declined_by_name(books: Books, now: datetime) -> None:
    both = a_request(books, now, "saal-b", "kueche", series=THREE)
    kitchen = ids(both)[3]
    decided = decide(books, both, now, confirm=FREE, decline=frozenset({kitchen})).booking
    assert [status for _, _, status in told(decided)] == [
        *["confirmed"] * 2,
        *["declined"] * 2,
        *["confirmed"] * 2,
    ]


def test_what_others_only_ask_for_can_be_confirmed(books: Books, now: datetime) -> None:
    first, second = a_request(books, now), a_request(books, now, group=DANCERS)
    assert decide(books, second, now, confirm=FREE).conflicts == ()
    assert [rules_of(one) for one in decide(books, first, now, confirm=FREE).conflicts] == [
        {Rule.TAKEN}
    ]


def test_a_hold_is_refused_like_a_confirmation_if_the_room_is_taken(
    books: Books, now: datetime
) -> None:
    asked = a_request(books, now)
    a_confirmed(books, now, group=DANCERS)
    decided = decide(books, asked, now, hold=frozenset(ids(asked)))
    assert [rules_of(one) for one in decided.conflicts] == [{Rule.TAKEN}]
    assert told(decided.booking) == [(12, "saal-b", "requested")]


def test_a_decision_sent_twice_is_made_once(books: Books, now: datetime) -> None:
    asked = a_request(books, now, series=THREE)
    first = decide(books, asked, now, confirm=FREE)
    assert decide(books, asked, now, confirm=FREE) == first
    assert decide(books, asked, now, confirm=frozenset(ids(asked))) == first


# Rules that are not about others


def test_a_date_that_is_over_is_not_confirmed(books: Books, now: datetime) -> None:
    asked = a_request(books, now, series=THREE)
    after_the_first = datetime.combine(TUESDAY, now.timetz()) + timedelta(days=1)
    decided = decide(books, asked, after_the_first, confirm=FREE)
    assert [rules_of(one) for one in decided.conflicts] == [{Rule.PAST}]
    assert [status for _, _, status in told(decided.booking)] == [
        "requested",
        "confirmed",
        "confirmed",
    ]


def with_closure(books: Books, house: House) -> Books:
    """The same books after the house closed on the first Tuesday."""
    closure = house.closures[0].model_copy(update={"first": TUESDAY, "last": TUESDAY})
    changed = house.model_copy(update={"closures": (closure,)})
    return Books(books.database, changed, books.ids)


def test_staff_overrule_a_rule_and_the_history_keeps_where_it_gave_way(
    books: Books, house: House, now: datetime
) -> None:
    asked = a_request(books, now, series=THREE)
    closed = with_closure(books, house)
    assert [rules_of(one) for one in decide(closed, asked, now, confirm=FREE).conflicts] == [
        {Rule.CLOSED}
    ]
    overruling = {"overrule": frozenset({Rule.CLOSED, Rule.OUTSIDE_HOURS}), "reason": "Fest"}
    first = frozenset({ids(asked)[0]})
    assert decide(closed, asked, now, confirm=first, **overruling).conflicts == ()
    with books.database.reading() as session:
        *_, second_date, third_date, last = find_changes(session, asked.id)
    assert (last.facts["overruled"], last.facts["reason"]) == (["closed"], "Fest")
    assert second_date.facts["overruled"] == third_date.facts["overruled"] == []


def test_what_is_taken_is_never_overruled() -> None:
    with pytest.raises(BadInput) as refusal:
        Decision(confirm=FREE, overrule=frozenset({Rule.TAKEN, Rule.CLOSED}))
    assert (refusal.value.pointer, refusal.value.problem) == ("/overrule", "never_overruled")


def test_overruling_another_rule_does_not_help_against_taken(
    books: Books, house: House, now: datetime
) -> None:
    asked = a_request(books, now)
    a_confirmed(books, now, group=DANCERS)
    closed = with_closure(books, house)
    decided = decide(closed, asked, now, confirm=FREE, overrule=frozenset({Rule.CLOSED}))
    assert [rules_of(one) for one in decided.conflicts] == [{Rule.TAKEN, Rule.CLOSED}]


def test_a_room_that_left_the_house_cannot_be_given_any_more(
    books: Books, house: House, now: datetime
) -> None:
    asked = a_request(books, now)
    rooms = tuple(room for room in house.rooms if room.slug != "saal-b")
    without = Books(books.database, house.model_copy(update={"rooms": rooms}), books.ids)
    decided = decide(without, asked, now, confirm=FREE)
    assert [rules_of(one) for one in decided.conflicts] == [{Rule.ROOM_RETIRED}]


# What cannot be meant


def test_dates_of_other_bookings_are_refused(books: Books, now: datetime) -> None:
    own, other = a_request(books, now), a_request(books, now, group=DANCERS)
    foreign = frozenset(ids(other))
    for name in ("confirm", "hold", "decline"):
        with pytest.raises(BadInput) as refusal:
            decide(books, own, now, **{name: foreign})
        assert refusal.value.facts["occurrence"] == min(foreign)
        assert (refusal.value.pointer, refusal.value.problem) == (f"/{name}", "unknown_occurrence")
    with pytest.raises(BadInput):
        cancel(books, own, now, occurrences=foreign)


def test_a_date_cannot_be_decided_in_two_ways(books: Books, now: datetime) -> None:
    with pytest.raises(BadInput):
        Decision(hold=frozenset({1}), decline=frozenset({1}))
    both = a_request(books, now, "saal-b", "kueche")
    hall, kitchen = ids(both)
    with pytest.raises(BadInput) as refusal:
        decide(books, both, now, confirm=frozenset({hall}), decline=frozenset({kitchen}))
    assert refusal.value.problem == "date_decided_twice"


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        (date(2026, 11, 22), "in_the_past"),
        (date(2027, 12, 29), "too_far"),
        (date.max, "too_far"),
    ],
)
def test_a_hold_ends_within_reach(books: Books, now: datetime, until: date, problem: str) -> None:
    asked = a_request(books, now)
    with pytest.raises(BadInput) as refusal:
        decide(books, asked, now, hold=frozenset(ids(asked)), hold_until=until)
    assert (refusal.value.pointer, refusal.value.problem) == ("/hold_until", problem)


def test_a_hold_without_a_day_lasts_as_long_as_the_house_says(books: Books, now: datetime) -> None:
    asked = a_request(books, now)
    held = decide(books, asked, now, hold=frozenset(ids(asked))).booking.occurrences[0]
    assert held.hold_until == date(2026, 11, 23) + timedelta(days=14)


def test_an_older_version_is_told_what_changed(books: Books, now: datetime) -> None:
    asked = a_request(books, now, series=THREE)
    decide(books, asked, now, decline=frozenset({ids(asked)[0]}))
    with pytest.raises(VersionConflict) as refusal:
        decide(books, asked, now, confirm=FREE, version=asked.version)
    facts = refusal.value.facts
    assert facts["version"] == asked.version + 1
    (change,) = facts["changes"]  # type: ignore[misc]
    assert (change.occurrence_id, change.facts["status"]) == (ids(asked)[0], "declined")  # type: ignore[has-type]
    decide(books, asked, now, confirm=FREE, version=asked.version + 1)


def test_an_unknown_reference_is_not_found(books: Books, now: datetime) -> None:
    with pytest.raises(NotFound):
        decisions.decide(books, STAFF, "7F3K-9QMD", Decision(confirm=FREE), now)


# Who


def test_only_staff_decide(books: Books, now: datetime) -> None:
    asked = a_request(books, now)
    own = Person(Standing.ASSOCIATION, association_id=asked.association_id)
    for person, refusal in ((VISITOR, SignInNeeded), (CARETAKER, NotAllowed), (own, NotAllowed)):
        with pytest.raises(refusal):
            decisions.decide(books, person, asked.reference, Decision(confirm=FREE), now)
    assert bookings.get_booking(books, own, asked.reference, now) == asked


def test_an_association_gives_up_its_own_dates_and_nobody_elses(
    books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    own = Person(Standing.ASSOCIATION, association_id=booking.association_id)
    strangers = (
        VISITOR,
        CARETAKER,
        Person(Standing.ASSOCIATION, association_id=booking.association_id + 1),
        Person(Standing.ASSOCIATION, booking_id=booking.id + 1),
    )
    for person in strangers:
        with pytest.raises(NotFound):
            cancel(books, booking, now, person)
        with pytest.raises(NotFound):
            bookings.get_booking(books, person, booking.reference, now)
    by_link = Person(Standing.ASSOCIATION, booking_id=booking.id)
    assert bookings.get_booking(books, by_link, booking.reference, now) == booking
    assert told(cancel(books, booking, now, own)) == [(12, "saal-b", "cancelled")]


# Giving up


def test_what_is_asked_for_is_withdrawn_and_what_is_confirmed_falls_away(
    books: Books, now: datetime
) -> None:
    asked = a_request(books, now, series=THREE)
    first, second, _ = ids(asked)
    decide(books, asked, now, confirm=frozenset({first}), hold=frozenset({second}))
    assert [status for _, _, status in told(cancel(books, asked, now))] == [
        "cancelled",
        "withdrawn",
        "withdrawn",
    ]


def test_dates_are_given_up_one_by_one_or_from_a_day_on(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE)
    one = cancel(books, booking, now, occurrences=frozenset({ids(booking)[1]}))
    assert [status for _, _, status in told(one)] == ["confirmed", "cancelled", "confirmed"]
    rest = cancel(books, booking, now, since=SECOND_TUESDAY)
    assert [status for _, _, status in told(rest)] == ["confirmed", "cancelled", "cancelled"]
    none = cancel(books, booking, now, occurrences=frozenset())
    assert (none, none.version) == (rest, 4)


def test_a_date_that_is_over_stays_as_it_was(books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now, series=THREE)
    end = booking.occurrences[0].period.end
    during = cancel(
        books, booking, end - timedelta(seconds=1), occurrences=frozenset(ids(booking)[:1])
    )
    assert during.occurrences[0].status.value == "cancelled"
    other = a_confirmed(books, now, "kueche", series=THREE)
    assert [status for _, _, status in told(cancel(books, other, end))] == [
        "confirmed",
        "cancelled",
        "cancelled",
    ]


# How much work it is


def test_many_dates_take_as_many_statements_as_one(books: Books, now: datetime) -> None:
    def statements(booking: Booking) -> int:
        with counted_statements(books.database) as sent:
            decide(books, booking, now, confirm=FREE)
        # SQLite writes the lines of the history one by one; it is no journey there
        return sum(not one.startswith("INSERT INTO history") for one in sent)

    one = a_request(books, now, "kueche")
    many = a_request(books, now, series=weekly(date(2027, 7, 6)))
    assert len(many.occurrences) > 20
    assert statements(many) == statements(one)


@pytest.mark.parametrize("until", [TUESDAY, TUESDAY + timedelta(days=1)])
def test_a_date_is_not_held_until_it_takes_place(books: Books, now: datetime, until: date) -> None:
    asked = a_request(books, now)
    with pytest.raises(BadInput) as refusal:
        decide(books, asked, now, hold=frozenset(ids(asked)), hold_until=until)
    assert (refusal.value.pointer, refusal.value.problem) == ("/hold_until", "after_the_date")
    assert refusal.value.facts["day"] == TUESDAY


def test_a_hold_without_a_day_ends_before_the_date(books: Books, now: datetime) -> None:
    asked = a_request(books, now, day=date(2026, 11, 30))
    held = decide(books, asked, now, hold=frozenset(ids(asked))).booking.occurrences[0]
    assert held.hold_until == date(2026, 11, 29)
