"""The main job, from the wish of a group to the calendar of the house."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import icalendar
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from booking.store.database import Database
from booking.store.mails import find_mails
from booking.store.proofs import add_code
from tests.e2e.conftest import STAFF_EMAIL, STAFF_PASSWORD, House

pytestmark = pytest.mark.browser

WEEKS = 4
BERLIN = ZoneInfo("Europe/Berlin")


def first_thursday(house: House) -> date:
    """A Thursday from which on the room is to be had four times, whatever day it is today."""
    day = date.today() + timedelta(days=14)  # noqa: DTZ011  the running program has a real clock
    while True:
        day += timedelta(days=(3 - day.weekday()) % 7 or 7)
        wish = {"room": "saal-b", "date": day.isoformat(), "begin": "18:00", "end": "20:00"}
        rule = {"rrule": f"FREQ=WEEKLY;COUNT={WEEKS}"}
        asked = httpx.post(f"{house.address}/api/check", json={**wish, "recurrence": rule})
        if asked.json()["bookable"] == WEEKS:
            return day


def fill_in_date(page: Page, name: str, day: date) -> None:
    """Three short fields."""
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}-{part}]").fill(str(number))


def code_for(running: House, email: str) -> str:
    """The code of the last mail to this address, which leaves now: no mail server is there."""
    database = Database(running.environment["BOOKING_DATABASE_URL"])
    now = datetime.now(UTC).replace(microsecond=0)
    with database.writing() as session:
        mail = next(one for one in find_mails(session, 50) if one.recipient == email)
        proof = mail.facts["proof"]
        assert isinstance(proof, int)
        code = add_code(session, proof, email, now)
    database.dispose()
    return code


def ask_for_a_weekly_room(running: House, page: Page, first: date) -> str:
    """A volunteer asks for Saal B every week; returns the reference they are given."""
    page.goto("/")
    page.get_by_role("link", name="Raum anfragen").first.click()
    fill_in_date(page, "day", first)
    page.get_by_label("Beginn", exact=True).select_option("18:00")
    page.get_by_label("Ende", exact=True).first.select_option("20:00")
    page.get_by_label("Jede Woche").check()
    page.locator("summary", has_text="mit Pausen").click()
    fill_in_date(page, "until", first + timedelta(weeks=WEEKS - 1))
    for box in page.locator("[name=skip]").all():
        box.uncheck()
    page.get_by_label("Wie viele Personen").fill("24")
    page.get_by_label("Was haben Sie vor?").select_option("gesang")
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Saal B").check()
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Verein oder Gruppe").fill("Chor Sonne")
    page.get_by_label("Ihr Name").fill("A. Beispiel")
    page.get_by_label("E-Mail").fill("chor@verein.example")
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("prüfen")
    page.get_by_role("button", name="Code holen").click()
    expect(page).to_have_title(re.compile("^Noch nicht abgeschickt: Code eingeben"))
    page.get_by_label("Code").fill(code_for(running, "chor@verein.example"))
    page.get_by_role("button", name="Anfrage senden").click()
    page.wait_for_url("**/bookings/**")
    return page.url.split("/bookings/")[1].split("?")[0]


def confirm(page: Page, reference: str) -> None:
    """Staff sign in and say yes."""
    page.goto("/sign-in")
    page.get_by_label("E-Mail").fill(STAFF_EMAIL)
    page.get_by_label("Passwort").fill(STAFF_PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/staff")
    row = (
        page.get_by_role("listitem")
        .filter(has_text=reference)
        .or_(page.get_by_role("listitem").filter(has_text="Chor Sonne"))
    )
    row.get_by_role("button", name="Zusagen").first.click()
    expect(page.locator("main")).to_contain_text(f"{WEEKS} Termine zugesagt")


def events(house: House) -> list[icalendar.Event]:
    """What the calendar of the room shows."""
    answer = httpx.get(f"{house.address}/calendars/rooms/saal-b.ics")
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).events


def test_a_group_asks_staff_confirm_and_the_calendar_shows_it(
    running: House, phone: BrowserContext
) -> None:
    page, first = phone.new_page(), first_thursday(running)
    reference = ask_for_a_weekly_room(running, page, first)
    own_page = page.url
    assert events(running) == []
    confirm(phone.new_page(), reference)
    found = events(running)
    assert [
        event.start.astimezone(BERLIN).isoformat(timespec="minutes")[:16] for event in found
    ] == [f"{first + timedelta(weeks=number)}T18:00" for number in range(WEEKS)]
    assert {str(event["SUMMARY"]) for event in found} == {"belegt"}
    page.goto(own_page)
    expect(page.locator("main")).to_contain_text("zugesagt")
