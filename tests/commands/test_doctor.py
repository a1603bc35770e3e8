"""`booking doctor`: a fault is found, and the remedy named."""

from pathlib import Path

import pytest

from booking.store.database import Database
from tests.commands.conftest import Command

NO_MAIL = "Note: No mail is sent. Set BOOKING_SMTP_URL.\n"
GAPS = "Note: Imprint, privacy, accessibility and mails still have gaps: operator, representative"
ALL_WELL = "OK: everything that was looked at is in order.\n"


def test_a_new_house_is_in_order_but_for_its_people(anywhere: Command) -> None:
    told = anywhere("doctor", "--deep")
    assert told.status == 0
    nobody = "Note: Nobody can sign in. Run: booking people add EMAIL --role staff\n"
    mail, gaps, *rest = told.out.splitlines(keepends=True)
    assert (mail, "".join(rest)) == (NO_MAIL, nobody + ALL_WELL)
    assert gaps.startswith(GAPS)


def test_doctor_makes_no_database(booking: Command, place: Path) -> None:
    told = booking("doctor")
    assert told.status == 1
    assert told.out == NO_MAIL + "FAULT: There is no database yet. Run: booking migrate\n"
    assert list(place.iterdir()) == []


def test_looking_makes_no_folders(
    booking: Command, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", "sqlite:///kept/here/booking.db")
    assert "There is no database yet." in booking("doctor").out
    assert booking("rooms", "check").status == 0
    assert list(place.iterdir()) == []
    assert booking("migrate").status == 0
    assert (place / "kept" / "here" / "booking.db").is_file()


def test_addresses_of_proxies_are_in_order(
    booking: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKING_PROXIES", "127.0.0.1, 10.0.0.0/8, ::1")
    assert "BOOKING_PROXIES" not in booking("doctor").out


def test_an_old_schema_is_a_fault(booking: Command, place: Path) -> None:
    (place / "booking.db").touch()
    told = booking("doctor")
    assert told.status == 1
    assert "FAULT: The database has an old schema. Run: booking migrate\n" in told.out


def test_a_missing_guard_is_a_fault(
    booking: Command, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKING_DATABASE_URL", sqlite_url)
    with Database(sqlite_url).engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER occupancy_never_twice_insert")
    told = booking("doctor")
    assert told.status == 1
    assert "The guard occupancy_never_twice_insert against double booking is missing." in told.out


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("SMTP_URL=smtp://127.0.0.1:1", "FAULT: The mail server cannot be used ("),
        ("BASE_URL=http://west.example", "Note: BOOKING_BASE_URL begins with http://"),
        ("ROOMS=nowhere.yaml", "FAULT: nowhere.yaml: line 1, column 1: There is no room file"),
        ("DATABASE_URL=postgresql://localhost:1/x", "FAULT: The database cannot be used"),
        ("DATABASE_URL=nowhere", "FAULT: BOOKING_DATABASE_URL is not an address"),
        ("DATABASE_URL=sqlite://", "FAULT: BOOKING_DATABASE_URL names a database in memory"),
        ("DATABASE_URL=sqlite:///:memory:", "FAULT: BOOKING_DATABASE_URL names a database in"),
        ("BASE_URL=west.example", "FAULT: BOOKING_BASE_URL must begin with http"),
        ("SECRET=short", "FAULT: BOOKING_SECRET is too short: 32 characters are the least."),
        ("PROXIES=127.0.0.1, proxy", "FAULT: BOOKING_PROXIES names 'proxy', which is no address."),
    ],
)
def test_a_wrong_setting_is_told(
    booking: Command, monkeypatch: pytest.MonkeyPatch, setting: str, sentence: str
) -> None:
    name, value = setting.split("=")
    monkeypatch.setenv(f"BOOKING_{name}", value)
    assert sentence in booking("doctor").out
