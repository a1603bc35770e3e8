"""Holidays are told in the language of whoever reads, also those that the next table brings."""

from datetime import date

import pytest

from booking.words.catalogue import Words
from booking.words.holidays import holiday_text
from calendars.holidays import SCHOOL_HOLIDAYS_KNOWN_UNTIL, public_holidays, school_holidays

FIRST = date(2025, 1, 1)
OFFICIAL = {
    one.name
    for find in (public_holidays, school_holidays)
    for one in find(FIRST, SCHOOL_HOLIDAYS_KNOWN_UNTIL).values()
}


@pytest.mark.parametrize("language", ["en", "it", "ar", "uk"])
def test_every_holiday_has_a_name_of_its_own_in_each_language(language: str) -> None:
    told = {holiday_text(name, Words(language)) for name in OFFICIAL}
    assert len(told) == len(OFFICIAL)
    assert not told & OFFICIAL


def test_in_german_it_keeps_its_official_name() -> None:
    assert {holiday_text(name, Words("de")) for name in OFFICIAL} == OFFICIAL
