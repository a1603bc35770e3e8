"""Staff close the house or some rooms in the browser."""

from datetime import datetime, timedelta

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.enquiries import Group
from booking.domain.moves import Target
from booking.domain.refusals import BadInput
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.closures import list_closures
from booking.services.entering import Entry, enter
from booking.services.messages import ask, write
from booking.services.proposals import Proposing, propose
from tests.builders import STAFF, TUESDAY, a_confirmed, a_request, an_enquiry
from tests.web.desks import desk_of, statuses
from tests.web.visits import form_token, sign_in_as

Client = TestClient[Litestar]
NEW = "/staff/closures/new"
PAINTING = {
    "first": "2027-01-12",
    "last": "2027-01-12",
    "extent": "rooms",
    "rooms": ["saal-b"],
    "reason": "Malerarbeiten",
    "reason_en": "Painting",
    "nonce": "once",
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a closure does is tested on both kinds of database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def signed_in(client: Client, books: Books, now: datetime) -> None:
    """Everything here is done by staff."""
    sign_in_as(client, books, now)


def post(client: Client, path: str = NEW, **typed: object) -> Response:
    """Sends a form of these pages."""
    fields = {**typed, "_csrf_token": form_token(client, NEW)}
    return client.post(path, data=fields, follow_redirects=False)


def test_proposals_that_end_are_shown_before_anything_is_closed(
    client: Client, books: Books, now: datetime
) -> None:
    asked = a_request(books, now, day=TUESDAY - timedelta(days=1))
    proposing = Proposing(asked.occurrences[0].id, Target(day=TUESDAY))
    propose(books, STAFF, asked.reference, proposing, now)
    shown = post(client, **PAINTING, answer="look").text
    ending = shown.split("Vorschläge, die dann enden")[1]
    assert f"/staff/bookings/{asked.reference}" in ending
    assert "Di. 12.01.2027" in ending


def test_what_is_hit_is_shown_before_anything_is_closed(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now)
    shown = post(client, **PAINTING, answer="look")
    assert f"/staff/bookings/{booking.reference}" in shown.text
    unsaid = post(client, **PAINTING, answer="make")
    assert unsaid.status_code == 422
    assert 'id="rest-error"' in unsaid.text
    assert list_closures(books, STAFF, now).made == ()


def test_a_date_with_two_rooms_is_shown_and_decided_once(
    client: Client, books: Books, now: datetime
) -> None:
    booking = a_confirmed(books, now, "saal-b", "kueche")
    shown = post(client, **PAINTING, answer="look").text
    assert shown.count('name="fate-') == 1
    assert "Saal B und Küche" in shown
    seen = str(booking.occurrences[0].id)
    post(client, **PAINTING, answer="make", seen=seen, rest="cancel")
    assert statuses(books, booking, now) == [Status.CANCELLED] * 2


def test_a_closure_is_made_once_and_told(client: Client, books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    seen = str(booking.occurrences[0].id)
    for _ in range(2):
        said = post(client, **PAINTING, answer="make", seen=seen, rest="cancel")
        assert said.headers["location"] == "/staff/closures?done=made"
    assert statuses(books, booking, now) == [Status.CANCELLED]
    (one,) = list_closures(books, STAFF, now).made
    assert one.made.closure.reason.texts == {"de": "Malerarbeiten", "en": "Painting"}
    assert "Malerarbeiten" in client.get("/staff/closures?lang=de").text
    assert "Painting" in client.get("/rooms/saal-b?day=2027-01-12&lang=en").text


def test_a_closure_ends_in_two_steps(client: Client, books: Books, now: datetime) -> None:
    booking = a_confirmed(books, now)
    post(client, **PAINTING, answer="make", seen=str(booking.occurrences[0].id), rest="later")
    (one,) = list_closures(books, STAFF, now).made
    ending = f"/staff/closures/{one.made.id}/end"
    assert f'href="{ending}"' in client.get("/staff/closures").text
    asked = client.get(ending).text
    assert f'action="{ending}"' in asked
    assert "Malerarbeiten" in asked
    assert "Ein Termin, über den noch zu entscheiden war, findet statt." in asked
    assert len(list_closures(books, STAFF, now).made) == 1
    for _ in range(2):
        assert post(client, ending).status_code == 303
    assert list_closures(books, STAFF, now).made == ()
    assert client.get(ending).status_code == 404


def test_single_dates_may_go_another_way_and_be_decided_later(
    client: Client, books: Books, now: datetime
) -> None:
    early, late = (
        a_confirmed(books, now, begin=b, end=e) for b, e in (("08:00", "09:00"), ("18:00", "19:00"))
    )
    ids = [one.occurrences[0].id for one in (early, late)]
    single = {f"fate-{ids[1]}": "later"}
    post(client, **PAINTING, answer="make", seen=f"{ids[0]} {ids[1]}", rest="keep", **single)
    (one,) = list_closures(books, STAFF, now).made
    page = f"/staff/closures/{one.made.id}"
    assert late.reference in client.get(page).text
    assert early.reference not in client.get(page).text
    assert post(client, page, seen=str(ids[1])).status_code == 422
    assert post(client, page, seen=str(ids[1]), rest="cancel").status_code == 303
    assert statuses(books, early, now) == [Status.CONFIRMED]
    assert statuses(books, late, now) == [Status.CANCELLED]


def test_who_reads_no_mail_is_to_be_called(client: Client, books: Books, now: datetime) -> None:
    caller = Group("Nachbarn vom Laagberg", "", "", "05361 12345")
    entry = Entry(an_enquiry(group=caller), frozenset({TUESDAY}), Status.CONFIRMED)
    booking = enter(books, STAFF, entry, now, "k")
    told = "ohne E-Mail: bitte anrufen, 05361 12345"
    assert told in post(client, **PAINTING, answer="look").text
    seen = str(booking.occurrences[0].id)
    said = post(client, **PAINTING, answer="make", seen=seen, rest="cancel")
    page = client.get(said.headers["location"]).text
    assert told in page
    assert f"/staff/bookings/{booking.reference}/letter" in page
    assert told not in client.get("/staff/closures").text


def test_who_reads_no_mail_is_not_written_to(client: Client, books: Books, now: datetime) -> None:
    caller = Group("Nachbarn vom Laagberg", "", "", "05361 12345")
    entry = Entry(an_enquiry(group=caller), frozenset({TUESDAY}), Status.CONFIRMED)
    booking = enter(books, STAFF, entry, now, "k")
    page = client.get(desk_of(booking)).text
    assert "Es gibt keine E-Mail-Adresse. Bitte anrufen: 05361 12345." in page
    assert "/messages" not in page
    with pytest.raises(BadInput) as refusal:
        write(books, STAFF, booking.reference, "Hallo", now)
    assert refusal.value.problem == "call_instead"
    with pytest.raises(BadInput):
        ask(books, STAFF, booking.reference, "Hallo?", now)


def test_a_date_that_came_in_between_is_shown(client: Client, books: Books, now: datetime) -> None:
    a_confirmed(books, now)
    said = post(client, **PAINTING, answer="make", seen="", rest="cancel")
    assert said.status_code == 422
    assert list_closures(books, STAFF, now).made == ()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"first": "2027-02-30"}, "first"),
        ({"last": "2027-01-11"}, "last"),
        ({"first": "2020-01-01", "last": "2020-01-02"}, "last"),
        ({"extent": ""}, "extent"),
        ({"rooms": []}, "rooms"),
        ({"rooms": ["keller"]}, "rooms"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 201}, "reason"),
    ],
)
def test_a_mistake_is_told_beside_its_field(
    client: Client, wrong: dict[str, object], field: str
) -> None:
    said = post(client, **{**PAINTING, **wrong}, answer="make")
    assert said.status_code == 422
    assert f'id="{field}-error"' in said.text
