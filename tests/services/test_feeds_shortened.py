"""The doctor tells which public feeds are longer than calendars read."""

from datetime import date, datetime

import pytest

from booking.services import feed_contents
from booking.services.books import Books
from booking.services.doctor import examine_feeds
from tests.builders import a_confirmed, weekly


def test_feeds_that_fit_are_not_mentioned(books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    assert list(examine_feeds(books, now)) == []


def test_a_feed_that_is_cut_is_told_with_what_it_lacks(
    books: Books, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_confirmed(books, now, series=weekly(date(2027, 3, 16)))
    monkeypatch.setattr(feed_contents, "LARGEST", 2_500)
    told = {one.wrong for one in examine_feeds(books, now)}
    assert any("Das WEST – Saal B' is too large: its last " in one for one in told)
    assert not any("Küche" in one for one in told)
