"""Which language a person is answered in."""

import pytest

from booking.words.language import LANGUAGES, OWN_NAMES, direction_of, locale_of, negotiate


@pytest.mark.parametrize(
    ("said", "remembered", "accepted", "language"),
    [
        (None, None, "", "de"),
        (None, None, "en", "en"),
        (None, None, "en-US,en;q=0.9,de;q=0.8", "en"),
        (None, None, "de;q=0.5, en;q=0.9", "en"),
        (None, None, "fr, it;q=0.9", "it"),
        (None, None, "fr", "de"),
        (None, "ar", "de", "ar"),
        (None, None, "fr, en;q=0.1", "en"),
        (None, None, "en;q=0", "de"),
        (None, None, "*", "de"),
        (None, None, "en;q=2, ;;;,\x00", "de"),
        (None, None, "EN", "en"),
        (None, "en", "de", "en"),
        ("de", "en", "en", "de"),
        ("xx", "en", "de", "en"),
        ("../de", "", "en", "en"),
    ],
)
def test_the_language_is_the_one_said_then_remembered_then_accepted(
    said, remembered, accepted, language
):
    assert negotiate(said, remembered, accepted) == language


@pytest.mark.parametrize("said", ["en", None])
def test_a_house_answers_only_in_languages_that_it_speaks(said):
    assert negotiate(said, "en", "en", ("de",)) == "de"
    assert negotiate(said, None, "fr", ("en", "de")) == "en"


def test_every_language_has_a_name_of_its_own_and_a_locale():
    assert set(OWN_NAMES) == set(LANGUAGES)
    assert [str(locale_of(language)) for language in LANGUAGES] == [
        "de_DE",
        "en_GB",
        "it_IT",
        "ar",
        "uk_UA",
    ]


def test_arabic_alone_is_written_from_the_right():
    assert [one for one in LANGUAGES if direction_of(one) == "rtl"] == ["ar"]
