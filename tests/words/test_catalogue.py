"""Every sentence of the house is there in every language, with the same facts in it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict
from booking.web.errors import STATUS_OF
from booking.words.catalogue import LOCALES, Words
from booking.words.language import LANGUAGES
from booking.words.refusals import Explanation, explain
from booking.words.statuses import status_text, verdict_text

ROOT = Path(__file__).parents[2]
KEYWORDS = DEFAULT_KEYWORDS | {"msgid": None}
TRANSLATED = [language for language in LANGUAGES if language != "en"]


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
    """Each translated form with the English one it stands for."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from zip(message.id, message.string, strict=True)


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
        if facts_in(english) != facts_in(told) and facts_in(told) != {"num"}
    ]
    assert differing == []


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
