"""Visitors may ask often, but not without end; a token frees from counting."""

import json
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.pace import Pace
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.enquiry_bodies import a_wish

Client = TestClient[Litestar]


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("path", "body", "most", "wait"),
    [("/api/check", a_wish(), 4, "900"), ("/api/find", {}, 2, "1800")],
    ids=["a check of one date counts twice", "a search that was not understood once"],
)
def test_questions_of_visitors_are_counted(
    client: Client,
    path: str,
    body: dict[str, object],
    most: int,
    wait: str,
    staff_token: dict[str, str],
    association_token: dict[str, str],
) -> None:
    client.app.state.pace = Pace(most, timedelta(hours=1))
    first, second, third = (client.post(path, json=body) for _ in range(3))
    assert 429 not in (first.status_code, second.status_code)
    assert (third.status_code, third.headers["retry-after"]) == (429, wait)
    assert json.loads(third.content)["type"] == "/api#too_many_attempts"
    for token in (staff_token, association_token):
        assert client.post(path, json=body, headers=token).status_code != 429
