"""Every sentence of the house is there in every language, with the same facts in it."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict
from booking.web.errors import STATUS_OF
from booking.web.templating import environment
from booking.words.catalogue import LOCALES, Words, catalogue
from booking.words.language import LANGUAGES, locale_of
from booking.words.refusals import Explanation, explain
from booking.words.statuses import status_text, verdict_text

ROOT = Path(__file__).parents[2]
KEYWORDS = DEFAULT_KEYWORDS | {"msgid": None}
TRANSLATED = [language for language in LANGUAGES if language != "en"]
"""All of them must have every message: the code itself speaks English."""
NUMBERS = range(201)
"""Enough of them to see each plural form of every language."""


@cache
def messages_in_use() -> frozenset[str | tuple[str, ...]]:
    """Every msgid of templates and code, found as `pybabel extract` finds it."""
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    found = [
        message
        for folder in ("booking", "templates")
        for _, _, message, _, _ in extract_from_dir(
            ROOT,
            methods,
            options,
            KEYWORDS,
            directory_filter=lambda path, f=folder: _below(path, f),
        )
    ]
    return frozenset(found)


def _below(path: str, folder: str) -> bool:
    return Path(path).relative_to(ROOT).parts[:1] in ((), (folder,))


def translations(language: str) -> dict[str | tuple[str, ...], Message]:
    with (LOCALES / language / "messages.po").open("rb") as file:
        return {message.id: message for message in read_po(file, locale=language) if message.id}


def facts_in(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def forms_of(message: Message) -> Iterator[tuple[str, str]]:
    """Each translated form with the English one it stands for; languages have up to six."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        singular, plural = message.id
        yield from (
            (plural if number else singular, form) for number, form in enumerate(message.string)
        )


def test_the_code_speaks_at_all():
    assert {"Ask for a room", "There is no such page."} <= messages_in_use()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_in_use_is_translated(language):
    assert sorted(map(str, messages_in_use() - translations(language).keys())) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over(language):
    assert sorted(map(str, translations(language).keys() - messages_in_use())) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_a_guess_or_empty(language):
    unsure = [m.id for m in translations(language).values() if m.fuzzy or not all(_texts(m))]
    assert unsure == []


def _texts(message: Message) -> list[str]:
    return [text for _, text in forms_of(message)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_facts_of_its_message(language):
    differing = [
        english
        for message in translations(language).values()
        for english, told in forms_of(message)
        if facts_in(english) - {"num"} != facts_in(told) - {"num"}
    ]
    assert differing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_is_read_in_silence(language, capsys):
    """Babel prints what it does not understand, and a command's output is for programs, too."""
    catalogue.__wrapped__(language)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_forms_are_those_of_unicode(language):
    """CLDR tells for each number which form goes with it; "other" and "many" of the great
    numbers and fractions never meet here."""
    header = catalogue(language).info()["plural-forms"]
    choose = c2py(header.partition("plural=")[2].rstrip(";"))
    pairs = {(choose(number), locale_of(language).plural_form(number)) for number in NUMBERS}
    assert len(pairs) == len({form for form, _ in pairs}) == len({tag for _, tag in pairs})
    assert f"nplurals={len(pairs)};" in header


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_form_for_several_numbers_tells_the_number(language):
    choose = c2py(catalogue(language).info()["plural-forms"].partition("plural=")[2].rstrip(";"))
    numbers_of = Counter(choose(number) for number in NUMBERS)
    silent = [
        message.id
        for message in translations(language).values()
        if isinstance(message.id, tuple) and "num" in facts_in(message.id[1])
        for form, told in enumerate(message.string)
        if numbers_of[form] > 1 and "num" not in facts_in(told)
    ]
    assert silent == []


def test_what_a_language_lacks_is_told_in_german(monkeypatch, tmp_path):
    lacking = tmp_path / "it" / "messages.po"
    lacking.parent.mkdir()
    lacking.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    shutil.copytree(LOCALES / "de", tmp_path / "de")
    monkeypatch.setattr("booking.words.catalogue.LOCALES", tmp_path)
    catalogue.cache_clear()
    assert Words("it").gettext("Ask for a room") == "Raum anfragen"
    assert Words("it").ngettext("%(num)s day", "%(num)s days", 2) == "2 Tage"
    catalogue.cache_clear()


def test_facts_are_put_in_by_name():
    words = Words("de")
    assert words.gettext("You can also call us: %(phone)s.", phone="1 2") == (
        "Sie können uns auch anrufen: 1 2."
    )
    assert words.ngettext("%(num)s day", "%(num)s days", 2) == "2 Tage"


def test_a_missing_fact_is_a_fault():
    with pytest.raises(KeyError, match="phone"):
        Words("de").gettext("You can also call us: %(phone)s.")


def test_an_unknown_message_is_told_as_it_is_written():
    assert Words("de").gettext("Nobody has translated this.") == "Nobody has translated this."


def test_every_status_and_verdict_has_its_word():
    words = Words("de")
    assert [status_text(status, words) for status in Status] == [
        "wartet auf Antwort",
        "vorgemerkt",
        "zugesagt",
        "nicht möglich",
        "Warteliste",
        "zurückgezogen",
        "fällt aus",
    ]
    assert [verdict_text(verdict, words) for verdict in Verdict] == [
        "frei",
        "schon angefragt",
        "belegt",
        "geschlossen",
        "nicht möglich",
    ]


def test_every_refusal_is_explained_in_its_own_words():
    english = Words("en")
    unknown = explain("something new", english)
    assert unknown == Explanation(
        "That is not possible.",
        "Please go back and check what you entered. If you are stuck, please ask the house.",
    )
    assert unknown not in [explain(kind.code, english) for kind in STATUS_OF]


def test_facts_keep_their_direction_in_arabic_alone():
    arabic = Words("ar").gettext("You can also call us: %(phone)s.", phone="+49 1")
    assert arabic == "يمكنكم أيضًا الاتصال بنا: \u2068+49 1\u2069."
    template = environment("ar").from_string(
        '{{ _("You can also call us: %(phone)s.", phone=it) }}'
    )
    assert template.render(it="<1>") == "يمكنكم أيضًا الاتصال بنا: \u2068&lt;1&gt;\u2069."
    assert "\u2068" not in Words("de").gettext("You can also call us: %(phone)s.", phone="1")
