"""What readers of calendars notice when something changes, and what must never change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.house import House
from booking.domain.rooms import Visibility
from booking.services.books import Books
from booking.services.decisions import cancel, decide
from booking.services.feeds import Known, publish_room
from booking.services.jobs import run_due_jobs
from booking.services.kept_feeds import KeptFeeds
from booking.services.planting import plant
from tests.builders import STAFF, a_confirmed, a_request
from tests.web.conftest import HouseClock
from tests.web.feed_reading import Told, events_in

Client = TestClient[Litestar]
MINUTE = timedelta(minutes=1)


@dataclass
class Reader:
    """A calendar program: comes by again and again and keeps what it was last told."""

    client: Client
    path: str = "/calendars/rooms/saal-b.ics"
    etag: str = ""
    last_modified: str = ""

    def looks(self) -> list[Told] | None:
        """What is new; None if nothing is. Tag and date must agree about that each time."""
        by_tag, by_date = (
            self.client.get(self.path, headers=known)
            for known in (
                {"if-none-match": self.etag},
                {"if-modified-since": self.last_modified},
            )
        )
        assert by_tag.status_code == by_date.status_code
        if by_tag.status_code == 304:
            return None
        before, self.last_modified = self.last_modified, by_tag.headers["last-modified"]
        assert not before or parsedate_to_datetime(before) < parsedate_to_datetime(
            self.last_modified
        )
        assert self.etag != by_tag.headers["etag"]
        self.etag = by_tag.headers["etag"]
        return events_in(by_tag)


@pytest.fixture
def reader(client: Client) -> Reader:
    """Somebody who reads the calendar of Saal B."""
    return Reader(client)


def hold(books: Books, booking: Booking, until: date, now: datetime) -> None:
    """Holds all dates of a booking."""
    dates = frozenset(one.id for one in booking.occurrences)
    decide(books, STAFF, booking.reference, Decision(hold=dates, hold_until=until), now)


def test_a_request_is_not_seen_and_a_hold_a_confirmation_and_a_cancellation_are(
    reader: Reader, books: Books, house_clock: HouseClock
) -> None:
    assert reader.looks() == []
    house_clock.now += MINUTE
    booking = a_request(books, house_clock.now)
    assert reader.looks() == []  # the room's calendar was touched, and still shows nothing
    assert reader.looks() is None
    house_clock.now += MINUTE
    hold(books, booking, date(2026, 12, 1), house_clock.now)
    held = reader.looks()
    decide(books, STAFF, booking.reference, Decision(confirm=FREE), house_clock.now)
    confirmed = reader.looks()  # within the same second
    assert held
    assert confirmed
    assert held[0].uid == confirmed[0].uid == booking.occurrences[0].uid
    assert (held[0].status, confirmed[0].status) == ("TENTATIVE", "CONFIRMED")
    assert held[0].sequence < confirmed[0].sequence
    cancel(books, STAFF, booking.reference, Cancellation(), house_clock.now)
    assert reader.looks() == []
    assert reader.looks() is None


def test_a_hold_that_ends_leaves_at_midnight_whether_or_not_a_job_has_run(
    reader: Reader, books: Books, house_clock: HouseClock
) -> None:
    booking = a_request(books, house_clock.now)
    hold(books, booking, date(2026, 11, 24), house_clock.now)
    first = reader.looks()
    assert first
    house_clock.now = datetime.fromisoformat("2026-11-24T23:59:59+01:00")
    assert reader.looks() == first  # another day, the same events
    house_clock.now += timedelta(seconds=1)
    assert reader.looks() == []
    house_clock.now += MINUTE
    run_due_jobs(books, house_clock.now)
    assert reader.looks() == []
    decide(books, STAFF, booking.reference, Decision(confirm=FREE), house_clock.now)
    again = reader.looks()
    assert again
    assert again[0].uid == first[0].uid
    assert again[0].sequence > first[0].sequence


def test_the_halls_calendar_changes_with_its_half(
    client: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    hall, other = (
        Reader(client, "/calendars/rooms/saal.ics"),
        Reader(client, "/calendars/rooms/foyer.ics"),
    )
    hall.looks()
    other.looks()
    house_clock.now += MINUTE
    a_confirmed(books, house_clock.now, "saal-a")
    assert len(hall.looks() or ()) == 1
    assert other.looks() is None


def test_a_room_that_tells_less_is_noticed(books: Books, house: House, now: datetime) -> None:
    a_confirmed(books, now, public_title=True)
    before = publish_room(books, KeptFeeds(), "saal-b", Known(), now)
    rooms = tuple(
        room.model_copy(update={"public": Visibility.BUSY}) if room.slug == "saal-b" else room
        for room in house.rooms
    )
    shy = plant(books.database, house.model_copy(update={"rooms": rooms}), now + MINUTE)
    after = publish_room(shy, KeptFeeds(), "saal-b", Known(etags=frozenset({before.etag})), now)
    assert b"SUMMARY:Chorprobe" in (before.body or b"")
    assert b"SUMMARY:belegt" in (after.body or b"")
    assert after.last_modified > before.last_modified


def test_a_room_that_hides_does_not_show_its_titles_through_its_neighbours(
    books: Books, house: House, now: datetime
) -> None:
    a_confirmed(books, now, "saal", public_title=True, title="Geheime Probe")
    rooms = tuple(
        room.model_copy(update={"public": Visibility.HIDDEN}) if room.slug == "saal" else room
        for room in house.rooms
    )
    shy = plant(books.database, house.model_copy(update={"rooms": rooms}), now + MINUTE)
    body = publish_room(shy, KeptFeeds(), "saal-b", Known(), now + MINUTE).body or b""
    assert b"SUMMARY:belegt" in body
    assert b"LOCATION:Saal B\\, Das WEST" in body
