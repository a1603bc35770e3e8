"""Who works in the house sees in plan and room pages what takes place; nobody else does."""

import re
from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.people import Role
from booking.services.books import Books
from tests.builders import TUESDAY, a_confirmed
from tests.web.desks import desk_of
from tests.web.visits import sign_in_as

Client = TestClient[Litestar]
PAGES = [
    f"/plan?day={TUESDAY}",
    f"/plan?day={TUESDAY}&view=week",
    f"/rooms/saal-b?day={TUESDAY}",
    f"/rooms/saal?day={TUESDAY}",
]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows does not depend on the database."""
    return sqlite_url


@pytest.mark.parametrize("page", PAGES)
def test_staff_see_what_is_taken_by_whom(
    client: Client, books: Books, now: datetime, page: str
) -> None:
    booking = a_confirmed(books, now)
    sign_in_as(client, books, now)
    told = f'<a href="{desk_of(booking)}"><bdi>Chorprobe, Chor ohne Grenzen</bdi></a>'
    assert told in client.get(page).text


@pytest.mark.parametrize("page", PAGES)
def test_caretakers_see_it_without_a_way_to_decide(
    client: Client, books: Books, now: datetime, page: str
) -> None:
    a_confirmed(books, now)
    sign_in_as(client, books, now, Role.CARETAKER)
    shown = client.get(page).text
    assert "<bdi>Chorprobe, Chor ohne Grenzen</bdi>" in shown
    assert "/staff/bookings" not in shown


@pytest.mark.parametrize("page", PAGES)
def test_outsiders_see_that_it_is_taken_and_nothing_else(
    client: Client, books: Books, now: datetime, page: str
) -> None:
    booking = a_confirmed(books, now)
    shown = client.get(page).text
    assert "belegt" in shown
    assert not re.search(f"Chorprobe|Grenzen|Beispiel|{booking.reference}|/staff", shown)


def test_staff_go_from_what_they_entered_to_its_answer(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    sign_in_as(client, books, now)
    page = client.get(f"/bookings/{booking.reference}").text
    assert f'href="{desk_of(booking)}"' in page
    assert "Diese Anfrage bearbeiten" in page
