"""Calls that mean no good, or that their sender has not thought through: 4xx, never 5xx."""

import json

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.web.routes import LARGEST_BODY
from tests.web.enquiry_bodies import a_wish

Client = TestClient[Litestar]
JSON = {"content-type": "application/json"}
WISH = json.dumps(a_wish())


def send(client: Client, body: str | bytes, **headers: str) -> httpx.Response:
    """These very bytes as the body of a check."""
    content = body.encode() if isinstance(body, str) else body
    return client.post("/api/check", content=content, headers=JSON | headers)


def told(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["title"]
    assert problem["detail"]
    return answer.status_code, problem["type"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "nonsense",
        WISH + WISH,
        WISH.replace('"saal-b"', '"saal-b", "room": "saal-a"'),
        WISH.replace('"20:00"', '"20:00", "persons": NaN'),
        WISH.replace('"20:00"', '"20:00", "persons": -Infinity'),
        WISH.replace("Chorprobe", "\\ud800"),
        WISH.replace('"title"', '"\\udfff"'),
        '{"persons": ' + "9" * 5000 + "}",
        "[" * 100_000,
        '{"a":' * 20_000 + "1" + "}" * 20_000,
        "\ufeff" + WISH,
        WISH.encode("utf-16"),
        b'{"title": "\xff"}',
        b"\x00",
    ],
    ids=range(16),
)
def test_what_is_no_sound_json_is_refused(empty_house: Client, body: str | bytes) -> None:
    assert told(send(empty_house, body)) == (400, "/api#not_json")


@pytest.mark.parametrize("body", ["[]", "null", "7", '"room"', "[[[[]]]]", '[{"room": 1}]'])
def test_json_that_is_no_object_is_refused(empty_house: Client, body: str) -> None:
    answer = send(empty_house, body)
    assert told(answer) == (422, "/api#bad_input")
    assert [error["pointer"] for error in answer.json()["errors"]] == [""]


def test_a_deep_object_is_refused_where_it_stands(empty_house: Client) -> None:
    deep = '{"association": ' + '{"name": ' * 200 + "1" + "}" * 201
    answer = send(empty_house, deep)
    assert told(answer) == (422, "/api#bad_input")
    assert "/association/name" in [error["pointer"] for error in answer.json()["errors"]]


def test_many_faults_are_told_up_to_a_limit(empty_house: Client) -> None:
    answer = send(empty_house, json.dumps({f"x{number}": 1 for number in range(5000)}))
    assert told(answer) == (422, "/api#bad_input")
    assert len(answer.json()["errors"]) == 50


def test_a_body_that_is_too_large_is_refused(empty_house: Client) -> None:
    notes = json.dumps(a_wish(notes="x" * LARGEST_BODY))
    assert told(send(empty_house, notes)) == (413, "/api#too_large")


@pytest.mark.parametrize(
    "media_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
def test_a_body_that_does_not_say_that_it_is_json_is_refused(
    empty_house: Client, media_type: str
) -> None:
    answer = send(empty_house, WISH, **{"content-type": media_type})
    assert told(answer) == (415, "/api#unsupported_media_type")


def test_json_may_name_its_charset(empty_house: Client) -> None:
    answer = send(empty_house, WISH, **{"content-type": "Application/JSON; charset=utf-8"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/api/nowhere", (404, "/api#not_found")),
        ("GET", "/api/rooms/saal", (404, "/api#not_found")),
        (
            "GET",
            "/api/rooms/%2e%2e%2fsaal/occupancy?start=2027-01-01&end=2027-01-02",
            (404, "/api#not_found"),
        ),
        ("GET", "/api/check", (405, "/api#method_not_allowed")),
        ("DELETE", "/api/bookings", (405, "/api#method_not_allowed")),
        ("PUT", "/api/bookings/AAAA-AAAA", (405, "/api#method_not_allowed")),
    ],
)
def test_an_address_that_is_none_and_a_method_that_does_not_fit_are_problems(
    empty_house: Client, method: str, path: str, expected: tuple[int, str]
) -> None:
    assert told(empty_house.request(method, path)) == expected


def test_a_session_cookie_opens_nothing_in_the_api(empty_house: Client) -> None:
    answer = empty_house.get("/api/bookings", headers={"cookie": "session=whatever"})
    assert told(answer) == (401, "/api#sign_in_needed")


def test_the_api_sets_no_cookies(empty_house: Client) -> None:
    for path in ("/api", "/api/rooms", "/api/openapi.json", "/api/nowhere", "/healthz"):
        assert "set-cookie" not in empty_house.get(path).headers
