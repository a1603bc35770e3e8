"""The only date of an enquiry is taken when its link is opened, in another browser: that is said,
and the enquiry goes on there with all its answers."""

from datetime import datetime

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.mails import Kind
from booking.services import drafts
from booking.services.books import Books
from booking.services.mail.writing import Letterhead, write_mail
from tests.builders import a_confirmed
from tests.mail.mails import owed, text_of
from tests.web.conftest import HOST, ON_ONE_DATABASE, HouseClock
from tests.web.enquiries import (
    CHECK,
    CHOIR_PRACTICE,
    WHEN,
    WHO,
    fill_in,
    hidden_values,
    post_page,
    send,
)
from tests.web.visits import another_browser

Client = TestClient[Litestar]
pytestmark = ON_ONE_DATABASE
PROOF, HERE = "/enquire/proof", "/enquire/proof/here"


@pytest.fixture
def link(client: Client, books: Books, now: datetime) -> str:
    """What the mail brings; then somebody else gets the room."""
    fill_in(client)
    send(client)
    mail = next(one for one in owed(books) if one.kind is Kind.PROVE_ADDRESS)
    message = write_mail(books, Letterhead(HOST, "raum@das-west.example"), mail, now)
    assert message is not None
    a_confirmed(books, now)
    return PROOF + text_of(message).split(PROOF)[1].split()[0]


def test_the_page_does_not_ask_to_send_what_cannot_be_sent(client: Client, link: str) -> None:
    with another_browser(client) as other:
        for address in (link, f"{link}&changed=1"):
            page = other.get(address).text
            assert "<h1" in page
            assert "So können Sie die Anfrage nicht senden</h1>" in page
            assert "Jetzt absenden" not in page
            assert "noch einmal" not in page.split("</h1>")[0]
            assert "ist zu dieser Zeit belegt" in page


@pytest.mark.parametrize(
    ("pressed", "shown"), [({}, "Welcher Raum?"), ({"page": "when"}, "Wann brauchen Sie")]
)
def test_the_enquiry_goes_on_in_the_browser_of_the_link(
    client: Client, link: str, pressed: dict[str, str], shown: str
) -> None:
    with another_browser(client) as other:
        told = hidden_values(other.get(link).text)
        page = other.post(HERE, data=told | pressed)
        assert shown in page.text
        assert 'value="24"' in other.get(WHEN).text
        assert "chor@verein.example" in other.get(CHECK).text


def test_a_link_that_opens_nothing_takes_nothing_over(
    client: Client, link: str, house_clock: HouseClock
) -> None:
    told = hidden_values(client.get(link).text)
    house_clock.now += drafts.KEPT
    assert client.post(HERE, data=told).status_code == 404
    with another_browser(client) as other:
        token = hidden_values(other.get("/my").text)
        assert other.post(HERE, data=token | {"key": "nonsense"}).status_code == 404


def test_the_link_of_an_address_that_was_put_right_takes_nothing_over(
    client: Client, link: str
) -> None:
    told = hidden_values(client.get(link).text)
    post_page(client, WHO, **CHOIR_PRACTICE | {"email": "richtig@verein.example"})
    with another_browser(client) as other:
        token = hidden_values(other.get("/my").text)
        assert other.post(HERE, data=told | token).status_code == 404
        assert "richtig@verein.example" not in other.get(CHECK).text
