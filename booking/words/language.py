"""Which language a person reads: said in the address, remembered, or asked for by the browser.

The order is a promise of the house: `?lang=`, then the cookie, then `Accept-Language`
(RFC 9110, section 12.5.4), then the first language of the house.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from babel import Locale

from booking.domain.names import Language

LANGUAGES: tuple[str, ...] = get_args(Language)
"""The languages that pages can be told in; the first is the one that binds."""

MACHINE_TRANSLATED = frozenset({"it", "ar", "uk"})
"""Languages that no person has read through yet; pages and mails in them say so."""

OWN_NAMES: Mapping[str, str] = {
    "de": "Deutsch",
    "en": "English",
    "it": "Italiano",
    "ar": "العربية",
    "uk": "Українська",
}
"""What each language calls itself, for the language switch."""

_LOCALES: Mapping[str, str] = {
    "de": "de_DE",
    "en": "en_GB",
    "it": "it_IT",
    "ar": "ar",
    "uk": "uk_UA",
}
COMMAS: Mapping[str, str] = {"ar": "، "}
SEMICOLONS: Mapping[str, str] = {"ar": "؛ "}
"""Of the languages that have signs of their own."""
_RANGE = re.compile(
    r"([A-Za-z]{1,8})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?"
)


def negotiate(
    said: str | None, remembered: str | None, accepted: str, spoken: Sequence[str] = LANGUAGES
) -> str:
    """The language to answer in, one of those that the house speaks; what is unknown or
    garbled counts as not said."""
    for choice in (said, remembered):
        if choice is not None and choice in spoken:
            return choice
    return next((tag for tag in _ranked(accepted) if tag in spoken), spoken[0])


def _ranked(accepted: str) -> list[str]:
    """The primary tags of an Accept-Language header, the dearest first, refused ones left out."""
    matches = (_RANGE.fullmatch(part.strip()) for part in accepted.split(","))
    weighed = [(float(m[2] or 1), m[1].lower()) for m in matches if m]
    return [tag for weight, tag in sorted(weighed, key=lambda one: -one[0]) if weight > 0]


@cache
def locale_of(language: str) -> Locale:
    """The Babel locale whose dates and numbers go with a language."""
    return Locale.parse(_LOCALES[language])


@cache
def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """The writing direction, for the `dir` of a page."""
    return "rtl" if locale_of(language).text_direction == "rtl" else "ltr"
