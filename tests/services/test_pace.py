"""How fast visitors may ask."""

from datetime import datetime, timedelta

import pytest

from booking.domain.people import VISITOR
from booking.domain.refusals import TooManyAttempts
from booking.services import pace
from booking.services.pace import Pace
from tests.builders import STAFF

HOUR = timedelta(hours=1)


def asked(kept: Pace, now: datetime, origin: str = "192.0.2.1") -> int:
    """How often a visitor may ask now."""
    for number in range(10_000):
        try:
            kept.keep(VISITOR, origin, now)
        except TooManyAttempts:
            return number
    return 10_000


@pytest.mark.parametrize("most", [1, 7, 600])
def test_so_many_questions_may_come_at_once(now: datetime, most: int) -> None:
    assert asked(Pace(most, HOUR), now) == most


def test_the_wait_is_told_and_is_enough(now: datetime) -> None:
    kept = Pace(600, HOUR)
    asked(kept, now)
    with pytest.raises(TooManyAttempts) as refusal:
        kept.keep(VISITOR, "192.0.2.1", now)
    assert refusal.value.facts == {"retry_after": 6}
    assert asked(kept, now + timedelta(seconds=6)) == 1


def test_no_stretch_has_more_than_twice_as_many_and_a_quiet_one_restores_all(
    now: datetime,
) -> None:
    kept = Pace(600, HOUR)
    assert [asked(kept, now + minutes * HOUR / 60) for minutes in (0, 30, 60)] == [600, 300, 300]
    assert asked(kept, now + 2 * HOUR) == 600


def test_nobody_waits_for_others_and_staff_never(now: datetime) -> None:
    kept = Pace(3, HOUR)
    assert asked(kept, now) == 3
    assert asked(kept, now, "192.0.2.2") == 3
    for _ in range(10):
        kept.keep(STAFF, "192.0.2.1", now)


def test_no_more_origins_are_remembered_than_there_is_room_for(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MOST_ORIGINS", 2)
    kept = Pace(1, HOUR)
    assert [asked(kept, now, origin) for origin in "abc"] == [1, 1, 1]
    assert [asked(kept, now, origin) for origin in "cba"] == [0, 0, 1]


def test_what_a_question_cost_is_charged_afterwards(now: datetime) -> None:
    kept = Pace(100, HOUR)
    kept.keep(VISITOR, "192.0.2.1", now)
    kept.charge(VISITOR, "192.0.2.1", now, 98)
    kept.keep(VISITOR, "192.0.2.1", now)
    with pytest.raises(TooManyAttempts):
        kept.keep(VISITOR, "192.0.2.1", now)
    kept.keep(VISITOR, "192.0.2.2", now)
    kept.charge(STAFF, "192.0.2.2", now, 1000)
    kept.keep(VISITOR, "192.0.2.2", now)
