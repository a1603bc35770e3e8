"""Who may go where: every address of the house, walked by everybody."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from booking.domain.bookings import Booking
from booking.domain.people import VISITOR, Role
from booking.services.books import Books
from booking.services.enquiries import request
from booking.web.csrf import CSRF_COOKIE
from tests.builders import a_confirmed, an_enquiry
from tests.web.visits import form_token, sign_in_as

Client = TestClient[Litestar]
OF_STAFF = "/staff"

SHOWN_AGAIN = frozenset({"/enquire", "/enquire/change", "/enquire/send"})
"""Forms that come back as they were typed, to be sent once more; nothing is stored."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Doors are the same on every database."""
    return sqlite_url


@pytest.fixture
def asked(books: Books, now: datetime) -> tuple[Booking, str]:
    """A booking that waits for its answer, and the secret of its link."""
    requested = request(books, VISITOR, an_enquiry(), now, origin="192.0.2.1")
    return requested.booking, requested.secret


def walk(app: Litestar, booking: Booking) -> Iterator[tuple[str, str, bool]]:
    """Method and address of everything there is, and whether a form token guards it."""
    names = {"reference": booking.reference, "room": "saal-b"}
    kinds = {"int": str(booking.occurrences[0].id)}
    for route in app.routes:
        assert isinstance(route, HTTPRoute)
        address = re.sub(
            r"\{(\w+):(\w+)\}",
            lambda match: names.get(match[1]) or kinds.get(match[2], "nothing"),
            route.path,
        )
        for method, (handler, _) in route.route_handler_map.items():
            if method != "OPTIONS":
                yield method, address, not handler.opt.get("exclude_from_csrf")


def of_staff(app: Litestar, booking: Booking) -> list[tuple[str, str]]:
    return [
        (method, address)
        for method, address, _ in walk(app, booking)
        if address == OF_STAFF or address.startswith(f"{OF_STAFF}/")
    ]


def answers(
    client: Client, app: Litestar, booking: Booking, query: str = ""
) -> dict[tuple[str, str], int]:
    """What the addresses of staff answer to whoever the client is."""
    token = form_token(client, "/enquire")
    forms = {
        "_csrf_token": token,
        "version": str(booking.version),
        "answer": "decline_all",
        "open": str(booking.occurrences[0].id),
        "dates": str(booking.occurrences[0].id),
        "scope": "all",
        "reason": "Nur so.",
    }
    return {
        (method, address): client.request(
            method,
            address + query,
            data=forms if method == "POST" else None,
            follow_redirects=False,
        ).status_code
        for method, address in of_staff(app, booking)
    }


def stands(client: Client, books: Books, booking: Booking, now: datetime) -> Booking | None:
    with books.reading(now) as ledger:
        return ledger.find_booking(booking.reference)


def test_staff_have_addresses_of_their_own(app: Litestar, asked: tuple[Booking, str]) -> None:
    methods = [method for method, _ in of_staff(app, asked[0])]
    assert (methods.count("GET"), methods.count("POST")) >= (4, 3)


def test_visitors_are_sent_to_sign_in_and_change_nothing(
    client: Client, app: Litestar, books: Books, asked: tuple[Booking, str], now: datetime
) -> None:
    booking, _ = asked
    found = answers(client, app, booking)
    assert set(found.values()) <= {303, 401, 404}, found
    inbox = client.get(OF_STAFF, follow_redirects=False)
    assert inbox.headers["location"] == "/sign-in?next=%2Fstaff"
    assert stands(client, books, booking, now) == booking


def test_the_link_of_an_association_opens_nothing_of_staff(
    client: Client, app: Litestar, books: Books, asked: tuple[Booking, str], now: datetime
) -> None:
    booking, secret = asked
    found = answers(client, app, booking, f"?key={secret}")
    assert set(found.values()) <= {303, 401, 404}, found
    assert stands(client, books, booking, now) == booking


def test_caretakers_are_turned_away_and_change_nothing(
    client: Client, app: Litestar, books: Books, asked: tuple[Booking, str], now: datetime
) -> None:
    sign_in_as(client, books, now, Role.CARETAKER)
    found = answers(client, app, asked[0])
    assert set(found.values()) <= {403, 404}, found
    assert stands(client, books, asked[0], now) == asked[0]


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN])
def test_staff_and_admins_get_in(
    client: Client,
    app: Litestar,
    books: Books,
    asked: tuple[Booking, str],
    now: datetime,
    role: Role,
) -> None:
    sign_in_as(client, books, now, role)
    found = answers(client, app, asked[0])
    assert set(found.values()) <= {200, 303, 404, 409, 422}, found
    changed = stands(client, books, asked[0], now)
    assert changed is not None
    assert changed.version > asked[0].version


def test_no_address_breaks_whoever_comes(
    client: Client, app: Litestar, books: Books, asked: tuple[Booking, str], now: datetime
) -> None:
    a_confirmed(books, now, "kueche", activity="kochen")
    for role in (None, Role.CARETAKER, Role.STAFF):
        if role is not None:
            sign_in_as(client, books, now, role)
        for method, address, _ in walk(app, asked[0]):
            answer = client.request(method, address, follow_redirects=False)
            assert answer.status_code < 500, (role, method, address)


def test_no_form_is_taken_without_its_token(
    client: Client, app: Litestar, books: Books, asked: tuple[Booking, str], now: datetime
) -> None:
    sign_in_as(client, books, now)
    client.get("/staff")
    assert CSRF_COOKIE in client.cookies
    guarded = [
        address for method, address, guard in walk(app, asked[0]) if method == "POST" and guard
    ]
    assert len(guarded) >= 6
    for address in guarded:
        answer = client.post(address, data={"version": "1"})
        assert (answer.status_code == 403) != (address in SHOWN_AGAIN), address
    assert stands(client, books, asked[0], now) == asked[0]
