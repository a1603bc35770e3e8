"""Facts that keep their own direction in a sentence that is written from the right.

A telephone number, a time or a name in Latin letters would mix its order with that of
the words around it. Set apart by first strong isolates (Unicode Standard Annex 9, 2.4)
it reads as it would alone. A fact that holds such facts itself is a phrase of the language
and begins from the right, which no isolate can see for itself: it looks past those inside.
"""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from booking.words.language import direction_of

ISOLATE, POP = Markup("\u2068"), Markup("\u2069")
FROM_THE_RIGHT = Markup("\u2067")
LEFT_TO_RIGHT = "\u2066"


def set_apart(facts: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """The facts as they go into a sentence of that language."""
    if direction_of(language) == "ltr":
        return facts
    return {
        name: _isolated(fact) if isinstance(fact, str) else fact for name, fact in facts.items()
    }


def _isolated(text: str) -> str:
    begin = FROM_THE_RIGHT if ISOLATE in text else ISOLATE
    if isinstance(text, Markup):
        return begin + text + POP
    return f"{begin}{text}{POP}"
