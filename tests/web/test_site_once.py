"""Every form of staff that makes something can be sent twice: one thing comes of it."""

import re
from datetime import datetime

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_request
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.visits import sign_in_as

pytestmark = ON_ONE_DATABASE
Client = TestClient[Litestar]
BOOKING = "/staff/bookings/{reference:str}"

WITH_NONCE = {
    "/staff/enter": "/staff/enter",
    "/staff/closures/new": "/staff/closures/new",
    "/staff/caretakers": "/staff/caretakers",
    "/staff/feeds/new": "/staff/feeds/new",
    f"{BOOKING}/note": f"{BOOKING}/note",
    "/staff/associations/{number:int}/note": "/staff/associations/1",
}
"""What makes something new each time, and the page with its form."""

BY_ITSELF = frozenset(
    {
        # sent twice it finds the same done, or the version that was read gone
        BOOKING,
        f"{BOOKING}/cancellation",
        f"{BOOKING}/change",
        f"{BOOKING}/confirm",
        f"{BOOKING}/offer",
        f"{BOOKING}/particulars",
        f"{BOOKING}/propose",
        f"{BOOKING}/undo",
        f"{BOOKING}/wishes/{{occurrence:int}}",
        f"{BOOKING}/messages/settled",
        f"{BOOKING}/messages",  # the same words in a row are one message
        "/staff/associations/{number:int}",
        "/staff/associations/{number:int}/merge",
        "/staff/caretakers/links/{link_id:int}/end",
        "/staff/closures/{number:int}",
        "/staff/closures/{number:int}/end",
        "/staff/delegates/{number:int}",
        "/staff/feeds/{number:int}/edit",
        "/staff/feeds/{number:int}/end",
        "/staff/feeds/{number:int}/renew",  # the address that is shown last is the one
        "/staff/import",  # two files wait, each for a yes; what one brings the other knows
        "/staff/import/{upload:int}/forget",
        "/staff/import/{upload:int}/take",
        "/staff/no-shows/{number:int}/ask",
        "/staff/outbox/{mail_id:int}",
        "/staff/people",  # one account for one address
        "/staff/people/{number:int}",
        "/staff/people/{number:int}/open",
        "/staff/people/{number:int}/second-factor",
        "/staff/people/{number:int}/shut",
        "/staff/problems/{problem_id:int}",
        "/staff/renewals/confirm",
        "/staff/seen",
    }
)


def test_of_every_form_it_is_known_what_happens_when_it_is_sent_twice(app: Litestar) -> None:
    taking = {
        route.path
        for route in app.routes
        if isinstance(route, HTTPRoute) and "POST" in route.methods
        if route.path.startswith("/staff")
    }
    assert taking == WITH_NONCE.keys() | BY_ITSELF


@pytest.mark.parametrize("page", WITH_NONCE.values())
def test_a_form_that_makes_something_carries_a_new_nonce_each_time(
    client: Client, books: Books, now: datetime, page: str
) -> None:
    reference = a_request(books, now).reference
    sign_in_as(client, books, now)
    address = page.replace("{reference:str}", reference)
    found = [
        re.findall(r'name="nonce" value="([\w-]{16,})"', client.get(address).text) for _ in range(2)
    ]
    assert found[0]
    assert set(found[0]).isdisjoint(found[1])
