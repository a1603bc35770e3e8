"""Calendars over HTTP: who has the newest one is told so, trouble is never an empty calendar."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.feeds import Profile
from booking.services.books import Books
from booking.services.feeds import Known, publish_room
from booking.services.kept_feeds import KeptFeeds
from booking.services.subscriptions import revoke_feed, subscribe
from tests.builders import a_confirmed
from tests.statements import counted_statements
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.feed_reading import events_in

Client = TestClient[Litestar]
ROOM, HOUSE = "/calendars/rooms/saal-b.ics", "/calendars/house.ics"


def private(books: Books, now: datetime) -> str:
    """The address of a caretaker's feed of the whole house."""
    return f"/calendars/s/{subscribe(books, Profile.CARETAKER, [], 'Hausdienst', now)}.ics"


def told(answer: httpx.Response) -> tuple[int, str]:
    """Status and kind of an answer that is no calendar; it must not be kept."""
    assert answer.headers["cache-control"] == "no-store"
    assert "BEGIN:VCALENDAR" not in answer.text
    return answer.status_code, answer.headers["content-type"]


def test_a_calendar_comes_with_what_caches_need(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    for path, cache_control in (
        (ROOM, "public, no-cache"),
        (HOUSE, "public, no-cache"),
        (private(books, now), "private, no-cache"),
    ):
        answer = client.get(path)
        assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
        assert answer.headers["cache-control"] == cache_control
        assert answer.headers["x-robots-tag"] == "noindex"
        assert answer.headers["etag"].startswith('"')
        assert answer.headers["last-modified"].endswith(" GMT")
        assert parsedate_to_datetime(answer.headers["last-modified"]) >= now
        assert "set-cookie" not in answer.headers


@ON_ONE_DATABASE
def test_head_tells_what_get_would(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    head, get = client.head(ROOM), client.get(ROOM)
    assert head.content == b""
    for name in ("etag", "last-modified", "content-type", "content-length", "cache-control"):
        assert head.headers[name] == get.headers[name]


def test_who_has_the_newest_is_told_so_and_sent_nothing(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    first = client.get(ROOM).headers
    known = [
        {"if-none-match": first["etag"]},
        {"if-none-match": f"W/{first['etag']}"},
        {"if-none-match": f'"older", {first["etag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": first["last-modified"]},
        {"if-none-match": first["etag"], "if-modified-since": "Sun, 01 Nov 2026 00:00:00 GMT"},
    ]
    for headers in known:
        answer = client.get(ROOM, headers=headers)
        assert (answer.status_code, answer.content) == (304, b"")
        for name in ("etag", "last-modified", "cache-control"):
            assert answer.headers[name] == first[name]


@ON_ONE_DATABASE
def test_who_has_another_one_is_sent_the_newest(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    first = client.get(ROOM).headers
    before = "Mon, 23 Nov 2026 08:59:59 GMT"
    for headers in (
        {"if-none-match": '"older"'},
        {"if-none-match": "garbage", "if-modified-since": first["last-modified"]},
        {"if-none-match": '"older"', "if-modified-since": first["last-modified"]},
        {"if-modified-since": before},
        {"if-modified-since": "Mon, 23 Nov 2026 10:00:00 GMT"},  # in an hour
        {"if-modified-since": "yesterday"},
        {"if-modified-since": "Mon, 99 Nov 99999 99:99:99 GMT"},
        {"if-modified-since": ""},
    ):
        assert client.get(ROOM, headers=headers).status_code == 200


def test_what_a_reader_has_needs_no_rendering(books: Books, now: datetime) -> None:
    for minute in range(3):
        begin = now + timedelta(minutes=minute)
        a_confirmed(books, begin, begin=f"{10 + 2 * minute}:00", end=f"{11 + 2 * minute}:00")
    first = publish_room(books, KeptFeeds(), "saal-b", Known(), now)
    with counted_statements(books.database) as sent:
        known = Known(etags=frozenset({first.etag}))
        again = publish_room(books, KeptFeeds(), "saal-b", known, now)
    assert again.body is None
    assert len(sent) == 1


def test_the_same_books_are_the_same_bytes_in_every_process(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    first = client.get(ROOM)
    restarted = publish_room(books, KeptFeeds(), "saal-b", Known(), now)
    assert client.get(ROOM).content == first.content == restarted.body
    assert first.headers["etag"] == restarted.etag


def test_a_hidden_room_has_no_calendar_and_is_as_unknown_as_any(empty_house: Client) -> None:
    hidden = empty_house.get("/calendars/rooms/beratung-1.ics")
    unknown = empty_house.get("/calendars/rooms/keller.ics")
    assert told(hidden) == told(unknown) == (404, "text/plain; charset=utf-8")
    assert hidden.text == unknown.text


@pytest.mark.parametrize(
    "path", ["rooms/saal", "rooms/.ics", "rooms/%00.ics", "s/x.ics", "s/.ics", f"s/{'x' * 900}.ics"]
)
def test_an_address_that_is_none_is_not_found(empty_house: Client, path: str) -> None:
    assert told(empty_house.get(f"/calendars/{path}")) == (404, "text/plain; charset=utf-8")


@ON_ONE_DATABASE
def test_a_withdrawn_address_is_gone_for_good(client: Client, books: Books, now: datetime) -> None:
    path = private(books, now)
    etag = client.get(path).headers["etag"]
    revoke_feed(books, 1, now)
    for headers in ({}, {"if-none-match": etag}):
        answer = client.get(path, headers=headers)
        assert told(answer) == (410, "text/plain; charset=utf-8")


def test_a_database_out_of_reach_is_a_503_that_asks_to_come_again(
    cut_off: Client, caplog: pytest.LogCaptureFixture
) -> None:
    for path in (ROOM, HOUSE, "/calendars/s/Geheimnis4711.ics"):
        answer = cut_off.get(path)
        assert told(answer) == (503, "text/plain; charset=utf-8")
        assert int(answer.headers["retry-after"]) > 0
    assert "Geheimnis4711" not in caplog.text


@ON_ONE_DATABASE
def test_a_fault_of_ours_is_a_503_too_and_logged(
    client: Client, books: Books, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    a_confirmed(books, now)
    with books.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE occupancy RENAME TO lost")
    assert told(client.get(ROOM)) == (503, "text/plain; charset=utf-8")
    assert "no such table: occupancy" in caplog.text


def test_a_new_day_is_a_new_calendar(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    a_confirmed(books, now)
    today = client.get(HOUSE).headers
    house_clock.now += timedelta(days=1)
    tomorrow = client.get(HOUSE, headers={"if-none-match": today["etag"]})
    assert [event.summary for event in events_in(tomorrow)] == ["belegt"]
    assert tomorrow.headers["last-modified"] == "Mon, 23 Nov 2026 23:00:00 GMT"  # its midnight


def test_robots_may_read_calendars_and_nothing_of_anybody(empty_house: Client) -> None:
    lines = empty_house.get("/robots.txt").text.splitlines()
    assert "Allow: /calendars/" in lines
    assert "Disallow: /bookings/" in lines
