"""The whole enquiry by keyboard: everything can be reached, and one always sees where one is."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.sample_house import SampleHouse

pytestmark = pytest.mark.browser

MOST_TABS = 60
WHERE = """() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const box = one.getBoundingClientRect();
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(one);
    const label = one.labels?.[0]?.innerText ?? one.getAttribute("aria-label") ?? one.innerText;
    return {
        name: label.replace(/\\s+/g, " ").trim(),
        marked: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none",
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""


@pytest.fixture
def page(chromium: Browser, sample_house: SampleHouse) -> Iterator[Page]:
    """A desk with a keyboard and no mouse."""
    context = chromium.new_context(
        base_url=sample_house.address, locale="de-DE", reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def go_to(page: Page, name: str) -> None:
    """On with the tab key until the focus is on what is called so; at every stop it is seen."""
    stops: list[str] = []
    while len(stops) < MOST_TABS:
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if stop is None:
            break  # the end of the page
        assert stop["marked"], f"nothing shows that the focus is on {stop['name']!r}"
        assert stop["seen"], f"{stop['name']!r} has the focus out of sight"
        if stop["name"].startswith(name):
            return
        stops.append(stop["name"])
    pytest.fail(f"{name!r} cannot be reached. On the way were {stops}")


def fill(page: Page, **fields: str) -> None:
    """Types into fields, named by their labels, in the order in which they come."""
    for label, text in fields.items():
        go_to(page, label.replace("_", " "))
        page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    """A link or button, reached and followed."""
    go_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_room_is_asked_for_without_a_mouse(page: Page) -> None:
    page.goto("/")
    press(page, "Zum Inhalt")
    press(page, "Raum anfragen")
    expect(page).to_have_title(re.compile("^Wann"))
    go_to(page, "Einmal")
    page.keyboard.press("ArrowDown")  # every week
    fill(page, Tag="14", Monat="1", Jahr="2027", Beginn="18:00", Ende="20:00")
    fill(page, Wie_viele_Personen="24", Was_haben_Sie_vor="Singen")
    press(page, "Weiter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcher Raum?")
    go_to(page, "Saal B")
    page.keyboard.press("Space")
    press(page, "Weiter")
    fill(page, Verein_oder_Gruppe="Chor Sonne", Ihr_Name="A. Beispiel")
    fill(page, **{"E-Mail": "tasten@verein.example"})
    press(page, "Weiter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("prüfen")
    press(page, "Weiter: Code holen")
    press(page, "Die E-Mail mit dem Code")
    code = re.search(r"\d{3} \d{3}", page.locator("main").inner_text())
    assert code
    press(page, "Zurück")
    fill(page, Code=code[0])
    press(page, "Anfrage senden")
    page.wait_for_url("**/bookings/**")
    expect(page.locator("main")).to_contain_text("wartet auf Antwort")


def test_the_enter_key_in_a_field_goes_on_in_the_same_language(page: Page) -> None:
    page.goto("/enquire?lang=uk&day=2027-01-14&begin=18:00&end=20:00&activity=gesang")
    field = page.locator("[name=persons]")
    field.fill("24")
    with page.expect_navigation():
        field.press("Enter")
    assert page.url.endswith("/enquire/room")
    expect(page.locator("html")).to_have_attribute("lang", "uk")
