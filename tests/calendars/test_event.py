"""An event can be told from every other one, and knows when it was changed."""

from datetime import UTC, datetime

import pytest

from calendars.event import Event
from calendars.period import Period

CHANGED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EVENING = Period(datetime(2027, 1, 12, 17, tzinfo=UTC), datetime(2027, 1, 12, 19, tzinfo=UTC))


@pytest.mark.parametrize("uid", ["", "a b", "a\r\nb", " a", "a\x00", "a\u2028b"])
def test_event_refuses_a_uid_that_cannot_identify_it(uid: str) -> None:
    with pytest.raises(ValueError, match="cannot identify"):
        Event(uid=uid, period=EVENING, summary="", sequence=0, changed_at=CHANGED)


def test_event_refuses_a_negative_sequence() -> None:
    with pytest.raises(ValueError, match="sequence"):
        Event(uid="a", period=EVENING, summary="", sequence=-1, changed_at=CHANGED)


def test_event_refuses_a_stamp_without_a_zone() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        Event(
            uid="a",
            period=EVENING,
            summary="",
            sequence=0,
            changed_at=CHANGED.replace(tzinfo=None),
        )
