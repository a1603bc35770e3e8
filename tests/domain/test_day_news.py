"""News of a date is what is left of its history, and what nobody has seen of it."""

from datetime import date, datetime, timedelta

import pytest

from booking.domain.day_news import Line, News, NewsKind, Seen, Spot, find_news
from booking.domain.entries import Entry
from booking.domain.statuses import Status
from tests.builders import TUESDAY, clock, utc
from tests.domain.values import BERLIN, an_entry, an_occurrence

MORNING = utc(TUESDAY, 7)
PLACE = {"room": "saal-a", "day": "2027-01-12", "begin": "18:00", "end": "20:00"}


def entry_at(status: Status) -> Entry:
    """The choir's evening, to which forty come."""
    return an_entry(an_occurrence(status=status), persons=40)


def step(number: int, before: str, after: str, hours: float = 0, **more: object) -> Line:
    facts = {"before": before, "status": after, **more}
    return Line(number, MORNING + timedelta(hours=hours), "step", facts)


def kind(news: News | None) -> NewsKind | None:
    return news.kind if news else None


CONFIRM, CANCEL = ("requested", "confirmed"), ("confirmed", "cancelled")


@pytest.mark.parametrize(
    ("status", "lines", "expected"),
    [
        (Status.CONFIRMED, [], None),
        (Status.CONFIRMED, [step(1, *CONFIRM)], NewsKind.ADDED),
        (Status.CONFIRMED, [Line(1, MORNING, "received")], NewsKind.ADDED),
        (Status.REQUESTED, [Line(1, MORNING, "received")], None),
        (Status.CANCELLED, [step(1, *CANCEL)], NewsKind.CANCELLED),
        (Status.DECLINED, [step(1, "requested", "declined")], None),
        # a slip that was put right before anybody could have read of it
        (Status.REQUESTED, [step(1, *CONFIRM), step(2, "confirmed", "requested", 0.1)], None),
        # ... and one that stood long enough to be read
        (Status.CANCELLED, [step(1, *CONFIRM), step(2, *CANCEL, 5)], NewsKind.CANCELLED),
        (
            Status.CONFIRMED,
            [step(1, "confirmed", "confirmed", **{"from": PLACE})],
            NewsKind.MOVED,
        ),
        (
            Status.CONFIRMED,
            [
                step(1, "confirmed", "confirmed", **{"from": {**PLACE, "room": "saal-b"}}),
                step(2, "confirmed", "confirmed", 0.1, **{"from": PLACE}),
            ],
            None,
        ),
        (
            Status.CONFIRMED,
            [Line(1, MORNING, "particulars", {"persons": [24, 40]})],
            NewsKind.CHANGED,
        ),
        (Status.CONFIRMED, [Line(1, MORNING, "particulars", {"persons": [40, 24]})], None),
        (Status.CONFIRMED, [Line(1, MORNING, "particulars", {"notes": True})], NewsKind.CHANGED),
    ],
)
def test_news_is_what_is_left_of_the_history(
    status: Status, lines: list[Line], expected: NewsKind | None
) -> None:
    assert kind(find_news(entry_at(status), lines)) == expected


def test_what_was_seen_is_no_news_until_something_else_happens() -> None:
    seen = Seen(1, MORNING, "Horst")
    first, second = step(1, *CONFIRM), step(2, *CANCEL, 0.05)
    news = find_news(entry_at(Status.CONFIRMED), [first], seen)
    assert news is not None
    assert news.is_seen
    news = find_news(entry_at(Status.CANCELLED), [first, second], seen)
    assert news is not None
    assert (news.kind, news.is_seen, news.up_to) == (NewsKind.CANCELLED, False, 2)


def test_more_persons_in_another_room_are_one_piece_of_news() -> None:
    lines = [
        Line(1, MORNING, "particulars", {"persons": [24, 40]}),
        step(2, "confirmed", "confirmed", **{"from": PLACE}),
    ]
    news = find_news(entry_at(Status.CONFIRMED), lines)
    assert news is not None
    assert news.before == Spot("saal-a", TUESDAY, clock("18:00"), clock("20:00"))
    assert news.persons_before == 24


@pytest.mark.parametrize(
    ("changed", "now", "urgent"),
    [
        (utc(TUESDAY, 7), utc(TUESDAY, 8), True),
        (utc(date(2027, 1, 11), 16, 44), utc(TUESDAY, 8), False),  # a day before it is set up
        (utc(date(2027, 1, 11), 16, 46), utc(TUESDAY, 8), True),
        (utc(TUESDAY, 7), utc(TUESDAY, 19, 14), True),
        (utc(TUESDAY, 7), utc(TUESDAY, 19, 15), False),  # all is cleared away
    ],
)
def test_only_what_comes_within_a_day_and_is_not_over_is_urgent(
    changed: datetime, now: datetime, urgent: bool
) -> None:
    line = Line(1, changed, "step", {"before": "confirmed", "status": "cancelled"})
    news = find_news(entry_at(Status.CANCELLED), [line])
    assert news is not None
    assert news.is_urgent(now, BERLIN) == urgent
