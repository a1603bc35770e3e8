"""Pages asked for what no page links to, and forms that no browser sends: 4xx, never 5xx."""

import asyncio
import logging
from datetime import datetime
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.services.books import Books
from tests.builders import a_request
from tests.web.visits import form_token, sign_in_as

Client = TestClient[Litestar]
MULTIPART = {"content-type": "multipart/form-data; boundary=x"}
NO_TEXT = b'--x\r\ncontent-disposition: form-data; name="email"\r\n\r\n\xff\xfe\r\n--x--\r\n'

NUL_IN_NAME = (
    b'--x\r\ncontent-disposition: form-data; name="file"; filename="pl\x00an.csv"\r\n\r\n'
    b"Verein;Raum;Wochentag;von;bis;ab;bis\nLira;Saal B;Di;18:00;20:00;5.1.2027;19.1.2027"
    b"\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    "reference", ["%00", "AAAA%00AAA", "2222-2222%0A", "%F0%9F%98%80", "9" * 99]
)
@pytest.mark.parametrize(
    "way",
    [
        "/bookings/{}",
        "/bookings/{}/give-up",
        "/staff/bookings/{}",
        "/staff/bookings/{}/cancellation",
    ],
)
def test_what_is_no_reference_leads_to_no_booking(
    client: Client, books: Books, now: datetime, way: str, reference: str
) -> None:
    sign_in_as(client, books, now)
    assert client.get(way.format(reference)).status_code == 404


@pytest.mark.parametrize("deed", ["", "/confirm", "/cancellation", "/undo"])
def test_a_form_about_no_booking_is_refused(
    client: Client, books: Books, now: datetime, deed: str
) -> None:
    sign_in_as(client, books, now)
    sent = {"_csrf_token": form_token(client, "/staff"), "version": "1", "dates": "1"}
    assert client.post(f"/staff/bookings/%00{deed}", data=sent).status_code == 404


@pytest.mark.parametrize(
    "way", ["/staff/caretakers", "/staff/associations/{}/note", "/today/problem"]
)
def test_a_nonce_that_no_database_can_keep_is_refused(
    client: Client, books: Books, now: datetime, way: str
) -> None:
    sign_in_as(client, books, now)
    address = way.format(a_request(books, now).association_id)
    sent = {"nonce": "a nonce\x00of nobody", "text": "Kaputt", "name": "V. Ertretung"}
    sent |= {"last_day": now.date().isoformat(), "_csrf_token": form_token(client, "/staff")}
    assert client.post(address, data=sent).status_code == 422


def test_the_name_of_a_file_loses_what_no_database_can_keep(
    client: Client, books: Books, now: datetime
) -> None:
    sign_in_as(client, books, now)
    proven = MULTIPART | {"x-csrftoken": form_token(client, "/staff")}
    answer = client.post("/staff/import", content=NUL_IN_NAME, headers=proven)
    assert answer.status_code == 200


@pytest.mark.parametrize("number", ["2147483648", "99999999999", "9" * 30, "9" * 5000])
def test_a_mail_whose_number_is_too_large_is_not_there(
    client: Client, books: Books, now: datetime, number: str
) -> None:
    sign_in_as(client, books, now)
    assert client.get(f"/staff/outbox/{number}").status_code == 404
    token = form_token(client, "/staff")
    answer = client.post(f"/staff/outbox/{number}", data={"_csrf_token": token})
    assert answer.status_code == 404


def test_a_form_that_is_no_text_is_refused(empty_house: Client) -> None:
    answer = empty_house.post("/sign-in", content=NO_TEXT, headers=MULTIPART)
    assert answer.status_code == 400
    token = form_token(empty_house, "/sign-in")
    proven = MULTIPART | {"x-csrftoken": token}
    assert empty_house.post("/sign-in", content=NO_TEXT, headers=proven).status_code == 400


@pytest.mark.parametrize("path", ["/sign-in", "/api/check"])
def test_whoever_hangs_up_leaves_one_line_in_the_log(
    empty_house: Client, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    parts: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"email=", "more_body": True},
        {"type": "http.disconnect"},
    ]
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return parts.pop(0)

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    kind = b"application/json" if path.startswith("/api") else b"application/x-www-form-urlencoded"
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": [(b"host", b"west.example"), (b"content-type", kind)],
        "client": ("192.0.2.1", 1),
        "server": ("west.example", 80),
        "http_version": "1.1",
        "extensions": {},
        "state": {},
    }
    with caplog.at_level(logging.INFO):
        asyncio.run(empty_house.app(scope, receive, send))
    told = [record for record in caplog.records if record.name == "booking.web"]
    assert [record.getMessage() for record in told] == [
        f"{path}: hung up before the body was there"
    ]
    assert told[0].exc_info is None
    assert said[0]["status"] == 400
