"""Feeds of a generated house: what three parsers read in them is what stands in the books.

The same state is the same bytes: on both databases, in every process, and whether the
events were kept from before or written anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copy

import icalendar
import pytest
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.feed_options import FeedOptions, Preparation
from booking.domain.feeds import Profile
from booking.domain.house import House
from booking.services import enquiries
from booking.services.books import Books
from booking.services.decisions import cancel, decide
from booking.services.feeds import Known, publish_subscription
from booking.services.kept_feeds import KeptFeeds
from booking.services.planting import plant
from booking.services.subscriptions import subscribe
from booking.store.database import Database
from booking.store.subscriptions import NewSubscription, add_subscription
from tests.builders import STAFF, TUESDAY, a_confirmed, a_request, an_enquiry
from tests.conftest import NOW, Databases
from tests.proofs.feed_house import CLOCKS_CHANGE, fill_house
from tests.proofs.feed_truth import Said, truth
from tests.statements import counted_statements

DAYS = {Profile.PUBLIC: (14, 120), Profile.STAFF: (30, 200)}
"""Staff see so much that the whole year would not fit into one feed."""
SECRETS = {profile: f"secret-of-{profile}" for profile in Profile}
GROUP = 6
"""The association of a booking with many dates."""


def open_house(url: str, house: House) -> Books:
    """The generated house in a database of its own, with a feed for each profile."""
    books = plant(Database(url), house, NOW)
    fill_house(books, NOW)
    for profile, secret in SECRETS.items():
        ahead = DAYS[profile][1] if profile is Profile.STAFF else None
        wanted = NewSubscription(
            profile,
            name="Abo",
            options=FeedOptions(ahead=ahead),
            association_id=GROUP if profile is Profile.ASSOCIATION else None,
        )
        with books.database.writing() as session:
            add_subscription(session, wanted, NOW, secret)
    return books


@pytest.fixture(scope="module")
def generated(
    house: House, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Books]:
    """The generated house in SQLite."""
    path = tmp_path_factory.mktemp("generated") / "booking.db"
    copy(empty_sqlite, path)
    books = open_house(f"sqlite:///{path}", house)
    yield books
    books.database.dispose()


@pytest.fixture(scope="module")
def told(generated: Books) -> dict[Profile, bytes]:
    """The feeds of the generated house, as one process has drawn them up."""
    return {profile: feed(generated, profile) for profile in Profile}


def feed(books: Books, profile: Profile, kept: KeptFeeds | None = None) -> bytes:
    """The bytes of a profile's feed."""
    answer = publish_subscription(books, kept or KeptFeeds(), SECRETS[profile], Known(), NOW)
    assert answer.left_out == 0
    assert answer.body is not None
    return answer.body


@pytest.mark.parametrize("profile", Profile)
def test_every_event_is_what_stands_in_the_books(
    generated: Books, told: dict[Profile, bytes], profile: Profile
) -> None:
    body, group = told[profile], GROUP if profile is Profile.ASSOCIATION else None
    true = truth(generated, profile, NOW, DAYS.get(profile, (30, 400)), group)
    assert len(true) > (5 if group else 250)
    assert by_icalendar(body) == true
    assert by_home_assistant(body) == true
    assert by_recurring_ical_events(body, true) == {(one.uid, one.begin, one.end) for one in true}
    secrets = (b"Geheim", b"geheim", b"4711")
    assert not [secret for secret in secrets if secret in body.replace(b"\r\n ", b"")]


def by_icalendar(body: bytes) -> list[Said]:
    return [
        Said(
            event.decoded("DTSTART"),
            event.decoded("DTEND"),
            str(event["UID"]),
            str(event["SUMMARY"]),
            str(event["LOCATION"]),
            str(event.get("DESCRIPTION", "")),
            str(event["STATUS"]),
            int(event["SEQUENCE"]),
            event.decoded("LAST-MODIFIED"),
        )
        for event in icalendar.Calendar.from_ical(body).events
    ]


def by_home_assistant(body: bytes) -> list[Said]:
    """The strictest parser of all: one wrong line and it refuses the whole."""
    return [
        Said(
            event.dtstart,  # type: ignore[arg-type]  ours are never whole days
            event.dtend,  # type: ignore[arg-type]
            event.uid,
            event.summary or "",
            event.location or "",
            event.description or "",
            event.status or "",
            event.sequence or 0,
            event.last_modified or NOW,
        )
        for event in IcsCalendarStream.calendar_from_ics(body.decode()).events
    ]


def by_recurring_ical_events(body: bytes, told: list[Said]) -> set[tuple[str, datetime, datetime]]:
    """What takes place, as it tells; it is asked for the whole time at once."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(
        told[0].begin - timedelta(days=1), max(one.end for one in told) + timedelta(days=1)
    )
    return {
        (str(one["UID"]), one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC))
        for one in found
    }


def test_both_changes_of_the_clocks_are_among_them(generated: Books) -> None:
    days = {one.begin.date() for one in truth(generated, Profile.CARETAKER, NOW, (30, 400))}
    assert {day - timedelta(days=1) for day in CLOCKS_CHANGE} <= days | set(CLOCKS_CHANGE)
    assert set(CLOCKS_CHANGE) & days or {date(2027, 3, 27), date(2027, 10, 30)} & days


@pytest.mark.postgresql
def test_the_same_state_is_the_same_bytes_on_both_databases(
    told: dict[Profile, bytes], house: House, postgresql_databases: Databases
) -> None:
    url = postgresql_databases.lend()
    other = open_house(url, house)
    try:
        assert {profile: feed(other, profile) for profile in Profile} == told
    finally:
        other.database.dispose()
        postgresql_databases.take_back(url)


def test_after_a_restart_the_bytes_are_the_same(
    generated: Books, told: dict[Profile, bytes]
) -> None:
    restarted = plant(Database(str(generated.database.url)), generated.house, NOW)
    assert feed(restarted, Profile.PUBLIC) == told[Profile.PUBLIC]
    assert feed(restarted, Profile.ASSOCIATION) == told[Profile.ASSOCIATION]
    restarted.database.dispose()


def test_after_a_change_only_what_changed_is_read_and_written_anew(
    generated: Books, tmp_path: Path
) -> None:
    books = copied(generated, tmp_path)
    kept = KeptFeeds()
    first = feed(books, Profile.CARETAKER, kept)
    (view,) = kept._views
    before = kept.events_of(view)
    added = a_confirmed(books, NOW, "kueche", day=free_evening(books))
    with counted_statements(books.database) as sent:
        again = feed(books, Profile.CARETAKER, kept)
    after = kept.events_of(view)
    assert len(sent) <= 4
    assert again != first
    assert {number for number in after if after[number] is not before.get(number)} == {
        one.id for one in added.occurrences
    }
    books.database.dispose()


def test_kept_events_and_events_written_anew_are_the_same(generated: Books, tmp_path: Path) -> None:
    books = copied(generated, tmp_path)
    everything = FeedOptions(Preparation.OWN_EVENTS, opens_house=True, pending=True, ahead=90)
    full = subscribe(books, Profile.CARETAKER, (), "Alles", NOW, options=everything)
    kept = KeptFeeds()
    booking = a_request(books, NOW, "kueche", day=free_evening(books))
    deeds = (
        lambda: decide(books, STAFF, booking.reference, Decision(confirm=FREE), NOW),
        lambda: cancel(books, STAFF, booking.reference, Cancellation(), NOW),
        lambda: None,
    )
    for deed in deeds:
        deed()
        assert feed(books, Profile.PUBLIC, kept) == feed(books, Profile.PUBLIC)
        assert (
            publish_subscription(books, kept, full, Known(), NOW).body
            == publish_subscription(books, KeptFeeds(), full, Known(), NOW).body
        )
    books.database.dispose()


def free_evening(books: Books) -> date:
    """A day on which the kitchen can be had at six."""
    return next(
        day
        for number in range(60)
        if enquiries.check(
            books, STAFF, an_enquiry("kueche", day=(day := TUESDAY + timedelta(number))), NOW
        ).bookable
    )


def copied(generated: Books, folder: Path) -> Books:
    """The generated house once more, to be changed."""
    with generated.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    copy(str(generated.database.url.database), folder / "copied.db")
    return replace(generated, database=Database(f"sqlite:///{folder}/copied.db"))
