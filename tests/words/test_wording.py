"""What a sentence may not do in a language, and which words may not be the same."""

import re

import pytest

from booking.words.catalogue import Words
from tests.words.test_catalogue import TRANSLATED, forms_of, translations


def test_no_italian_article_stands_before_a_day():
    """A whole day begins with its weekday: "entro il domenica" has the wrong gender, and before
    8 and 11 the article of a bare date would be another one."""
    article = re.compile(
        r"\b(il|al|dal|del|nel) %\((day|date|first|last|until|second|moment|known_until)\)s", re.I
    )
    wrong = [
        told
        for message in translations("it").values()
        for _, told in forms_of(message)
        if article.search(told)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize(
    "different",
    [
        ("Withdraw", "Does not take place", "Take back", "Change"),
        ("Caretakers", "Staff", "Group", "Public"),
        ("Ask", "Ask a question", "Enter"),
        ("held", "confirmed", "asked for", "waiting list", "withdrawn", "cancelled", "taken"),
        ("%(who)s offered %(first)s.", "%(who)s proposed something else for %(first)s."),
    ],
)
def test_what_is_not_the_same_is_not_called_the_same(language, different):
    told = [Words(language).gettext(one, who="", first="") for one in different]
    assert len(set(told)) == len(different)


@pytest.mark.parametrize("language", ["it", "uk"])
def test_a_room_stands_apart_where_nothing_can_agree_with_its_name(language):
    """Names have a gender of their own and, in Ukrainian, cases: what is said of a room follows
    behind a colon, a comma or the like, and no preposition asks for a case of it."""
    within = re.compile(r"%\(room\)s(?!$|[:.,)»]| [–(])|замість %\((before|now)\)s")
    bending = [
        told
        for message in translations(language).values()
        for _, told in forms_of(message)
        if within.search(told)
    ]
    assert bending == []
