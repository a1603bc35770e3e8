"""A booking without a title of its own is called after what it is for, in the reader's words."""

from dataclasses import replace
from datetime import datetime

import pytest

from booking.domain.house import House
from booking.services.mail.samples import sample_booking
from booking.words.catalogue import Words
from booking.words.titles import title_text


@pytest.mark.parametrize(
    ("title", "activity", "told"),
    [
        ("Treffen, Sitzung", "treffen", "зустріч, засідання"),
        ("Probe", "treffen", "Probe"),
        ("Treffen, Sitzung", None, "Treffen, Sitzung"),
        ("Treffen, Sitzung", "no longer in the file", "Treffen, Sitzung"),
    ],
)
def test_a_title_that_nobody_gave_is_told_in_the_language_of_the_reader(
    house: House, now: datetime, title: str, activity: str | None, told: str
) -> None:
    booking = replace(sample_booking(house, now), title=title, activity=activity)
    assert title_text(booking, house, Words("uk")) == told
    assert title_text(booking, house, Words("de")) == title
