"""The life of one date: every step that may be made, and no other."""

from itertools import product

import pytest

from booking.domain.refusals import WrongStep
from booking.domain.statuses import GIVEN_UP, STEPS, Status, require_step, require_way_back

ALLOWED = {
    "requested": "held confirmed declined waiting withdrawn",
    "held": "confirmed declined withdrawn requested",
    "waiting": "held confirmed declined withdrawn",
    "confirmed": "cancelled",
    "declined": "held confirmed",
    "withdrawn": "",
    "cancelled": "confirmed",
}
"""Written out once more on purpose: whoever changes the table has to say so here."""


@pytest.mark.parametrize(("old", "new"), [*product(Status, Status)])
def test_a_step_is_allowed_exactly_if_the_table_has_it(old: Status, new: Status) -> None:
    if old is new or new.value in ALLOWED[old.value].split():
        require_step(17, old, new)
        return
    with pytest.raises(WrongStep) as refusal:
        require_step(17, old, new)
    assert refusal.value.facts == {"occurrence": 17, "old": old.value, "new": new.value}


def test_only_held_and_confirmed_dates_hold_their_room() -> None:
    assert [status.value for status in Status if status.holds] == ["held", "confirmed"]


def test_requested_waiting_and_held_dates_are_still_open() -> None:
    assert {status.value for status in Status if status.is_open} == {
        "requested",
        "waiting",
        "held",
    }


def test_whatever_can_be_given_up_has_a_step_for_it() -> None:
    assert all(new in STEPS[old] for old, new in GIVEN_UP.items())
    assert set(Status) - set(GIVEN_UP) == {Status.DECLINED, Status.WITHDRAWN, Status.CANCELLED}


def test_every_status_has_a_row_of_steps() -> None:
    assert set(STEPS) == set(Status)


@pytest.mark.parametrize(("old", "new"), [*product(Status, Status)])
def test_a_step_is_taken_back_exactly_if_the_table_has_its_forward_way(
    old: Status, new: Status
) -> None:
    if new is old or old.value in ALLOWED[new.value].split():
        require_way_back(17, old, new)
        return
    with pytest.raises(WrongStep):
        require_way_back(17, old, new)
