"""Asking for rooms in earnest, and looking at what was asked for."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.people import Standing
from booking.services.asking import MOST_PER_HOUR
from booking.services.books import Books
from tests.builders import CHOIR, DANCERS, a_confirmed, a_request
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.enquiry_bodies import a_wish, weekly

Client = TestClient[Litestar]
Headers = dict[str, str]


def request(client: Client, headers: Headers | None = None, **more: object) -> httpx.Response:
    """A wish in earnest."""
    return client.post("/api/bookings", json=a_wish(**more), headers=headers)


def requested(client: Client, headers: Headers, **more: object) -> dict[str, Any]:
    """A booking that was made of a wish."""
    answer = request(client, headers, **more)
    assert answer.status_code == 201
    return dict(answer.json())


def pointers(answer: httpx.Response) -> list[str]:
    """The fields that are wrong."""
    assert answer.status_code == 422
    return [error["pointer"] for error in answer.json()["errors"]]


def test_a_request_becomes_a_booking(client: Client, staff_token: Headers) -> None:
    answer = request(client, staff_token, persons=24, seating="circle", activity="gesang")
    booking = answer.json()
    assert answer.headers["location"] == f"/api/bookings/{booking['reference']}"
    assert {
        name: booking[name]
        for name in ("association", "title", "room", "rooms", "version", "persons", "rrule")
    } == {
        "association": CHOIR.name,
        "title": "Chorprobe",
        "room": "saal-b",
        "rooms": ["saal-b"],
        "version": 1,
        "persons": 24,
        "rrule": None,
    }
    (date,) = booking["occurrences"]
    assert date | {"id": 1} == {
        "id": 1,
        "position": 0,
        "room": "saal-b",
        "date": "2027-01-12",
        "start": "2027-01-12T18:00:00+01:00",
        "end": "2027-01-12T20:00:00+01:00",
        "occupied_start": "2027-01-12T17:45:00+01:00",
        "occupied_end": "2027-01-12T20:15:00+01:00",
        "status": "requested",
        "hold_until": None,
        "sequence": 0,
        "findings": [],
    }
    assert client.get(answer.headers["location"], headers=staff_token).json() == {
        name: value for name, value in booking.items() if name not in ("link", "left_out")
    }


@ON_ONE_DATABASE
def test_the_link_opens_the_page_of_the_booking(client: Client, staff_token: Headers) -> None:
    booking = requested(client, staff_token)
    page = f"http://testserver.local/bookings/{booking['reference']}"
    assert booking["link"].startswith(f"{page}?key=")
    assert client.get(booking["link"]).status_code == 200
    assert client.get(page).status_code != 200


@ON_ONE_DATABASE
def test_nobody_requests_without_a_token(client: Client) -> None:
    answer = request(client)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@ON_ONE_DATABASE
def test_an_association_asks_for_itself_whatever_it_calls_itself(
    client: Client, association_token: Headers
) -> None:
    booking = requested(client, association_token, association=...)
    assert booking["association"] == CHOIR.name
    other = {"name": DANCERS.name, "contact": "B.", "email": DANCERS.email}
    assert requested(client, association_token, association=other)["association"] == CHOIR.name


@ON_ONE_DATABASE
def test_whoever_asks_must_be_reachable(
    client: Client, staff_token: Headers, association_token: Headers
) -> None:
    assert pointers(request(client, staff_token, association=...)) == ["/association"]
    nameless = request(client, staff_token, association={"name": " \u202e "})
    assert pointers(nameless) == ["/association/name"]
    silent = request(client, association_token, association={"name": "Chor"})
    assert pointers(silent) == ["/association/contact", "/association/email"]
    on_paper = request(client, staff_token, association={"name": "Chor auf Papier"})
    assert on_paper.status_code == 201


@ON_ONE_DATABASE
def test_a_booking_has_a_title(client: Client, staff_token: Headers) -> None:
    for title in (..., "", " \u0000\t"):
        assert pointers(request(client, staff_token, title=title)) == ["/title"]


def test_what_nobody_can_see_is_left_out_of_texts(client: Client, staff_token: Headers) -> None:
    booking = requested(
        client, staff_token, title="Chor\u0000 \u202eprobe\r\n", notes="a\u0007\r\nb"
    )
    assert (booking["title"], booking["notes"]) == ("Chor probe", "a\nb")


def test_the_same_key_is_the_same_booking(client: Client, staff_token: Headers) -> None:
    headers = staff_token | {"idempotency-key": "monday-4711"}
    first, second = requested(client, headers), requested(client, headers)
    assert first | {"link": ""} == second | {"link": ""}
    other = request(client, headers, title="Anderes")
    assert other.status_code == 422
    assert other.json()["type"] == "/api#key_used_otherwise"
    assert client.get("/api/bookings", headers=staff_token).json()["total"] == 1


@ON_ONE_DATABASE
@pytest.mark.parametrize("key", ["", " ", "x" * 201, "ä", "a\tb", "a b"])
def test_a_key_that_is_none_is_refused(client: Client, staff_token: Headers, key: str) -> None:
    headers = staff_token | {"idempotency-key": key}
    answer = client.post(
        "/api/bookings",
        json=a_wish(),
        headers={name: value.encode() for name, value in headers.items()},
    )
    assert pointers(answer) == ["/Idempotency-Key"]


def test_taken_dates_are_met_as_the_wish_says(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    a_confirmed(books, now, group=DANCERS)
    three = weekly("20270126")
    skipped = requested(client, staff_token, recurrence=three)
    assert [one["date"] for one in skipped["occurrences"]] == ["2027-01-19", "2027-01-26"]
    assert [(one["date"], one["verdict"]) for one in skipped["left_out"]] == [
        ("2027-01-12", "taken")
    ]
    waiting = requested(client, staff_token, recurrence=three, on_conflict="wait")
    assert [one["status"] for one in waiting["occurrences"]] == [
        "waiting",
        "requested",
        "requested",
    ]


def test_fail_stores_nothing_and_tells_the_conflicts(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    a_confirmed(books, now, group=DANCERS)
    answer = request(client, staff_token, recurrence=weekly("20270119"), on_conflict="fail")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    problem = answer.json()
    assert problem["type"] == "/api#dates_not_free"
    assert (problem["verdict"]["bookable"], problem["verdict"]["total"]) == (1, 2)
    assert problem["conflicts"] == [
        {
            "date": "2027-01-12",
            "start": "2027-01-12T18:00:00+01:00",
            "end": "2027-01-12T20:00:00+01:00",
            "verdict": "taken",
            "rules": ["taken"],
        }
    ]
    assert client.get("/api/bookings", headers=staff_token).json()["total"] == 1


def test_a_wish_with_no_date_to_be_had_is_refused_with_its_verdict(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    a_confirmed(books, now, group=DANCERS)
    answer = request(client, staff_token)
    assert answer.status_code == 409
    assert [one["verdict"] for one in answer.json()["verdict"]["occurrences"]] == ["taken"]


@ON_ONE_DATABASE
def test_staff_are_not_limited_and_associations_are(
    client: Client, staff_token: Headers, association_token: Headers, house_clock: HouseClock
) -> None:
    most = MOST_PER_HOUR[Standing.ASSOCIATION]
    statuses = [
        request(client, association_token, date="2027-01-12", title=str(number)).status_code
        for number in range(most + 1)
    ]
    assert statuses == [201] * most + [429]
    assert int(request(client, association_token).headers["retry-after"]) == 3600
    assert {request(client, staff_token).status_code for _ in range(3)} == {201}
    house_clock.now += timedelta(hours=1)
    assert request(client, association_token).status_code == 201


def test_a_booking_is_for_its_association_and_staff(
    client: Client,
    books: Books,
    now: datetime,
    staff_token: Headers,
    association_token: Headers,
) -> None:
    own = requested(client, association_token, association=...)["reference"]
    other = a_request(books, now, group=DANCERS).reference
    seen = {
        (whose, reference): client.get(f"/api/bookings/{reference}", headers=headers).status_code
        for whose, headers in (("staff", staff_token), ("choir", association_token), ("none", {}))
        for reference in (own, other)
    }
    assert seen == {
        ("staff", own): 200,
        ("staff", other): 200,
        ("choir", own): 200,
        ("choir", other): 404,
        ("none", own): 404,
        ("none", other): 404,
    }


@pytest.mark.parametrize("reference", ["AAAA-AAAA", "%00", "x" * 300, "1;drop", "%C3%A4", "🎵"])
def test_what_is_no_reference_is_not_found(empty_house: Client, reference: str) -> None:
    answer = empty_house.get(f"/api/bookings/{reference}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/api#not_found")


@ON_ONE_DATABASE
def test_a_reference_may_be_written_small(client: Client, staff_token: Headers) -> None:
    reference = requested(client, staff_token)["reference"]
    answer = client.get(f"/api/bookings/{reference.lower()}", headers=staff_token)
    assert answer.json()["reference"] == reference


def test_open_dates_carry_what_the_rules_say_today(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    reference = a_request(books, now).reference
    a_request(books, now, group=DANCERS)
    (date,) = client.get(f"/api/bookings/{reference}", headers=staff_token).json()["occurrences"]
    assert [(one["rule"], one["severity"]) for one in date["findings"]] == [("asked_for", "inform")]


@ON_ONE_DATABASE
def test_no_contact_leaves_the_house(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    a_request(books, now)
    told = client.get("/api/bookings", headers=staff_token).text
    assert CHOIR.name in told
    assert CHOIR.contact not in told
    assert CHOIR.email not in told


@ON_ONE_DATABASE
def test_the_list_is_for_staff(client: Client, association_token: Headers) -> None:
    assert client.get("/api/bookings").status_code == 401
    assert client.get("/api/bookings", headers=association_token).status_code == 403


def test_the_list_is_sifted_by_date_room_and_status(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    hall = a_confirmed(books, now, "saal-a").reference
    pottery = a_request(books, now, "toepferwerkstatt", activity="toepfern").reference

    def found(query: str) -> list[str]:
        listed = client.get(f"/api/bookings?{query}", headers=staff_token).json()
        assert listed["total"] == len(listed["bookings"])
        return [one["reference"] for one in listed["bookings"]]

    assert found("") == found("status=&room=&start=&end=&page=") == [hall, pottery]
    assert found("status=requested") == [pottery]
    assert found("room=saal-a") == [hall]
    assert found("start=2027-01-12&end=2027-01-13") == [hall, pottery]
    assert found("end=2027-01-12") == []


@ON_ONE_DATABASE
def test_the_list_comes_in_pages(
    client: Client, books: Books, now: datetime, staff_token: Headers
) -> None:
    for minute in range(51):
        moment = now + timedelta(minutes=minute * 10)
        a_request(books, moment, title=str(minute))
    pages = [
        client.get(f"/api/bookings?page={page}", headers=staff_token).json() for page in (1, 2, 3)
    ]
    assert [one["page"] for one in pages] == [1, 2, 3]
    assert {(one["pages"], one["total"]) for one in pages} == {(2, 51)}
    assert [len(one["bookings"]) for one in pages] == [50, 1, 0]  # so that readers come to an end
    assert pages[1]["bookings"][0]["title"] == "50"


@ON_ONE_DATABASE
def test_a_query_that_cannot_be_is_refused(client: Client, staff_token: Headers) -> None:
    def refused(query: str) -> list[str]:
        return pointers(client.get(f"/api/bookings?{query}", headers=staff_token))

    assert refused("status=lost&room=keller&start=x&end=%00") == [
        "/status",
        "/room",
        "/start",
        "/end",
    ]
    for page in ("0", "-1", "x", "1.5", "%D9%A1", "9" * 30):
        assert refused(f"page={page}") == ["/page"]
