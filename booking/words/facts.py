"""The facts of findings and refusals, as people say them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from booking.domain.names import Names
from booking.domain.opening_hours import Stretch
from booking.words.catalogue import Words
from booking.words.dates import day_text, duration_text, list_text, span_text


def told(facts: Mapping[str, object], words: Words) -> dict[str, object]:
    """The same facts, ready to stand in a sentence of this language."""
    return {name: fact_text(fact, words) for name, fact in facts.items()}


def fact_text(fact: object, words: Words) -> object:
    """One fact; whatever says itself well enough stays as it is."""
    match fact:
        case date():
            return day_text(fact, words)
        case timedelta():
            return duration_text(fact, words)
        case Names():
            return fact.in_language(words.language)
        case Stretch():
            return span_text(fact.begin, fact.end, words)
        case str():
            return fact
        case Sequence():
            return list_text([str(fact_text(one, words)) for one in fact], words)
        case _:
            return fact
