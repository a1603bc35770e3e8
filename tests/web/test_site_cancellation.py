"""Staff let confirmed dates fall."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.decisions import Decision
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.decisions import decide
from tests.builders import STAFF, a_confirmed, a_request
from tests.web.desks import THREE_WEEKS, desk_of, send, statuses
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
REQUESTED, CONFIRMED, CANCELLED = Status.REQUESTED, Status.CONFIRMED, Status.CANCELLED


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Which dates fall does not depend on the database; that they do is tested on both."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ({"scope": "some", "dates": [1]}, [CONFIRMED, CONFIRMED]),
        ({"scope": "since", "since": "2027-01-19"}, [CONFIRMED]),
        ({"scope": "all"}, []),
    ],
)
def test_confirmed_dates_fall_as_chosen(
    client: Client, books: Books, now: datetime, typed: dict[str, object], left: list[Status]
) -> None:
    booking = a_confirmed(books, now, series=THREE_WEEKS)
    assert f"{desk_of(booking)}/cancellation" in client.get(desk_of(booking)).text
    assert client.get(f"{desk_of(booking)}/cancellation").text.count('type="checkbox"') == 3
    said = send(client, booking, "/cancellation", reason="Rohrbruch", **typed)
    assert said.status_code == 303
    stand = statuses(books, booking, now)
    assert [status for status in stand if status is CONFIRMED] == left
    assert set(stand) - {CONFIRMED} == {CANCELLED}
    assert "Rohrbruch" in client.get(said.headers["location"]).text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"scope": "some", "reason": "Rohrbruch"}, "dates"),
        ({"scope": "since", "reason": "Rohrbruch"}, "since"),
        ({"scope": "since", "reason": "Rohrbruch", "since": "2027-02-30"}, "since"),
        ({"scope": "all"}, "reason"),
        ({"reason": "Rohrbruch"}, "scope"),
    ],
)
def test_dates_do_not_fall_by_mistake(
    client: Client, books: Books, now: datetime, typed: dict[str, object], field: str
) -> None:
    booking = a_confirmed(books, now)
    said = send(client, booking, "/cancellation", **typed)
    assert said.status_code == 422
    assert f'id="{field}-error"' in said.text
    assert statuses(books, booking, now) == [CONFIRMED]


def test_what_is_asked_for_stays_when_confirmed_dates_fall(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_request(books, now, series=THREE_WEEKS)
    first = frozenset({booking.occurrences[0].id})
    decide(books, STAFF, booking.reference, Decision(confirm=first), now)
    send(client, booking, "/cancellation", scope="all", reason="Rohrbruch")
    assert statuses(books, booking, now) == [CANCELLED, REQUESTED, REQUESTED]


def test_an_unknown_reference_is_not_found(client: Client) -> None:
    for below in ("", "/cancellation"):
        assert client.get(f"/staff/bookings/2222-2222{below}").status_code == 404
