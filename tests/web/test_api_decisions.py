"""Deciding about dates, and giving them up."""

from datetime import date, datetime, timedelta
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.services.books import Books
from tests.builders import DANCERS, a_confirmed, a_request, weekly
from tests.web.conftest import ON_ONE_DATABASE, HouseClock

Client = TestClient[Litestar]
Headers = dict[str, str]
THREE = weekly(date(2027, 1, 26))


@pytest.fixture
def booking(books: Books, now: datetime) -> Booking:
    """Three Tuesdays of the choir that wait for an answer."""
    return a_request(books, now, series=THREE)


def ids(booking: Booking) -> list[int]:
    """The ids of its dates."""
    return [one.id for one in booking.occurrences]


def decide(
    client: Client, headers: Headers | None, booking: Booking, **body: object
) -> httpx.Response:
    """A decision about a booking."""
    path = f"/api/bookings/{booking.reference}/decision"
    return client.post(path, json=body, headers=headers)


def cancel(
    client: Client, headers: Headers | None, booking: Booking, **body: object
) -> httpx.Response:
    """The end of some dates of a booking; `since` is written `from`."""
    path = f"/api/bookings/{booking.reference}/cancellation"
    renamed = {name.replace("since", "from"): value for name, value in body.items()}
    return client.post(path, json=renamed, headers=headers)


def statuses(answer: httpx.Response) -> list[str]:
    """Where the dates stand after a deed."""
    assert answer.status_code == 200
    return [one["status"] for one in answer.json()["occurrences"]]


def pointers(answer: httpx.Response) -> list[str]:
    """The fields that are wrong."""
    assert answer.status_code == 422
    return [error["pointer"] for error in answer.json()["errors"]]


def test_free_confirms_all_that_nobody_holds(
    client: Client, staff_token: Headers, booking: Booking, books: Books, now: datetime
) -> None:
    a_request(books, now, group=DANCERS)  # asks for the first date, and holds nothing
    answer = decide(client, staff_token, booking, confirm="free")
    assert statuses(answer) == ["confirmed"] * 3
    assert answer.json()["version"] == 2
    assert answer.json()["conflicts"] == []


def test_each_date_has_its_own_answer(
    client: Client, staff_token: Headers, booking: Booking
) -> None:
    first, second, third = ids(booking)
    answer = decide(
        client,
        staff_token,
        booking,
        confirm=[first],
        hold=[second],
        hold_until="2026-12-01",
        decline=[third],
        reason="Ferien",
        version=1,
    )
    assert statuses(answer) == ["confirmed", "held", "declined"]
    assert [one["hold_until"] for one in answer.json()["occurrences"]] == [None, "2026-12-01", None]


def test_a_date_that_is_taken_meanwhile_is_a_conflict_and_the_others_are_confirmed(
    client: Client, staff_token: Headers, booking: Booking, books: Books, now: datetime
) -> None:
    taken = a_confirmed(books, now, "saal", group=DANCERS)
    answer = decide(client, staff_token, booking, confirm="free")
    assert statuses(answer) == ["requested", "confirmed", "confirmed"]
    (conflict,) = answer.json()["conflicts"]
    assert (conflict["id"], conflict["with"]) == (ids(booking)[0], ids(taken))
    assert conflict["rules"] == ["taken"]
    assert conflict["findings"][0]["text"].startswith("Saal B ist zu dieser Zeit belegt.")


def test_staff_overrule_a_rule_by_name_and_never_that_a_room_is_taken(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    late = a_request(books, now, day=date(2026, 11, 26))
    later = now + timedelta(hours=1)
    asked = a_request(books, later, persons=50, seating="rows")
    assert statuses(decide(client, staff_token, asked, confirm="free")) == ["confirmed"]
    answer = decide(client, staff_token, late, confirm="free", overrule=["too_late"])
    assert statuses(answer) == ["confirmed"]
    assert pointers(decide(client, staff_token, late, overrule=["taken"])) == ["/overrule"]


@ON_ONE_DATABASE
def test_only_staff_decide(
    client: Client, association_token: Headers, books: Books, now: datetime
) -> None:
    wish = {"date": "2027-01-12", "begin": "18:00", "end": "20:00", "room": "saal-b", "title": "x"}
    own = client.post("/api/bookings", json=wish, headers=association_token).json()["reference"]
    other = a_request(books, now, group=DANCERS).reference

    def decided(reference: str, headers: Headers | None) -> int:
        path = f"/api/bookings/{reference}/decision"
        return client.post(path, json={"confirm": "free"}, headers=headers).status_code

    assert decided(own, None) == 401
    assert decided(own, association_token) == 403
    assert decided(other, association_token) == decided("AAAA-AAAA", association_token) == 404
    assert client.get(f"/api/bookings/{own}", headers=association_token).json()["version"] == 1


def test_a_decision_on_an_older_version_learns_what_changed(
    client: Client, staff_token: Headers, booking: Booking
) -> None:
    first, second, _ = ids(booking)
    decide(client, staff_token, booking, decline=[first], version=1)
    answer = decide(client, staff_token, booking, confirm=[second], version=1)
    assert answer.status_code == 409
    problem = answer.json()
    assert (problem["type"], problem["version"]) == ("/api#version_conflict", 2)
    assert problem["changes"] == [
        {
            "at": "2026-11-23T10:00:00+01:00",
            "who": "staff",
            "occurrence": first,
            "before": "requested",
            "status": "declined",
        }
    ]


@ON_ONE_DATABASE
def test_a_step_that_is_not_in_the_table_is_refused(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    confirmed = a_confirmed(books, now)
    answer = decide(client, staff_token, confirmed, decline=ids(confirmed))
    assert (answer.status_code, answer.json()["type"]) == (409, "/api#wrong_step")


@ON_ONE_DATABASE
def test_a_decision_that_cannot_be_is_refused(
    client: Client, staff_token: Headers, booking: Booking
) -> None:
    first, *_ = ids(booking)

    def refused(**body: object) -> list[str]:
        return pointers(decide(client, staff_token, booking, **body))

    assert refused(confirm="all") == ["/confirm"]
    assert refused(confirm=None) == ["/confirm"]
    assert refused(confirm=[str(first)], hold=[1.0], decline=[True]) == [
        "/confirm/0",
        "/decline/0",
        "/hold/0",
    ]
    assert refused(confirm=[2**31]) == ["/confirm/0"]
    assert refused(confirm=[999_999]) == ["/confirm"]
    assert refused(confirm=[first], decline=[first]) == ["/confirm"]
    assert refused(hold=[first], hold_until="2026-11-22") == ["/hold_until"]
    assert refused(hold=[first], hold_until="tomorrow") == ["/hold_until"]
    assert refused(overrule=["gravity"]) == ["/overrule/0"]
    assert refused(version=-1, reason="x" * 2001, note="") == ["/reason", "/version", "/note"]
    assert refused(version=10**40) == ["/version"]
    unchanged = client.get(f"/api/bookings/{booking.reference}", headers=staff_token).json()
    assert unchanged["version"] == 1


def test_an_association_gives_up_its_dates(
    client: Client, association_token: Headers, staff_token: Headers
) -> None:
    wish: dict[str, Any] = {"date": "2027-01-12", "begin": "18:00", "end": "20:00"}
    wish |= {"room": "saal-b", "title": "x", "recurrence": {"rrule": "FREQ=WEEKLY;COUNT=3"}}
    told = client.post("/api/bookings", json=wish, headers=association_token).json()
    path, (first, *_) = (
        f"/api/bookings/{told['reference']}",
        [one["id"] for one in told["occurrences"]],
    )
    client.post(f"{path}/decision", json={"confirm": [first]}, headers=staff_token)
    body = {"occurrences": "all", "reason": "Umzug"}
    answer = client.post(f"{path}/cancellation", json=body, headers=association_token)
    assert statuses(answer) == ["cancelled", "withdrawn", "withdrawn"]
    assert answer.json()["conflicts"] == []


def test_dates_are_given_up_by_id_and_from_a_day_on(
    client: Client, staff_token: Headers, booking: Booking
) -> None:
    first, _, third = ids(booking)
    later = cancel(client, staff_token, booking, since="2027-01-26")
    assert statuses(later) == ["requested", "requested", "withdrawn"]
    one = cancel(client, staff_token, booking, occurrences=[first, third])
    assert statuses(one) == ["withdrawn", "requested", "withdrawn"]


@ON_ONE_DATABASE
def test_what_is_over_stays(
    client: Client, staff_token: Headers, booking: Booking, house_clock: HouseClock
) -> None:
    house_clock.now += timedelta(days=51)  # the morning after the first of the three
    answer = cancel(client, staff_token, booking, occurrences="all")
    assert statuses(answer) == ["requested", "withdrawn", "withdrawn"]


@ON_ONE_DATABASE
def test_nobody_cancels_a_whole_booking_by_saying_nothing(
    client: Client, staff_token: Headers, booking: Booking
) -> None:
    assert pointers(cancel(client, staff_token, booking)) == ["/occurrences"]
    assert pointers(cancel(client, staff_token, booking, reason="x")) == ["/occurrences"]
    assert pointers(cancel(client, staff_token, booking, occurrences=None)) == ["/occurrences"]
    assert pointers(cancel(client, staff_token, booking, occurrences=[999_999])) == ["/occurrences"]
    assert pointers(cancel(client, staff_token, booking, since="2027")) == ["/from"]


@ON_ONE_DATABASE
def test_others_cannot_cancel_and_learn_nothing(
    client: Client, association_token: Headers, books: Books, now: datetime
) -> None:
    other = a_request(books, now, group=DANCERS)
    assert cancel(client, None, other, occurrences="all").status_code == 401
    assert cancel(client, association_token, other, occurrences="all").status_code == 404
