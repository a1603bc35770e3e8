"""Taking dates elsewhere through the API."""

from datetime import date, datetime, timedelta

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.services.books import Books
from tests.builders import CHOIR, DANCERS, a_confirmed, a_request, weekly
from tests.web.conftest import ON_ONE_DATABASE, HouseClock

Client = TestClient[Litestar]
Headers = dict[str, str]
THREE = weekly(date(2027, 1, 26))
pytestmark = ON_ONE_DATABASE


def send(
    client: Client, headers: Headers | None, booking: Booking, deed: str, **body: object
) -> httpx.Response:
    """A deed on a booking; the first of its dates is meant unless another is named."""
    if deed != "undo":
        body.setdefault("occurrence", booking.occurrences[0].id)
    return client.post(f"/api/bookings/{booking.reference}/{deed}", json=body, headers=headers)


def starts(answer: httpx.Response) -> list[tuple[str, str]]:
    """Where and when the dates are after a deed."""
    assert answer.status_code == 200, answer.text
    return [(one["room"], one["start"]) for one in answer.json()["occurrences"]]


def test_all_dates_shift_by_the_same_days_and_hours(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, series=THREE)
    moved = send(
        client,
        staff_token,
        booking,
        "move",
        room="saal-a",
        date="2027-01-13",
        begin="17:00",
        end="19:00",
        scope="all",
    )
    assert starts(moved) == [
        ("saal-a", "2027-01-13T17:00:00+01:00"),
        ("saal-a", "2027-01-20T17:00:00+01:00"),
        ("saal-a", "2027-01-27T17:00:00+01:00"),
    ]
    assert moved.json()["conflicts"] == []
    assert [one["id"] for one in moved.json()["occurrences"]] == [
        one.id for one in booking.occurrences
    ]


def test_a_date_that_cannot_move_is_told(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    other = a_confirmed(books, now, "saal-a", day=date(2027, 1, 19), group=DANCERS)
    booking = a_confirmed(books, now, series=THREE)
    moved = send(client, staff_token, booking, "move", room="saal-a", scope="following")
    assert [room for room, _ in starts(moved)] == ["saal-a", "saal-b", "saal-a"]
    [conflict] = moved.json()["conflicts"]
    assert conflict["id"] == booking.occurrences[1].id
    assert conflict["with"] == [other.occurrences[0].id]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"occurrence": 999}, "/occurrence"),
        ({"begin": "25:00"}, "/begin"),
        ({"begin": "21:00"}, "/begin"),
        ({"scope": "some"}, "/scope"),
        ({"wohin": "saal-a"}, "/wohin"),
    ],
)
def test_a_move_that_means_nothing_is_refused_at_its_field(
    client: Client,
    staff_token: Headers,
    books: Books,
    now: datetime,
    body: dict[str, object],
    pointer: str,
) -> None:
    refused = send(client, staff_token, a_confirmed(books, now), "move", **body)
    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


def test_an_unknown_room_is_not_found(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    refused = send(client, staff_token, a_confirmed(books, now), "move", room="dachboden")
    assert refused.status_code == 404


def test_a_move_of_an_old_version_tells_what_changed(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    refused = send(client, staff_token, booking, "move", room="saal-a", version=1)
    assert refused.status_code == 409
    assert refused.json()["version"] == 2


@pytest.mark.parametrize("deed", ["move", "swap", "undo"])
def test_only_staff_take_dates_elsewhere(
    client: Client, association_token: Headers, books: Books, now: datetime, deed: str
) -> None:
    own = a_request(books, now, group=CHOIR)
    foreign = a_request(books, now, group=DANCERS)
    assert send(client, None, own, deed).status_code == 401
    assert send(client, association_token, foreign, deed).status_code == 404
    assert send(client, association_token, own, deed).status_code == 403


def test_two_bookings_swap_rooms(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    first, second = a_confirmed(books, now, "saal-a"), a_confirmed(books, now, "saal-b")
    other = {"with_reference": second.reference, "with_occurrence": second.occurrences[0].id}
    assert starts(send(client, staff_token, first, "swap", **other))[0][0] == "saal-b"
    again = client.get(f"/api/bookings/{second.reference}", headers=staff_token)
    assert starts(again)[0][0] == "saal-a"


def test_a_swap_points_at_what_is_wrong(
    client: Client, staff_token: Headers, books: Books, now: datetime
) -> None:
    first, second = a_confirmed(books, now, "saal-a"), a_confirmed(books, now, "saal-b")
    own = first.occurrences[0].id
    for reference, pointer in (
        (first.reference, "/with_reference"),
        (second.reference, "/with_occurrence"),
    ):
        other = {"with_reference": reference, "with_occurrence": own}
        refused = send(client, staff_token, first, "swap", **other)
        assert refused.status_code == 422
        assert [one["pointer"] for one in refused.json()["errors"]] == [pointer]


def test_a_confirmation_is_taken_back(
    client: Client, staff_token: Headers, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    booking = a_confirmed(books, now)
    undone = send(client, staff_token, booking, "undo", version=2)
    assert [one["status"] for one in undone.json()["occurrences"]] == ["requested"]
    house_clock.now = now + timedelta(hours=1)
    assert send(client, staff_token, booking, "undo", version=3).status_code == 409


def test_a_proposal_is_made_and_accepted(
    client: Client,
    staff_token: Headers,
    association_token: Headers,
    books: Books,
    now: datetime,
) -> None:
    booking = a_request(books, now, group=CHOIR)
    proposed = send(client, staff_token, booking, "proposals", room="saal-a")
    assert proposed.status_code == 200
    assert [(one["side"], one["room"]) for one in proposed.json()["proposals"]] == [
        ("house", "saal-a")
    ]
    accepted = send(client, association_token, booking, "reply", reply="accept")
    assert starts(accepted)[0][0] == "saal-a"
    assert [one["status"] for one in accepted.json()["occurrences"]] == ["confirmed"]
