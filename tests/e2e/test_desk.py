"""Staff work beside many other duties: twenty requests are cleared with fifty clicks, and what
they asked for is what they see."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import httpx
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.conftest import STAFF_EMAIL, STAFF_PASSWORD, House
from tests.web.conftest import ON_ONE_DATABASE

pytestmark = [pytest.mark.browser, ON_ONE_DATABASE]

CLEAR, RIVALS, MOST_CLICKS = 15, 5, 50


class Clicks:
    """Counts what the hand does."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, target: Locator, chosen: str = "") -> None:
        """One click; choosing from a list are two."""
        self.number += 2 if chosen else 1
        if chosen:
            target.select_option(chosen)
        else:
            target.click()


def free_days(house: House) -> Iterator[date]:
    """Days on which nothing at all speaks against an evening in Saal B."""
    day = date.today() + timedelta(days=21)  # noqa: DTZ011  the running program has a real clock
    while True:
        day += timedelta(days=1)
        wish = {"room": "saal-b", "date": day.isoformat(), "begin": "18:00", "end": "20:00"}
        (verdict,) = httpx.post(f"{house.address}/api/check", json=wish).json()["occurrences"]
        if verdict["verdict"] == "free" and not verdict["findings"]:
            yield day


def fill_inbox(house: House) -> None:
    """Fifteen groups ask for evenings of their own, five for one and the same."""
    token = house.command("tokens", "add", "--role", "staff", "--name", "Test").split()[-1]
    days = free_days(house)
    evenings = [next(days) for _ in range(CLEAR)] + [next(days)] * RIVALS
    for number, day in enumerate(evenings):
        wish = {
            "room": "saal-b",
            "date": day.isoformat(),
            "begin": "18:00",
            "end": "20:00",
            "title": "Probe",
            "association": {
                "name": f"Gruppe {number}",
                "contact": "A. Beispiel",
                "email": f"gruppe{number}@verein.example",
            },
        }
        headers = {"authorization": f"Bearer {token}"}
        asked = httpx.post(f"{house.address}/api/bookings", json=wish, headers=headers)
        assert asked.status_code == 201, asked.text


def sign_in(phone: BrowserContext, goal: str) -> Page:
    """A page at its goal, with staff before it."""
    page = phone.new_page()
    page.goto(f"/sign-in?next={goal}")
    page.get_by_label("E-Mail").fill(STAFF_EMAIL)
    page.get_by_label("Passwort", exact=True).fill(STAFF_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    return page


def fill_day(page: Page, name: str, day: date) -> None:
    """Types a day into its three fields."""
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}-{part}]").fill(str(number))


def test_what_would_follow_stands_before_the_eyes_once_it_was_asked_for(
    running: House, phone: BrowserContext
) -> None:
    day = next(free_days(running))
    page = sign_in(phone, "/staff/enter")
    page.get_by_label("Raum", exact=True).select_option("saal-b")
    fill_day(page, "day", day)
    page.get_by_label("Beginn").select_option("18:00")
    page.get_by_label("Ende", exact=True).select_option("20:00")
    page.get_by_label("Gruppe", exact=True).fill("Nachbarn")
    page.get_by_role("button", name="Termine prüfen").click()
    expect(page.get_by_role("heading", name="Diese Termine")).to_be_in_viewport()
    page.get_by_role("button", name="Nur als Anfrage eintragen").click()
    page.goto(page.url.replace("/letter", "/change"))
    page.get_by_label("Beginn").select_option("19:00")
    page.get_by_role("button", name="Erst prüfen").click()
    expect(page.get_by_role("heading", name="Das würde sich ändern")).to_be_in_viewport()
    page.goto("/staff/closures/new")
    fill_day(page, "first", day)
    fill_day(page, "last", day)
    page.get_by_label("das ganze Haus").check()
    page.get_by_label("Grund", exact=True).fill("Der Boden wird geölt")
    page.get_by_role("button", name="Zeigen, was das trifft").click()
    expect(page.get_by_role("heading", name="Was das trifft")).to_be_in_viewport()


def test_twenty_requests_take_fifty_clicks(running: House, phone: BrowserContext) -> None:
    fill_inbox(running)
    page, click = sign_in(phone, "/staff"), Clicks()
    expect(page.locator(".desk-counts")).to_contain_text(f"Klar {CLEAR}")
    expect(page.locator(".desk-counts")).to_contain_text(f"Zu entscheiden {RIVALS}")
    for left in range(CLEAR, 0, -1):
        expect(page.locator(".desk-counts")).to_contain_text(f"Klar {left}")
        click(page.get_by_role("button", name=re.compile("^Zusagen")).first)
    click(page.get_by_role("link", name=re.compile("^Entscheiden")).first)
    click(page.get_by_text("zusagen", exact=True))
    click(page.get_by_role("button", name="Speichern und nächste"))
    for _ in range(RIVALS - 1):
        expect(page.locator(".desk-dates")).to_contain_text("belegt von")
        click(page.get_by_text("ablehnen", exact=True))
        click(page.get_by_label("Häufiger Grund"), chosen="others_first")
        click(page.get_by_role("button", name="Speichern und nächste"))
    page.wait_for_url("**/staff?*")
    expect(page.locator(".desk-counts")).to_contain_text("Klar 0")
    expect(page.locator(".desk-counts")).to_contain_text("Zu entscheiden 0")
    assert click.number <= MOST_CLICKS
