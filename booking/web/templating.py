"""Pages from templates, finished before they leave the thread of the handler.

A template returned to Litestar would be rendered in the event loop, while everybody
waits. Each language has an environment of its own: a template cannot speak the wrong one.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from litestar.enums import MediaType
from litestar.template.base import csrf_token

from booking.domain.people import Person, Standing
from booking.resources import resource
from booking.web.forms import new_nonce
from booking.web.negotiation import ONLY_RETOLD, language_of, languages_of
from booking.web.requests import Asker
from booking.web.static_files import static_url
from booking.words import dates, day_sheets, kinds, mail_dates, own_dates, statuses
from booking.words.catalogue import Words
from booking.words.in_templates import install_words
from booking.words.language import MACHINE_TRANSLATED, OWN_NAMES, direction_of
from booking.words.titles import title_text

GZIP_LEVEL = 3
"""A page shrinks to a sixth; more effort costs twice as much and gains a tenth."""


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One entry of the language switch: this page in another language."""

    tag: str
    own_name: str
    href: str


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One page in the menu of staff."""

    href: str
    name: str
    is_here: bool
    """Whether the person is on this page, or on one below it."""


def render(
    request: Asker,
    name: str,
    context: Mapping[str, object],
    status: int = 200,
    language: str | None = None,
) -> Response[bytes]:
    """The finished page; `context` comes on top of what every page gets (`page_context`).
    A page for somebody else than whoever asks has a `language` of its own."""
    template = environment(language or language_of(request.scope)).get_template(name)
    content = template.render(page_context(request) | dict(context)).encode()
    headers = {"vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = gzip.compress(content, GZIP_LEVEL, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(content, status_code=status, media_type=MediaType.HTML, headers=headers)


def page_context(request: Asker) -> dict[str, object]:
    """What `base.html` needs; session and token may be missing, as on an unknown path."""
    person = _signed_in(request)
    return {
        "house": request.app.state.house,
        "person": person,
        "staff_menu": _staff_menu(request) if person is not None and person.is_staff else (),
        "languages": _language_choices(request),
        "path": request.url.path,
        "is_answer": request.method == "POST",
        "csrf_token": csrf_token({"request": request}),
    }


@cache
def environment(language: str) -> Environment:
    """The templates in one language, with its words and its ways to write dates."""
    words = Words(language)
    templates = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    install_words(templates, language)
    templates.globals |= {
        "locale": language,
        "direction": direction_of(language),
        "machine_translated": language in MACHINE_TRANSLATED,
        "words": words,
        "static_url": static_url,
        "new_nonce": new_nonce,
    }
    templates.filters |= _filters(words)
    return templates


def _filters(words: Words) -> dict[str, Any]:
    """The ways to say dates and statuses, their language already chosen."""
    told = (
        dates.day_text,
        dates.short_day_text,
        dates.plain_day_text,
        dates.month_text,
        dates.weekday_text,
        dates.time_text,
        dates.duration_text,
        dates.moment_text,
        dates.period_text,
        dates.number_text,
        dates.list_text,
        statuses.status_text,
        statuses.verdict_text,
        kinds.kind_text,
        mail_dates.room_text,
        day_sheets.news_text,
        own_dates.advice_text,
        title_text,
    )
    filters = {function.__name__: partial(function, words=words) for function in told}
    return {**filters, "clock_text": day_sheets.clock_text}


def _signed_in(request: Asker) -> Person | None:
    person = request.scope.get("user")
    return (
        person if isinstance(person, Person) and person.standing is not Standing.VISITOR else None
    )


def _staff_menu(request: Asker) -> tuple[MenuEntry, ...]:
    menu: tuple[tuple[str, str], ...] = request.app.state.staff_menu
    words, path = Words(language_of(request.scope)), f"{request.url.path}/"
    above = [href for href, _ in menu if path.startswith(f"{href}/")]
    here = max(above, key=len, default="")
    return tuple(MenuEntry(href, words.gettext(name), href == here) for href, name in menu)


def _language_choices(request: Asker) -> tuple[LanguageChoice, ...]:
    kept = [
        (key, value)
        for key, value in request.query_params.multi_items()
        if key not in ("lang", ONLY_RETOLD)
    ]
    return tuple(
        LanguageChoice(tag, OWN_NAMES[tag], f"?{urlencode([*kept, ('lang', tag)])}")
        for tag in languages_of(request.scope)
    )
