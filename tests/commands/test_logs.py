"""What the server's log tells, and what it hides."""

import json
import logging
import sys

import pytest

from booking.commands.logs import OneObject, WithoutSecrets, WithoutSignsOfLife, without_secrets

SECRET = "J5Yh0w3kQm2vT8bXcN1rLpZs7dFgKaUe_iOxWyBt4V-"


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/rooms/saal-b", "/rooms/saal-b"),
        ("/calendars/rooms/saal-a.ics", "/calendars/rooms/saal-a.ics"),
        ("/calendars/s/short.ics", "/calendars/s/[hidden].ics"),
        (f"/calendars/s/{SECRET}.ics", "/calendars/s/[hidden].ics"),
        (f"/today/{SECRET}", "/today/[hidden]"),
        ("/today", "/today"),
        (f"/bookings/7F3K-9QMD?key={SECRET}", "/bookings/7F3K-9QMD?[hidden]"),
        ("/enquire?email=a@verein.example&room=saal", "/enquire?[hidden]"),
        (f"/anything/{SECRET}/else", "/anything/[hidden]/else"),
    ],
)
def test_the_log_of_requests_hides_secrets(address: str, logged: str) -> None:
    assert without_secrets(address) == logged


def access_record(address: str) -> logging.LogRecord:
    """What uvicorn logs about one request."""
    values = ("192.0.2.1:5000", "GET", address, "1.1", 200)
    text = '%s - "%s %s HTTP/%s" %d'
    return logging.LogRecord("uvicorn.access", logging.INFO, "", 0, text, values, None)


def test_a_record_passes_without_its_secrets() -> None:
    record = access_record("/today/geheim")
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == '192.0.2.1:5000 - "GET /today/[hidden] HTTP/1.1" 200'


@pytest.mark.parametrize(("address", "logged"), [("/healthz", False), ("/healthy", True)])
def test_signs_of_life_are_not_logged(address: str, logged: bool) -> None:
    assert WithoutSignsOfLife().filter(access_record(address)) is logged


def test_json_is_one_object_in_one_line() -> None:
    try:
        raise ValueError("zwei\nZeilen")
    except ValueError:
        record = logging.LogRecord("booking", logging.ERROR, "", 0, "ä\nb", None, sys.exc_info())
    line = OneObject().format(record)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == ("error", "booking", "ä\nb")
    assert told["fault"].endswith("ValueError: zwei\nZeilen")
