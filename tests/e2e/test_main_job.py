"""The main job, from the wish of a group to the calendar of the house."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import httpx
import icalendar
import pytest
from playwright.sync_api import BrowserContext, Page, expect

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


def ask_for_a_weekly_room(page: Page, first: date) -> str:
    """A volunteer asks for Saal B every week; returns the reference they are given."""
    page.goto("/")
    page.get_by_role("link", name="Raum anfragen").first.click()
    page.get_by_label("Raum", exact=True).select_option("saal-b")
    fill_in_date(page, "day", first)
    page.get_by_label("Von", exact=True).select_option("18:00")
    page.get_by_label("Bis", exact=True).first.select_option("20:00")
    page.get_by_label("Jede Woche").check()
    fill_in_date(page, "until", first + timedelta(weeks=WEEKS - 1))
    for box in page.locator("[name=skip]").all():
        box.uncheck()
    page.get_by_label("Was haben Sie vor?").fill("Chorprobe")
    page.get_by_label("Art der Nutzung").select_option("gesang")
    page.get_by_label("Wie viele Personen").fill("24")
    page.get_by_label("Verein oder Gruppe").fill("Chor Sonne")
    page.get_by_label("Ihr Name").fill("A. Beispiel")
    page.get_by_label("E-Mail").fill("chor@verein.example")
    page.get_by_role("button", name="Termine prüfen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("prüfen")
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
    reference = ask_for_a_weekly_room(page, first)
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
