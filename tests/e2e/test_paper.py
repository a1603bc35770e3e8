"""The day, the week and the signs on paper, as Chromium prints them: as large as they should
be, with what belongs there and without what is for fingers."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.paper import page_sizes, words_on
from tests.e2e.sample_house import SampleHouse

pytestmark = pytest.mark.browser
A4, A4_LANDSCAPE, A5_LANDSCAPE = (210, 297), (297, 210), (210, 148)


def printed(chromium: Browser, house: SampleHouse, below: str) -> bytes:
    """A page of the caretaker's day as it leaves the printer."""
    tab = chromium.new_page(locale="de-DE")
    tab.goto(f"{house.address}/today/{house.facts['caretaker_day']}{below}")
    pdf = tab.pdf(prefer_css_page_size=True)
    tab.close()
    return pdf


def test_the_day_sheet_is_a4_with_boxes_to_tick(
    chromium: Browser, sample_house: SampleHouse
) -> None:
    pdf = printed(chromium, sample_house, "")
    words = words_on(pdf)
    assert set(page_sizes(pdf)) == {A4}
    assert len(page_sizes(pdf)) <= 2
    for told in ("Heute,Montag,23.November2026", "Stand10:00", "Trommeln", "ab17:45aufbauen"):
        assert told in words
    assert words.count("Schlüsselzurück") == words.count("Raumgeprüft") >= 3
    for finger in ("Anrufen", "Problemmelden", "Gesehen", "Impressum", "Abmelden"):
        assert finger not in words
    assert "05361000101" not in words


def test_the_week_of_the_house_is_one_sheet_across(
    chromium: Browser, sample_house: SampleHouse
) -> None:
    pdf = printed(chromium, sample_house, "/week")
    assert page_sizes(pdf) == [A4_LANDSCAPE]
    words = words_on(pdf)
    assert "Mo.23.11.2026" in words
    assert "So.29.11.2026" in words
    assert "DjembeKreis" in words.replace("-", "")


def test_a_sign_is_one_small_sheet_that_tells_no_secrets(
    chromium: Browser, sample_house: SampleHouse
) -> None:
    pdf = printed(chromium, sample_house, "/door/bewegungsraum")
    assert page_sizes(pdf) == [A5_LANDSCAPE]
    words = words_on(pdf)
    assert "Tanz-undBewegungsraum" in words
    assert "16:30–18:00belegt" in words
    assert "Breakdance" not in words
    open_to_all = words_on(printed(chromium, sample_house, "/door/saal-b?view=week"))
    assert "17:00–19:00DeutschA2DeutschimWEST" in open_to_all
