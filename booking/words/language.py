"""Which language a person reads: said in the address, remembered, or asked for by the browser.

The order is a promise of the house: `?lang=`, then the cookie, then `Accept-Language`
(RFC 9110, section 12.5.4), then the first language of the house.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from babel import Locale

LANGUAGES = ("de", "en")
"""The languages that pages can be told in; the first is the one that binds."""

OWN_NAMES: Mapping[str, str] = {"de": "Deutsch", "en": "English"}
"""What each language calls itself, for the language switch."""

_LOCALES: Mapping[str, str] = {"de": "de_DE", "en": "en_GB"}
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


def locale_of(language: str) -> Locale:
    """The Babel locale whose dates and numbers go with a language."""
    return Locale.parse(_LOCALES[language])


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """The writing direction, for the `dir` of a page."""
    return "rtl" if locale_of(language).text_direction == "rtl" else "ltr"
