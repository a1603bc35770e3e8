"""Letters: what a mail says, as plain text and as simple HTML, from one template.

A template says what stands in a mail with a handful of shapes (`m.p`, `m.lines`,
`m.link` ...). It is rendered twice, and each time the shapes are those of the medium,
so that both always tell the same. Whoever reads another language than German gets the
German text below, for it is the one that binds.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from operator import methodcaller
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from booking.domain.house import House
from booking.domain.mails import Kind
from booking.resources import resource
from booking.words import dates, day_sheets, feeds, mail_dates, statuses
from booking.words.catalogue import Words
from booking.words.in_templates import install_words
from booking.words.isolation import set_apart
from booking.words.language import LANGUAGES, MACHINE_TRANSLATED, direction_of
from booking.words.titles import title_text

Medium = Literal["txt", "html"]
GERMAN = "de"
RULE = "\n\n" + "-" * 40 + "\n\n"
"""What stands between two languages in plain text."""
LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """The finished words of a mail."""

    language: str
    subject: str
    text: str
    parts: tuple[tuple[str, str, Markup], ...]
    """Language, writing direction and HTML of each part."""
    html: str
    """The whole HTML document."""


def write_letter(
    kind: Kind, language: str, house: House, reference: str, facts: Mapping[str, object]
) -> Letter:
    """The letter of that kind. `facts` are what its template names; a missing one raises.

    Nothing that somebody typed can begin a new line of a subject or become markup.
    """
    spoken = language if language in LANGUAGES else GERMAN
    told = {**facts, "house": house}
    languages = [spoken] if spoken == GERMAN else [spoken, GERMAN]
    parts = tuple(
        (one, direction_of(one), Markup(render(kind, one, "html", told)))  # noqa: S704  autoescaped
        for one in languages
    )
    subject = subject_of(kind, spoken, reference, told)
    return Letter(
        language=spoken,
        subject=subject,
        text=RULE.join(render(kind, one, "txt", told) for one in languages) + "\n",
        parts=parts,
        html=environment(spoken, "html")
        .get_template("letter.html")
        .render(parts=parts, subject=subject),
    )


def subject_of(kind: Kind, language: str, reference: str, facts: Mapping[str, object]) -> str:
    """What it is about in one line, the reference first, so that mails of one booking
    stand together."""
    template = environment(language, "txt").get_template(f"{kind}.txt")
    told = "".join(template.blocks["subject"](template.new_context(dict(facts))))
    line = flat(f"[{reference}] {told}" if reference else told)
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def render(kind: Kind, language: str, medium: Medium, facts: Mapping[str, object]) -> str:
    """One language of a letter in one medium."""
    told = environment(language, medium).get_template(f"{kind}.txt").render(facts)
    return re.sub(r"\n{3,}" if medium == "txt" else r"\n{2,}", "\n\n", told).strip()


@cache
def environment(language: str, medium: Medium) -> Environment:
    """The templates of mails in one language, with the shapes of one medium."""
    words = Words(language)
    templates = Environment(
        loader=FileSystemLoader(resource("templates") / "mail"),
        autoescape=medium == "html",  # noqa: S701  plain text has nothing to escape
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install_words(templates, language)
    templates.filters |= {"flat": flat, "tidy_lines": tidy_lines} | _filters(words)
    templates.filters["apart"] = lambda fact: set_apart({"fact": fact}, language)["fact"]
    templates.filters["in_language"] = methodcaller("in_language", language)
    templates.globals |= {
        "locale": language,
        "words": words,
        "machine_translated": language in MACHINE_TRANSLATED,
    }
    templates.globals["m"] = templates.get_template(f"shapes.{medium}").module
    return templates


def _filters(words: Words) -> dict[str, Any]:
    told = (
        dates.day_text,
        dates.month_text,
        dates.moment_text,
        dates.list_text,
        statuses.status_text,
        mail_dates.date_lines,
        mail_dates.dated_duty_line,
        mail_dates.duty_line,
        mail_dates.place_line,
        day_sheets.news_text,
        feeds.client_text,
        title_text,
    )
    filters = {function.__name__: partial(function, words=words) for function in told}
    return {**filters, "clock_text": day_sheets.clock_text}


def flat(text: object) -> str:
    """The text in one line, without what nobody can see. Markup stays markup."""
    seen = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in str(text)
        if unicodedata.category(c) != "Cs"
    )
    line = " ".join(seen.split())
    return Markup(line) if isinstance(text, Markup) else line  # noqa: S704  was safe before


def tidy_lines(text: str) -> list[str]:
    """What somebody wrote, line by line, empty ones left out."""
    return [line for line in map(flat, text.splitlines()) if line]
