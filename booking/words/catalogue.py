"""The words of the house in the language of the person.

Messages are written in English in the code and looked up in
`locales/<language>/messages.po`. The catalogues are compiled in memory when first
asked for, so that no compiled file can be older than its source.
"""

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locales"


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
    return GNUTranslations(compiled)


@dataclass(frozen=True, slots=True)
class Words:
    """All words in one language; facts are put in by name: `"%(persons)s persons"`.

    A literal percent sign is written `%%`. A fact that is missing raises KeyError.
    """

    language: str

    def gettext(self, message: str, **facts: object) -> str:
        """The message in this language, its facts filled in."""
        return catalogue(self.language).gettext(message) % facts

    def ngettext(self, singular: str, plural: str, n: int, **facts: object) -> str:
        """The form that goes with the number `n`, which the message may show as `%(num)s`."""
        return catalogue(self.language).ngettext(singular, plural, n) % {"num": n, **facts}
