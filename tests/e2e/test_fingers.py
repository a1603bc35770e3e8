"""On a screen that is touched, what stands alone is as tall as a finger is wide."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.sample_house import SampleHouse

pytestmark = pytest.mark.browser

ALONE = ".back-link, .soon__times a, .own-links > a"
SMALL = """(alone) => [...document.querySelectorAll(alone)]
    .map((one) => [one.innerText, one.getBoundingClientRect()])
    .filter(([, box]) => box.height && (box.height < 44 || box.width < 44))
    .map(([text]) => text)"""


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_finger_meets_one_link_at_a_time(
    chromium: Browser, sample_house: SampleHouse, language: str
) -> None:
    phone = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = phone.new_page()
    own = "/bookings/{asked}?key={asked_key}".format_map(sample_house.facts)
    for path in (f"/?lang={language}", own):
        page.goto(sample_house.address + path)
        assert page.locator(ALONE).count()
        assert page.evaluate(SMALL, ALONE) == []
    phone.close()
