"""Every mail in every language says what is true, in text and in HTML, and nothing typed by
people can become more than words."""

import re
from datetime import datetime
from html.parser import HTMLParser

import pytest

from booking.domain.bookings import Occurrence
from booking.domain.day_sheet import DaySheet
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.mails import KINDS, Key, Kind
from booking.services.mail.contents import BUILDERS
from booking.services.mail.letters import environment, write_letter
from booking.services.mail.samples import sample_booking, sample_facts, sample_letter
from booking.words.catalogue import Words
from booking.words.dates import day_text
from booking.words.language import LANGUAGES
from booking.words.mail_dates import date_lines
from booking.words.mail_states import kind_text
from tests.mail.conftest import HOME

EVERY = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in Kind for language in LANGUAGES]
)


SHAPES = frozenset({"div", "h2", "p", "ul", "li", "strong", "br", "a", "blockquote", "hr"})


class Reading(HTMLParser):
    """What a reader sees of HTML, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {value for name, value in attrs if name == "href" and value}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_every_kind_of_mail_can_be_owed_written_and_named() -> None:
    assert KINDS.keys() == BUILDERS.keys() == set(Kind)
    assert len({kind_text(kind, Words("de")) for kind in Kind}) == len(Kind)


@EVERY
def test_a_mail_names_each_date_it_is_about(
    kind: Kind, language: str, house: House, now: datetime
) -> None:
    letter = sample_letter(house, HOME, kind, language, now)
    booking = sample_booking(house, now)
    told = {one for fact in sample_facts(booking)[kind].values() for one in dates_in(fact)}
    lines = date_lines(told, house, Words(language))
    if kind is Kind.TOMORROW:
        lines = [day_text(one.day, Words(language)) for one in told]
    assert [line for line in lines if line not in letter.text] == []
    assert [line for line in lines if line not in Reading(letter.html).words] == []


def dates_in(fact: object) -> list[Occurrence]:
    """The dates in a fact, however it is put together."""
    if isinstance(fact, Occurrence):
        return [fact]
    if isinstance(fact, Entry):
        return [fact.occurrence]
    if isinstance(fact, DaySheet):
        return [duty.entry.occurrence for duty in fact.duties]
    if isinstance(fact, (list, tuple)):
        return [one for inner in fact for one in dates_in(inner)]
    return []


@EVERY
def test_a_mail_greets_and_tells_how_to_reach_the_house(
    kind: Kind, language: str, house: House, now: datetime
) -> None:
    letter = sample_letter(house, HOME, kind, language, now)
    wanted = ("A. Beispiel", house.name, house.contact.phone, house.contact.email)
    for words in (letter.text, Reading(letter.html).words):
        assert [one for one in wanted if one not in words] == []


@EVERY
def test_a_mail_has_the_same_links_in_text_and_html(
    kind: Kind, language: str, house: House, now: datetime
) -> None:
    letter = sample_letter(house, HOME, kind, language, now)
    links = set(re.findall(r"^https?://\S+$", letter.text, re.MULTILINE))
    assert Reading(letter.html).links == links
    assert all(link.startswith(f"{HOME}/") for link in links)
    assert any("?key=" in link for link in links) == (KINDS[kind].key is not Key.NONE)


@EVERY
def test_a_mail_shows_the_binding_german_below_other_languages(
    kind: Kind, language: str, house: House, now: datetime
) -> None:
    letter = sample_letter(house, HOME, kind, language, now)
    german = sample_letter(house, HOME, kind, "de", now)
    assert letter.text.endswith(german.text)
    assert (letter.text == german.text) == (language == "de")


def test_a_language_without_words_is_answered_in_german(house: House, now: datetime) -> None:
    assert sample_letter(house, HOME, Kind.REMINDER, "fr", now).text == (
        sample_letter(house, HOME, Kind.REMINDER, "de", now).text
    )


@EVERY
def test_a_subject_begins_with_the_reference_of_its_booking(
    kind: Kind, language: str, house: House, now: datetime
) -> None:
    subject = sample_letter(house, HOME, kind, language, now).subject
    about_a_booking = KINDS[kind].key is Key.BOOKING
    assert subject.startswith("[7F3K-9QMD] ") or not about_a_booking


@EVERY
def test_html_is_simple_and_fetches_nothing(
    kind: Kind, language: str, house: House, now: datetime
) -> None:
    tags = Reading(sample_letter(house, HOME, kind, language, now).html).tags
    assert tags <= {"html", "head", "meta", "title", "body"} | SHAPES


@pytest.mark.parametrize("kind", [Kind.INVITATION, Kind.FORGOTTEN_PASSWORD])
def test_a_link_to_a_password_says_how_long_it_works(
    kind: Kind, house: House, now: datetime
) -> None:
    text = sample_letter(house, HOME, kind, "de", now).text
    assert "Der Link funktioniert einmal, ab jetzt 72 Stunden lang." in text


def test_a_decision_tells_confirmed_held_refused_and_open_dates_apart(
    house: House, now: datetime
) -> None:
    text = sample_letter(house, HOME, Kind.DECIDED, "de", now).text
    headings = re.findall(r"^(.+)\n=+$", text, re.MULTILINE)
    assert headings == [
        "Zugesagt",
        "Für Sie vorgemerkt bis Freitag, 4. Dezember 2026",
        "Nicht möglich",
        "Nicht zugesagt, weil der Raum belegt ist",
        "Frei, als wir diese E-Mail geschrieben haben",
        "Noch nicht entschieden",
    ]


def test_what_people_typed_stays_words(house: House) -> None:
    typed = "Fest\r\nBcc: all@example.org\u2028<script>alert(1)</script> {{ house }} %(x)s"
    letter = write_letter(Kind.FEED_ENDED, "de", house, "", {"name": typed, "feed": typed})
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject
    assert "script" not in Reading(letter.html).tags
    assert "<script>alert(1)</script> {{ house }} %(x)s" in Reading(letter.html).words
    assert [line for line in letter.text.splitlines() if line.startswith("Bcc")] == []


def test_a_reason_of_several_lines_stays_a_quotation(house: House, now: datetime) -> None:
    facts = {
        **sample_facts(sample_booking(house, now))[Kind.CANCELLED_BY_HOUSE],
        "booking": sample_booking(house, now),
        "name": "",
        "link": HOME,
        "home": HOME,
        "reason": "Erstens.\n\n-- \nZweitens.",
    }
    letter = write_letter(Kind.CANCELLED_BY_HOUSE, "de", house, "", facts)
    assert "> Erstens.\n> --\n> Zweitens.\n" in letter.text


def test_a_code_and_a_telephone_number_are_not_turned_round_in_arabic(
    house: House, now: datetime
) -> None:
    letter = sample_letter(house, HOME, Kind.CODE, "ar", now)
    phone = house.contact.phone
    assert "    \u2068123 456\u2069\n" in letter.text
    assert f"\u2068{phone}\u2069" in letter.text
    assert '<strong dir="ltr">123 456</strong>' in letter.html
    assert f"<strong>\u2068{phone}\u2069</strong>" in letter.html


def test_both_media_have_the_same_shapes() -> None:
    text = environment("de", "txt").get_template("shapes.txt").module
    html = environment("de", "html").get_template("shapes.html").module
    shapes = {name for name in vars(text) if not name.startswith("_")}
    assert shapes == {name for name in vars(html) if not name.startswith("_")}
    assert shapes == {"p", "heading", "lines", "facts", "quote", "code", "link"}
