"""The names of the holidays, which are German in the law, in the language of whoever reads."""

from collections.abc import Mapping

from booking.words.catalogue import Words, msgid

_NAMES: Mapping[str, str] = {
    "Neujahr": msgid("New Year’s Day"),
    "Karfreitag": msgid("Good Friday"),
    "Ostermontag": msgid("Easter Monday"),
    "Erster Mai": msgid("Labour Day"),
    "Christi Himmelfahrt": msgid("Ascension Day"),
    "Pfingstmontag": msgid("Whit Monday"),
    "Tag der Deutschen Einheit": msgid("German Unity Day"),
    "Reformationstag": msgid("Reformation Day"),
    "Erster Weihnachtstag": msgid("Christmas Day"),
    "Zweiter Weihnachtstag": msgid("Second Day of Christmas"),
    "Halbjahresferien": msgid("Mid-year holidays"),
    "Osterferien": msgid("Easter holidays"),
    "Pfingstferien": msgid("Whitsun holidays"),
    "Sommerferien": msgid("Summer holidays"),
    "Herbstferien": msgid("Autumn holidays"),
    "Weihnachtsferien": msgid("Christmas holidays"),
    "Tag nach Himmelfahrt": msgid("Day after Ascension Day"),
    "Kirchentag": msgid("Church Congress"),
    "Tag nach dem 1. Mai": msgid("Day after 1 May"),
    "Tag vor dem 1. Mai": msgid("Day before 1 May"),
    "Tag vor dem 3. Oktober": msgid("Day before 3 October"),
    "Tage nach dem 3. Oktober": msgid("Days after 3 October"),
}


def holiday_text(name: str, words: Words) -> str:
    """A holiday by its official name; one that nobody has translated keeps it."""
    return words.gettext(_NAMES[name]) if name in _NAMES else name
