"""The shapes that all pages share."""

import pytest

from booking.domain.statuses import Status
from booking.domain.verdicts import Verdict
from booking.web.forms import Form, prefilled
from booking.web.templating import environment
from booking.words.catalogue import Words
from booking.words.statuses import status_text, verdict_text


def shown(source: str, **context: object) -> str:
    return environment("de").from_string(source).render(context)


@pytest.mark.parametrize("status", Status)
def test_a_status_is_an_icon_and_a_word(status):
    text = shown('{% import "macros/status.html" as s %}{{ s.status(it) }}', it=status)
    assert 'aria-hidden="true"' in text
    assert f">{status_text(status, Words('de'))}<" in text


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_an_icon_and_a_word(verdict):
    text = shown('{% import "macros/status.html" as s %}{{ s.verdict(it) }}', it=verdict)
    assert 'aria-hidden="true"' in text
    assert f">{verdict_text(verdict, Words('de'))}<" in text


def test_what_is_optional_says_so():
    source = '{% import "macros/forms.html" as f %}{{ f.text(form, "a", "Name", optional=true) }}'
    assert "(freiwillig)" in shown(source, form=Form())


def test_a_choice_shows_what_was_chosen():
    source = (
        '{% import "macros/forms.html" as f %}'
        '{{ f.radios(form, "a", "Wie oft?", [("x", "Einmal"), ("y", "Jede Woche")]) }}'
    )
    text = shown(source, form=prefilled(a="y"))
    assert 'id="a" name="a" value="x">' in text
    assert 'id="a-2" name="a" value="y" checked>' in text


def test_the_error_summary_names_the_field_and_links_to_it():
    source = '{% import "macros/forms.html" as f %}{{ f.error_summary(form, {"a": "Name"}) }}'
    text = shown(source, form=Form().rejected("a", "Bitte ausfüllen.").rejected("", "Zu spät."))
    assert '<a class="kern-link" href="#a">Name: Bitte ausfüllen.</a>' in text
    assert "<li>Zu spät.</li>" in text


def test_without_errors_there_is_no_summary():
    source = '{% import "macros/forms.html" as f %}{{ f.error_summary(form) }}'
    assert shown(source, form=Form()).strip() == ""


def test_what_was_typed_is_never_markup():
    source = '{% import "macros/forms.html" as f %}{{ f.textarea(form, "a", "Text") }}'
    text = shown(source, form=prefilled(a="</textarea><script>"))
    assert "&lt;/textarea&gt;&lt;script&gt;</textarea>" in text


def test_the_menu_says_where_one_is():
    source = '{% from "macros/page.html" import nav_link %}{{ nav_link("/rooms", "R", path) }}'
    assert 'aria-current="page"' in shown(source, path="/rooms")
    assert 'aria-current="true"' in shown(source, path="/rooms/saal-a")
    assert "aria-current" not in shown(source, path="/roomservice")
