"""The words of the house in the language of the person.

Messages are written in English in the code and looked up in
`locales/<language>/messages.po`. The catalogues are compiled in memory when first
asked for, so that no compiled file can be older than its source. A message that a
language lacks is told in German, which is always whole.
"""

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from booking.words.isolation import set_apart
from booking.words.language import COMMAS, SEMICOLONS

LOCALES = Path(__file__).parent / "locales"
BINDING = "de"
"""The language that counts, and that stands in for the others."""


def msgid(message: str) -> str:
    """Marks a message that is looked up later; gives it back as it is."""
    return message


@cache
def catalogue(language: str) -> NullTranslations:
    """The compiled catalogue; a language without a file speaks as the code does, English."""
    path = LOCALES / language / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    words = GNUTranslations(compiled)
    if language != BINDING:
        words.add_fallback(catalogue(BINDING))
    return words


@dataclass(frozen=True, slots=True)
class Words:
    """All words in one language; facts are put in by name: `"%(persons)s persons"`.

    A literal percent sign is written `%%`. A fact that is missing raises KeyError.
    """

    language: str

    @property
    def comma(self) -> str:
        """What stands between facts side by side: `Saal A, Küche`."""
        return COMMAS.get(self.language, ", ")

    @property
    def semicolon(self) -> str:
        """The same between facts that may have commas of their own."""
        return SEMICOLONS.get(self.language, "; ")

    def gettext(self, message: str, **facts: object) -> str:
        """The message in this language, its facts filled in."""
        return catalogue(self.language).gettext(message) % set_apart(facts, self.language)

    def ngettext(self, singular: str, plural: str, n: int, **facts: object) -> str:
        """The form that goes with the number `n`, which the message may show as `%(num)s`."""
        told = catalogue(self.language).ngettext(singular, plural, n)
        return told % {"num": n, **set_apart(facts, self.language)}
