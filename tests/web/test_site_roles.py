"""Who may go where: every address of the house, walked by everybody."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from sqlalchemy import func, select

from booking.domain.bookings import Booking
from booking.domain.people import VISITOR, Role
from booking.services.books import Books
from booking.services.enquiries import request
from booking.store.tables import Base
from booking.web.csrf import CSRF_COOKIE
from tests.builders import a_confirmed, an_enquiry
from tests.e2e.pages import NOT_PAGES, PAGES
from tests.web.visits import form_token, sign_in_as

Client = TestClient[Litestar]
OF_STAFF = "/staff"

SHOWN_AGAIN = frozenset(
    {"/enquire", "/enquire/room", "/enquire/who", "/enquire/check", "/enquire/proof"}
)
"""Forms that come back as they were typed, or lead to the first page; nothing is stored."""


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


def test_somebody_looks_at_every_page(app: Litestar) -> None:
    answering = {
        route.path
        for route in app.routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods
    }
    unseen = sorted(answering - {page.route for page in PAGES} - set(NOT_PAGES))
    assert unseen == [], (
        "Nobody looks at these yet. Please add a line for each to PAGES in tests/e2e/pages.py"
        f" (or to NOT_PAGES, if it is no page): {unseen}"
    )


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


def rows(books: Books) -> dict[str, int]:
    """How many rows each table has; those of sessions, attempts and jobs grow by themselves."""
    with books.database.engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
            if table.name not in {"session", "attempt", "feed_watch"}
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
    before = rows(books)
    found = answers(client, app, booking, f"?key={secret}")
    assert set(found.values()) <= {303, 401, 404}, found
    assert stands(client, books, booking, now) == booking
    assert rows(books) == before


def test_caretakers_are_turned_away_and_change_nothing(
    client: Client, app: Litestar, books: Books, asked: tuple[Booking, str], now: datetime
) -> None:
    sign_in_as(client, books, now, Role.CARETAKER)
    before = rows(books)
    found = answers(client, app, asked[0])
    assert set(found.values()) <= {403, 404}, found
    assert stands(client, books, asked[0], now) == asked[0]
    assert rows(books) == before


def is_for_admins(method: str, address: str) -> bool:
    """Whether only an admin may do it, and not to everybody."""
    return method == "POST" and address.startswith("/staff/people")


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
    kept = {key: found.pop(key) for key in list(found) if is_for_admins(*key)}
    assert set(kept.values()) <= ({403} if role is Role.STAFF else {303, 403, 409, 422}), kept
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


@pytest.mark.parametrize("number", [2**31, 2**63])
def test_numbers_that_no_database_gives_lead_nowhere(
    client: Client, books: Books, now: datetime, number: int
) -> None:
    sign_in_as(client, books, now)
    for path in ("problems/{}/photo", "feeds/{}", "closures/{}", "import/{}", "outbox/{}"):
        assert client.get(f"/staff/{path.format(number)}").status_code == 404


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
        assert answer.status_code == 403 or address in SHOWN_AGAIN, address
    assert stands(client, books, asked[0], now) == asked[0]
