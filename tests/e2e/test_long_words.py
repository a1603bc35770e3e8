"""On a phone the long words of the week stay whole, in a browser that knows no German hyphens."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.pages import Who
from tests.e2e.sample_house import SampleHouse

pytestmark = pytest.mark.browser

BROKEN = """() => {
    const broken = new Set();
    for (const cell of document.querySelectorAll(".week td, .week th")) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            for (const word of walker.currentNode.textContent.matchAll(/[^\\s-]{6,}/g)) {
                const range = document.createRange();
                range.setStart(walker.currentNode, word.index);
                range.setEnd(walker.currentNode, word.index + word[0].length);
                if (new Set([...range.getClientRects()].map((one) => one.top)).size > 1) {
                    broken.add(word[0]);
                }
            }
        }
    }
    return [...broken];
}"""


def test_no_word_of_the_week_is_broken(chromium: Browser, sample_house: SampleHouse) -> None:
    context = chromium.new_context(locale="de-DE", viewport={"width": 360, "height": 740})
    context.add_cookies(
        [
            {"name": name, "value": value, "url": sample_house.address}
            for name, value in sample_house.cookies_of(Who.STAFF)
        ]
    )
    page = context.new_page()
    page.goto(f"{sample_house.address}/plan?view=week")
    assert "Alphabetisierung" in page.inner_text(".week")
    assert page.evaluate(BROKEN) == []
    context.close()
