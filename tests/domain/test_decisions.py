"""What a decision means for the dates of one booking."""

from datetime import timedelta

import pytest

from booking.domain.decisions import (
    FREE,
    Cancellation,
    Decision,
    given_up,
    overruled_of,
    require_own,
    still_blocking,
    together,
)
from booking.domain.refusals import BadInput
from booking.domain.rules import Finding, Rule, Severity
from booking.domain.statuses import Status
from tests.builders import TUESDAY
from tests.domain.values import a_booking, an_occurrence

REQUESTED = an_occurrence(1, position=0)
KITCHEN = an_occurrence(2, position=0, room="kueche")
HELD = an_occurrence(3, position=1, status=Status.HELD, day=TUESDAY + timedelta(days=7))
WAITING = an_occurrence(4, position=2, status=Status.WAITING)
CONFIRMED = an_occurrence(5, position=3, status=Status.CONFIRMED)
CANCELLED = an_occurrence(6, position=4, status=Status.CANCELLED)
BOOKING = a_booking(REQUESTED, KITCHEN, HELD, WAITING, CONFIRMED, CANCELLED)
BLOCKED = (
    Finding(Rule.CLOSED, Severity.BLOCK, TUESDAY, "saal-b"),
    Finding(Rule.TOO_LATE, Severity.WARN, TUESDAY, "saal-b"),
)


def test_free_means_what_is_requested_or_held() -> None:
    assert Decision(confirm=FREE).confirmed_of(BOOKING) == {1, 2, 3}


def test_free_leaves_out_a_date_of_which_one_room_is_named_otherwise() -> None:
    assert Decision(confirm=FREE, decline=frozenset({2})).confirmed_of(BOOKING) == {3}
    assert Decision(confirm=FREE, hold=frozenset({3})).confirmed_of(BOOKING) == {1, 2}


def test_named_dates_are_confirmed_as_named() -> None:
    assert Decision(confirm=frozenset({4, 6})).confirmed_of(BOOKING) == {4, 6}


@pytest.mark.parametrize(
    "names", [("confirm", "hold"), ("confirm", "decline"), ("hold", "decline")]
)
def test_no_date_can_be_decided_twice(names: tuple[str, str]) -> None:
    with pytest.raises(BadInput) as refusal:
        Decision(**{name: frozenset({1, 2}) for name in names})  # type: ignore[arg-type]
    assert refusal.value.problem == "date_decided_twice"


def test_the_rooms_of_a_date_go_together_while_they_are_open() -> None:
    assert [one.id for one in together(BOOKING, {1})] == [1, 2]
    assert [one.id for one in together(BOOKING, {5})] == [5]
    declined = a_booking(REQUESTED, an_occurrence(2, position=0, status=Status.WITHDRAWN))
    assert [one.id for one in together(declined, {1})] == [1]


def test_dates_of_others_are_named_in_the_refusal() -> None:
    require_own(BOOKING, {1, 6}, "/hold")
    with pytest.raises(BadInput) as refusal:
        require_own(BOOKING, {1, 99, 77}, "/hold")
    assert (refusal.value.pointer, refusal.value.facts["occurrence"]) == ("/hold", 77)


def test_what_has_ended_cannot_be_given_up() -> None:
    now = REQUESTED.period.begin
    assert [one.id for one in given_up(BOOKING, Cancellation(), now)] == [1, 2, 3, 4, 5]
    over = REQUESTED.period.end
    assert [one.id for one in given_up(BOOKING, Cancellation(), over)] == [3]


def test_dates_are_given_up_by_name_and_from_a_day_on() -> None:
    now = REQUESTED.period.begin
    named = Cancellation(occurrences=frozenset({1, 3}))
    assert [one.id for one in given_up(BOOKING, named, now)] == [1, 3]
    late = Cancellation(occurrences=frozenset({1, 3}), since=HELD.day)
    assert [one.id for one in given_up(BOOKING, late, now)] == [3]


def test_overruling_takes_away_what_blocks_and_no_more() -> None:
    assert still_blocking(BLOCKED, ()) == {Rule.CLOSED}
    assert still_blocking(BLOCKED, {Rule.CLOSED}) == frozenset()
    assert overruled_of(BLOCKED, {Rule.CLOSED, Rule.TOO_LATE, Rule.PAST}) == [Rule.CLOSED]


def test_a_booking_tells_its_rooms_once_and_whether_anything_is_open() -> None:
    assert BOOKING.rooms == ("saal-b", "kueche")
    assert BOOKING.awaits_answer
    assert not a_booking(CONFIRMED, CANCELLED).awaits_answer
