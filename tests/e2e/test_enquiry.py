"""A first weekly enquiry on a phone without JavaScript: the whole way, counted."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from tests.e2e.sample_house import SampleHouse

pytestmark = pytest.mark.browser

A_TAP, A_LETTER, A_PAGE = 3.0, 0.7, 12.0
"""Seconds that a slow hand takes to find and touch, to type, and that slow eyes read."""
MOST_SECONDS = 180.0


@dataclass
class Hand:
    """The one that holds the phone: it counts what it does."""

    tab: Tab
    taps: int = 0
    letters: int = 0
    pages: int = 1

    def tap(self, there: Locator) -> None:
        """Touches something; a field that is touched can be typed into."""
        self.taps += 1
        there.click()

    def choose(self, name: str, value: str) -> None:
        """Opens a list and takes an entry of it."""
        self.taps += 2
        self.tab.locator(f"select[name={name}]").select_option(value)

    def type(self, name: str, text: str) -> None:
        """Touches a field and types."""
        self.taps += 1
        self.letters += len(text)
        self.tab.locator(f"[name={name}]").fill(text)

    def go_on(self, button: str) -> None:
        """The button that leads to the next page, which must not scroll sideways."""
        with self.tab.expect_navigation():
            self.tap(self.tab.get_by_role("button", name=button))
        self.pages += 1
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.tab.evaluate(wide) <= 0

    @property
    def seconds(self) -> float:
        """How long all of it takes somebody who is new to it."""
        return self.taps * A_TAP + self.letters * A_LETTER + self.pages * A_PAGE


def test_a_first_weekly_enquiry_takes_less_than_three_minutes(
    chromium: Browser, sample_house: SampleHouse
) -> None:
    context = chromium.new_context(
        base_url=sample_house.address,
        locale="de-DE",
        viewport={"width": 360, "height": 740},
        java_script_enabled=False,
    )
    hand = Hand(context.new_page())
    hand.tab.goto("/enquire")
    hand.tap(hand.tab.get_by_label("Jede Woche"))
    for name, text in (("day-day", "14"), ("day-month", "1"), ("day-year", "27")):
        hand.type(name, text)
    hand.choose("begin", "18:00")
    hand.choose("end", "20:00")
    hand.type("persons", "24")
    hand.choose("activity", "gesang")
    hand.go_on("Weiter")
    expect(hand.tab.locator("h1")).to_have_text("Welcher Raum?")
    expect(hand.tab.locator(".in-short")).to_contain_text("Jeden Donnerstag, 18:00–20:00 Uhr")
    hand.go_on("Weiter")  # the best room is chosen, its problem dates are left out
    hand.type("group", "Chor Sonne")
    hand.type("contact", "A. Muster")
    hand.type("email", "a@verein.example")
    hand.go_on("Weiter")
    expect(hand.tab.locator("h1")).to_have_text("Bitte prüfen Sie")
    hand.go_on("Code holen")
    code = code_of(hand.tab)
    hand.type("code", code)
    hand.go_on("Anfrage senden")
    expect(hand.tab.locator("main")).to_contain_text("Ihre Anfrage ist da.")
    assert hand.seconds < MOST_SECONDS
    context.close()


def code_of(tab: Tab) -> str:
    """The code from the mail, which somebody looks up in another window."""
    mail = tab.context.new_page()
    mail.goto("/enquire/proof/mail")
    found = re.search(r"\b\d{3} \d{3}\b", mail.content())
    mail.close()
    assert found
    return found[0]
