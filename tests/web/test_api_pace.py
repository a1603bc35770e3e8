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
@pytest.mark.parametrize(("path", "body"), [("/api/check", a_wish()), ("/api/find", {})])
def test_questions_of_visitors_are_counted(
    client: Client,
    path: str,
    body: dict[str, object],
    staff_token: dict[str, str],
    association_token: dict[str, str],
) -> None:
    client.app.state.pace = Pace(2, timedelta(hours=1))
    first, second, third = (client.post(path, json=body) for _ in range(3))
    assert 429 not in (first.status_code, second.status_code)
    assert (third.status_code, third.headers["retry-after"]) == (429, "1800")
    assert json.loads(third.content)["type"] == "/api#too_many_attempts"
    for token in (staff_token, association_token):
        assert client.post(path, json=body, headers=token).status_code != 429
