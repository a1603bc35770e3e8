"""What programs learn about rooms, and about what takes place in them."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import DANCERS, a_confirmed, a_request
from tests.web.conftest import ON_ONE_DATABASE

Client = TestClient[Litestar]
Headers = dict[str, str]
JANUARY = "?start=2027-01-01&end=2027-02-01"


def slugs(client: Client, headers: Headers | None = None) -> list[str]:
    """The rooms that a caller is told of."""
    return [room["slug"] for room in client.get("/api/rooms", headers=headers).json()]


def test_a_room_is_told_with_what_counts_for_it(empty_house: Client) -> None:
    rooms = {room["slug"]: room for room in empty_house.get("/api/rooms").json()}
    hall = rooms["saal"]
    assert hall["name"] == "Großer Saal (A und B)"
    assert hall["names"]["en"] == "Large hall (A and B)"
    assert hall["spaces"] == ["saal-a", "saal-b"]
    assert hall["capacity"] == {"none": 150, "rows": 130, "tables": 96}
    assert (hall["setup_minutes"], hall["teardown_minutes"]) == (30, 30)
    assert hall["opening_hours"]["fri"] == ["08:00-23:00"]  # those of the house
    assert hall["public"] == "title"
    assert rooms["toepferwerkstatt"]["opening_hours"]["sun"] == []
    assert rooms["musikraum"]["activities"] == ["trommeln", "gesang"]


def test_rooms_are_named_in_the_language_of_the_caller(empty_house: Client) -> None:
    rooms = empty_house.get("/api/rooms", headers={"accept-language": "en"}).json()
    assert rooms[0]["name"] == "Large hall (A and B)"


@ON_ONE_DATABASE
def test_hidden_rooms_are_for_staff(
    client: Client, staff_token: Headers, association_token: Headers
) -> None:
    assert "beratung-1" not in slugs(client)
    assert "beratung-1" not in slugs(client, association_token)
    assert "beratung-1" in slugs(client, staff_token)


def test_occupancy_tells_times_and_no_names(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b")
    a_request(books, now, "saal-b", begin="12:00", end="13:00", group=DANCERS)
    answer = client.get(f"/api/rooms/saal/occupancy{JANUARY}")  # the hall, through its half
    assert answer.json() == {
        "room": "saal",
        "start": "2027-01-01",
        "end": "2027-02-01",
        "taken": [
            {
                "start": "2027-01-12T18:00:00+01:00",
                "end": "2027-01-12T20:00:00+01:00",
                "occupied_start": "2027-01-12T17:45:00+01:00",
                "occupied_end": "2027-01-12T20:15:00+01:00",
            }
        ],
        "asked_for": [
            {
                "start": "2027-01-12T12:00:00+01:00",
                "end": "2027-01-12T13:00:00+01:00",
                "occupied_start": "2027-01-12T11:45:00+01:00",
                "occupied_end": "2027-01-12T13:15:00+01:00",
            }
        ],
    }


def test_the_end_of_a_look_does_not_belong_to_it(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    until = client.get("/api/rooms/saal-b/occupancy?start=2027-01-11&end=2027-01-12").json()
    from_then = client.get("/api/rooms/saal-b/occupancy?start=2027-01-12&end=2027-01-13").json()
    assert (len(until["taken"]), len(from_then["taken"])) == (0, 1)


@ON_ONE_DATABASE
def test_a_hidden_room_is_as_unknown_as_one_that_is_not_there(
    client: Client, staff_token: Headers
) -> None:
    hidden = client.get(f"/api/rooms/beratung-1/occupancy{JANUARY}")
    unknown = client.get(f"/api/rooms/keller/occupancy{JANUARY}")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.json() == unknown.json()
    for_staff = client.get(f"/api/rooms/beratung-1/occupancy{JANUARY}", headers=staff_token)
    assert for_staff.status_code == 200


@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        ("", ["/start", "/end"]),
        ("?start=2027-01-01", ["/end"]),
        ("?start=morgen&end=2027-02-30", ["/start", "/end"]),
        ("?start=20270101&end=2027-W01-1", ["/start", "/end"]),
        ("?start=0001-01-01&end=9999-12-31", ["/start", "/end"]),
        ("?start=2027-02-01&end=2027-02-01", ["/end"]),
        ("?start=2027-01-01&end=2029-01-01", ["/end"]),
        ("?start=%00&end=2027-01-0%00", ["/start", "/end"]),
    ],
)
def test_a_range_that_cannot_be_is_refused(
    empty_house: Client, query: str, pointers: list[str]
) -> None:
    answer = empty_house.get(f"/api/rooms/saal/occupancy{query}")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers


def test_head_is_answered_as_get_is(empty_house: Client) -> None:
    head, get = empty_house.head("/api/rooms"), empty_house.get("/api/rooms")
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]
