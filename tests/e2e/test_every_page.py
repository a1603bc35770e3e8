"""Every page in German and Arabic, light and dark, on a desk and on the smallest phone.

axe-core finds nothing to mend (WCAG 2.0 to 2.2, A and AA, and best practice), nothing
scrolls sideways, nothing comes from another host, and the browser has nothing to
complain about, the content security policy least of all. What is told in Arabic, aloud or
to a screen reader, has the commas and question marks of Arabic.

Four looks meet every pair of language, width and light. All rules are tried in both
languages and widths, in the dark only those that judge what is painted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request
from playwright.sync_api import Page as Tab

from tests.e2e.pages import PAGES, Page, Who
from tests.e2e.sample_house import SampleHouse

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SHORT = {"resultTypes": ["violations"], "preload": False}  # no rule of ours reads style sheets
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    **SHORT,
}
PAINTED = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
AS_PAINTED = {"runOnly": {"type": "rule", "values": PAINTED}, **SHORT}
DESK, PHONE = (1280, 900), (320, 640)
LOOKS = {
    "de": ((DESK, "light", EVERYTHING), (PHONE, "dark", AS_PAINTED)),
    "ar": ((PHONE, "light", EVERYTHING), (DESK, "dark", AS_PAINTED)),
}

LOOK = """async (options) => {
    const {violations} = await axe.run(document, options);
    return violations.flatMap((one) => one.nodes.map((node) =>
        `${one.id} at ${node.target.join(" ")}: ${node.failureSummary}`.replace(/\\s+/g, " ")));
}"""
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const sticksOut = (one) => {
        const {left, right} = one.getBoundingClientRect();
        return (right > room + 1 || left < -1) && !one.closest(".scroll-region");
    };
    const found = [...document.querySelectorAll("body *")].filter(sticksOut).slice(0, 5);
    return ["the page scrolls sideways", ...found.map((one) => one.outerHTML.slice(0, 150))];
}"""


NOT_ARABIC = re.compile(r"[\u0620-\u064a\u2069][,;?]|[,;?] ?[\u2066-\u2068]*[\u0620-\u064a]")
"""A comma, semicolon or question mark of Latin script beside a word of Arabic."""
TURNED_ROUND = """() => [...document.querySelectorAll("bdi")]
    .filter((one) => getComputedStyle(one).direction === "ltr")
    .filter((one) => /[\\u2067\\u2068]/.test(one.textContent))
    .map((one) => `a sentence runs from the left: ${one.textContent}`)"""
"""Sentences with facts set apart, in an element that takes its direction from a Latin name."""


@dataclass
class Visit:
    """A tab in which one kind of person goes from page to page, and what was wrong there."""

    tab: Tab
    house: SampleHouse
    expected_status: int = 200
    faults: list[str] = field(default_factory=list)

    def open(self, page: Page, language: str) -> None:
        """Goes there; what was wrong before is forgotten."""
        self.faults.clear()
        self.expected_status = page.status
        answer = self.tab.goto(self.house.url_of(page, language))
        if answer is None or answer.status != page.status:
            self.faults.append(f"answers {answer and answer.status} instead of {page.status}")

    def note_request(self, sent: Request) -> None:
        """Only the house itself may be asked for anything."""
        if not sent.url.startswith((self.house.address, "data:")):
            self.faults.append(f"asks another host: {sent.url}")

    def note_complaint(self, message: ConsoleMessage) -> None:
        """What the browser complains about, save that a page answers as it should."""
        is_the_status = self.expected_status >= 400 and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not is_the_status:
            self.faults.append(f"the browser says: {message.text}")


@pytest.fixture(scope="module")
def visits(chromium: Browser, sample_house: SampleHouse) -> Iterator[dict[Who, Visit]]:
    """A browser for each kind of person."""
    visits = {}
    for who in Who:
        context = chromium.new_context(reduced_motion="reduce")
        context.add_cookies(
            [
                {"name": name, "value": value, "url": sample_house.address}
                for name, value in sample_house.cookies_of(who)
            ]
        )
        visit = visits[who] = Visit(context.new_page(), sample_house)
        visit.tab.on("request", visit.note_request)
        visit.tab.on("console", visit.note_complaint)
        visit.tab.on("pageerror", lambda error, to=visit.faults: to.append(f"script: {error}"))
    yield visits
    for visit in visits.values():
        visit.tab.context.close()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_is_for_everybody(page: Page, visits: dict[Who, Visit]) -> None:
    visit, told = visits[page.who], []
    for language, looks in LOOKS.items():
        visit.open(page, language)
        visit.tab.evaluate(AXE)
        for (width, height), scheme, options in looks:
            visit.tab.set_viewport_size({"width": width, "height": height})
            visit.tab.emulate_media(color_scheme=scheme)
            found = [*visit.tab.evaluate(TOO_WIDE), *visit.tab.evaluate(LOOK, options)]
            told += [f"{language}, {width} px, {scheme}: {one}" for one in found]
        told += [f"{language}: {one}" for one in visit.faults]
    told += visit.tab.evaluate(TURNED_ROUND)
    told += NOT_ARABIC.findall(visit.tab.locator("body").text_content() or "")
    assert told == [], "\n".join(["", *told])
