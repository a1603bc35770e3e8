"""What a calendar shows to whom, held against the books."""

from datetime import date, datetime, timedelta

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import FREE, Decision
from booking.domain.feeds import Profile
from booking.services import enquiries
from booking.services.books import Books
from booking.services.decisions import decide
from booking.services.subscriptions import subscribe
from tests.builders import (
    CHOIR,
    DANCERS,
    STAFF,
    a_confirmed,
    a_request,
    an_enquiry,
    utc,
    weekly,
)
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.feed_reading import events_in, summaries

Client = TestClient[Litestar]


def of_room(client: Client, slug: str) -> httpx.Response:
    """The public calendar of a room."""
    return client.get(f"/calendars/rooms/{slug}.ics")


def subscribed(
    client: Client, books: Books, now: datetime, profile: Profile, *rooms: str
) -> httpx.Response:
    """The calendar of a new subscription."""
    return client.get(f"/calendars/s/{subscribe(books, profile, rooms, 'Abo', now)}.ics")


def test_a_public_calendar_says_taken_and_no_names(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, persons=24, notes="Bitte Licht anlassen")
    (date_,) = booking.occurrences
    (event,) = events_in(of_room(client, "saal-b"))
    assert (event.uid, event.begin, event.end) == (
        date_.uid,
        date_.period.begin,
        date_.period.end,
    )
    assert (event.summary, event.description, event.status) == ("belegt", "", "CONFIRMED")
    assert event.location == "Saal B, Das WEST"
    for path in ("/calendars/rooms/saal-b.ics", "/calendars/house.ics"):
        text = client.get(path).text
        for secret in (CHOIR.name, "Chorprobe", "Licht", booking.reference):
            assert secret not in text


@ON_ONE_DATABASE
def test_a_title_is_public_if_its_association_and_the_room_want_it(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, "saal-b", public_title=True, title="Offenes Singen")
    a_confirmed(books, now, "kueche", public_title=True, title="Kochen")
    assert summaries(of_room(client, "saal-b")) == ["Offenes Singen"]
    assert summaries(of_room(client, "kueche")) == ["belegt"]  # public: busy


def test_the_caretaker_sees_what_has_to_be_prepared(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(
        books,
        now,
        persons=24,
        seating="circle",
        notes="Klavier stimmen",
        setup=timedelta(minutes=30),
    )
    answer = subscribed(client, books, now, Profile.CARETAKER)
    (event,) = events_in(answer)
    assert event.summary == "Chorprobe – Chor ohne Grenzen"
    assert event.description.splitlines() == [
        "Aufbau ab 17:30",
        "Abbau bis 20:15",
        "24 Personen",
        "Bestuhlung: Stuhlkreis",
        "Hinweis: Klavier stimmen",
        f"Buchung {booking.reference}",
    ]


@ON_ONE_DATABASE
@pytest.mark.parametrize("profile", Profile)
def test_no_calendar_tells_whom_to_call(
    client: Client, books: Books, now: datetime, profile: Profile
) -> None:
    a_confirmed(books, now, public_title=True)
    text = subscribed(client, books, now, profile).text
    for secret in (CHOIR.contact, CHOIR.email, CHOIR.email.split("@")[1]):
        assert secret not in text


def test_each_profile_has_its_statuses(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, title="A")
    held = a_request(books, now, begin="10:00", end="12:00", title="B", group=DANCERS)
    decide(
        books,
        STAFF,
        held.reference,
        Decision(hold=frozenset({held.occurrences[0].id})),
        now,
    )
    a_request(books, now, begin="14:00", end="16:00", title="C", group=DANCERS)
    assert summaries(of_room(client, "saal-b")) == ["vorgemerkt: belegt", "belegt"]
    assert summaries(subscribed(client, books, now, Profile.CARETAKER)) == [
        "A – Chor ohne Grenzen",
    ]
    staff = events_in(subscribed(client, books, now, Profile.STAFF))
    assert [(event.summary, event.status) for event in staff] == [
        ("vorgemerkt: B – Tanzgruppe Lira", "TENTATIVE"),
        ("angefragt: C – Tanzgruppe Lira", "TENTATIVE"),
        ("A – Chor ohne Grenzen", "CONFIRMED"),
    ]


def test_a_hall_shows_what_takes_place_in_its_halves_and_the_other_way_round(
    client: Client, books: Books, now: datetime
) -> None:
    half = a_confirmed(books, now, "saal-a", begin="10:00", end="12:00").occurrences[0]
    whole = a_confirmed(books, now, "saal", begin="18:00", end="20:00").occurrences[0]

    def uids(slug: str) -> list[str]:
        return [event.uid for event in events_in(of_room(client, slug))]

    assert uids("saal") == uids("saal-a") == [half.uid, whole.uid]
    assert uids("saal-b") == [whole.uid]
    assert {event.location for event in events_in(of_room(client, "saal-b"))} == {
        "Großer Saal (A und B), Das WEST"
    }


def test_hidden_rooms_are_for_those_who_work_in_the_house(
    client: Client, books: Books, now: datetime
) -> None:
    wish = an_enquiry("beratung-1", day=date(2027, 1, 13), begin="10:00", end="12:00")
    booking = enquiries.request(books, STAFF, wish, now, origin="192.0.2.1").booking
    decide(books, STAFF, booking.reference, Decision(confirm=FREE), now)
    assert summaries(client.get("/calendars/house.ics")) == []
    assert summaries(subscribed(client, books, now, Profile.PUBLIC)) == []
    assert summaries(subscribed(client, books, now, Profile.CARETAKER)) == [
        "Chorprobe – Chor ohne Grenzen"
    ]


@ON_ONE_DATABASE
def test_a_subscription_has_its_rooms_only(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b", title="Saal")
    a_confirmed(books, now, "foyer", title="Foyer")
    only = subscribed(client, books, now, Profile.CARETAKER, "foyer")
    assert summaries(only) == ["Foyer – Chor ohne Grenzen"]


def test_eighteen_stays_eighteen_on_both_sides_of_each_change_of_the_clocks(
    client: Client, books: Books, now: datetime
) -> None:
    spring, autumn = date(2027, 3, 23), date(2027, 10, 26)  # the Tuesdays before
    for first in (spring, autumn):
        a_confirmed(books, now, day=first, series=weekly(first + timedelta(days=7)))
    assert [event.begin for event in events_in(of_room(client, "saal-b"))] == [
        utc(spring, 17),
        utc(date(2027, 3, 30), 16),
        utc(autumn, 16),
        utc(date(2027, 11, 2), 17),
    ]


@ON_ONE_DATABASE
def test_a_room_looks_further_than_the_house(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, day=date(2027, 10, 26))
    assert len(summaries(of_room(client, "saal-b"))) == 1
    assert summaries(client.get("/calendars/house.ics")) == []
