"""A page that answers a form is read again in another language: what was typed stays, and
nothing is done by that."""

import re
from datetime import datetime
from html import unescape

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.web.conftest import ON_ONE_DATABASE
from tests.web.enquiries import errors_of, fill_in
from tests.web.own_pages import Own
from tests.web.visits import form_token

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE


@pytest.fixture
def own(books: Books, now: datetime) -> Own:
    return Own(books, now)


def in_italian(page: str) -> str:
    """Where the button for Italian sends the form; it must belong to a form of the page."""
    found = re.search(r'form="([^"]+)" formaction="([^"]+lang=it)" formnovalidate', page)
    assert found, "no button reads this page again in Italian"
    assert f'<form class="form" id="{found[1]}"' in page
    return unescape(found[2])


def retold(client: Client, page: Response, **typed: str) -> Response:
    """The page after that button."""
    told = {"_csrf_token": form_token(client, "/my")} | typed
    again = client.post(in_italian(page.text), data=told)
    assert '<html lang="it"' in again.text
    return again


def test_a_message_is_kept_and_not_sent(client: Client, own: Own) -> None:
    wrong = own.post(client, "/messages", text=" ")
    again = retold(client, wrong, key=own.key, text="Wir kommen zu acht.")
    assert "Wir kommen zu acht.</textarea>" in again.text
    assert errors_of(again.text) == {}
    assert own.told == []
    assert own.post(client, "/messages", text="Wir kommen zu acht.").status_code == 200
    assert own.told == [("association", "Wir kommen zu acht.")]


def test_what_is_wrong_is_told_in_the_other_language(client: Client, own: Own) -> None:
    wish = {"date": str(own.ids[0]), "room": "saal-b", "begin": "20:00", "end": "18:00"}
    wish |= {"day-day": "31", "day-month": "2", "day-year": "2027"}
    wrong = own.post(client, "/change", **wish)
    again = retold(client, wrong, key=own.key, **wish)
    assert (
        errors_of(again.text)["day"] == "Questo giorno non esiste. Si prega di controllare la data."
    )
    assert 'name="day-day" type="text" inputmode="numeric" maxlength="2" value="31"' in again.text
    assert own.proposed == []


def test_a_deed_whose_address_names_a_language_is_done(client: Client, own: Own) -> None:
    told = {"_csrf_token": form_token(client, "/my"), "key": own.key, "text": "Wir sind acht."}
    answer = client.post(f"/bookings/{own.reference}/messages?lang=it", data=told)
    assert '<html lang="it"' in answer.text
    assert own.told == [("association", "Wir sind acht.")]


@pytest.mark.parametrize(
    ("path", "typed"),
    [("/my/code", {"email": "halb"}), ("/bookings/WEST-2222/new-link", {"email": "halb"})],
)
def test_half_an_address_is_kept(client: Client, path: str, typed: dict[str, str]) -> None:
    told = {"_csrf_token": form_token(client, "/my")} | typed
    again = retold(client, client.post(path, data=told), **typed)
    assert 'value="halb"' in again.text
    assert set(errors_of(again.text)) == {"email"}


def test_a_wrong_code_is_kept_and_counts_once(client: Client, own: Own) -> None:
    token = form_token(client, "/my")
    client.post("/my/code", data={"_csrf_token": token, "email": own.booking.email})
    page = client.post("/my/prove", data={"_csrf_token": token, "code": "000000"})
    for _ in range(6):  # more often than a code may be tried
        page = retold(client, page, code="000000")
    assert 'value="000000"' in page.text
    assert client.get("/my/code").status_code == 200


def test_a_page_that_was_only_looked_at_has_links(client: Client, own: Own) -> None:
    for path in (own.path(), "/my"):
        assert "formaction" not in client.get(path).text


def test_another_language_is_remembered_where_an_address_leads_on(client: Client) -> None:
    assert '<html lang="it"' in client.get("/my/code?lang=it").text  # leads to /my
    assert '<html lang="it"' in client.get("/rooms").text


def test_the_enter_key_goes_on_and_does_not_change_the_language(client: Client, own: Own) -> None:
    fill_in(client)
    pages = [client.get(f"/enquire{below}").text for below in ("", "/room", "/who")]
    for page in (*pages, own.post(client, "/messages", text=" ").text):
        form = re.search(r'<button[^>]* form="([^"]+)"', page)
        assert form
        first = page.index(form[0])
        assert "formaction" not in form[0]  # the first button of a form is what the key presses
        assert first < page.index(f'id="{form[1]}"')
