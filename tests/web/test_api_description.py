"""The description of the interface, held against the interface itself."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from booking.services.books import Books
from booking.web.api.calls import Caller
from booking.web.api.operations import OPERATIONS, Operation
from booking.words.refusals import explained_codes
from tests.builders import CHOIR, a_request
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.enquiry_bodies import a_wish, weekly

Client = TestClient[Litestar]
DESCRIBED_BY_ITSELF = {("get", "/api"), ("get", "/api/openapi.json")}


@pytest.fixture
def document(empty_house: Client) -> dict[str, Any]:
    """The OpenAPI document."""
    answer = empty_house.get("/api/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return dict(answer.json())


def references(part: object) -> Iterator[str]:
    """Every shape that a part of the document speaks of."""
    yield from re.findall('"#/components/schemas/([A-Za-z]+)"', json.dumps(part))


def test_every_operation_is_described_and_none_is_invented(
    empty_house: Client, document: dict[str, Any]
) -> None:
    served = {
        (method.lower(), re.sub(r":\w+", "", route.path_format))
        for route in empty_house.app.routes
        if isinstance(route, HTTPRoute) and route.path.startswith("/api")
        for method in route.methods - {"HEAD", "OPTIONS"}
    }
    described = {
        (method, path) for path, methods in document["paths"].items() for method in methods
    }
    assert described == served - DESCRIBED_BY_ITSELF


def test_every_shape_that_is_spoken_of_is_there_and_none_is_left_over(
    document: dict[str, Any],
) -> None:
    assert document["openapi"] == "3.1.0"
    assert set(references(document)) == set(document["components"]["schemas"])


def schemas(part: object) -> Iterator[dict[str, Any]]:
    """Every object of a part of the document."""
    if isinstance(part, dict):
        yield part
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from schemas(each)


def test_what_stands_for_something_left_out_is_of_its_kind(document: dict[str, Any]) -> None:
    kinds = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    told = [one for one in schemas(document["components"]) if "default" in one and "type" in one]
    assert len(told) > 10
    for one in told:
        assert isinstance(one["default"], kinds[one["type"]]), one


def test_every_operation_tells_its_refusals(document: dict[str, Any]) -> None:
    for methods in document["paths"].values():
        for operation in methods.values():
            refusals = [
                answer["content"]
                for status, answer in operation["responses"].items()
                if status >= "400"
            ]
            assert refusals
            assert all(list(content) == ["application/problem+json"] for content in refusals)


TURNED_AWAY = {
    Caller.ANYBODY: [415, 415],
    Caller.ASSOCIATION: [401, 415],
    Caller.STAFF: [401, 403],
}
"""What a visitor and an association are answered whose body is no JSON."""


@ON_ONE_DATABASE
@pytest.mark.parametrize("one", [one for one in OPERATIONS if one.body], ids=lambda one: one.name)
def test_whoever_may_not_call_is_turned_away_before_the_body_is_read(
    client: Client, association_token: dict[str, str], books: Books, now: datetime, one: Operation
) -> None:
    path = one.path.format(reference=a_request(books, now, group=CHOIR).reference)
    callers: tuple[dict[str, str], ...] = ({}, association_token)
    answers = [client.post(path, content=b"{", headers=headers) for headers in callers]
    assert [answer.status_code for answer in answers] == TURNED_AWAY[one.caller]


PAUSING = weekly("20270330", skip=["school_holidays"])


def test_answers_have_the_shape_that_is_described(
    empty_house: Client, document: dict[str, Any]
) -> None:
    verdict = empty_house.post("/api/check", json=a_wish(recurrence=PAUSING)).json()
    shapes = document["components"]["schemas"]
    for shape, told in (
        ("CheckAnswer", verdict),
        ("DateAnswer", verdict["occurrences"][0]),
        ("PauseAnswer", verdict["pauses"][0]),
        ("RoomAnswer", empty_house.get("/api/rooms").json()[0]),
        ("Problem", empty_house.post("/api/check", json={}).json()),
    ):
        assert list(shapes[shape]["properties"]) == list(told)


def test_the_page_lists_every_operation_and_every_code(empty_house: Client) -> None:
    page = empty_house.get("/api")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for operation in OPERATIONS:
        assert f"<code>{operation.method.upper()} {operation.path}</code>" in page.text
    for code in explained_codes():
        assert f'id="{code}"' in page.text


def test_the_page_needs_nothing_from_elsewhere(empty_house: Client) -> None:
    text = empty_house.get("/api").text
    assert re.findall(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=", text) == []
    assert re.findall(r"(?:src|href|action)=\"(?:[a-z]+:)?//[^\"]*", text) == []
