"""Pages from templates, finished before they leave the thread of the handler.

A template returned to Litestar would be rendered in the event loop, while everybody
waits. Each language has an environment of its own: a template cannot speak the wrong one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from litestar.enums import MediaType
from litestar.template.base import csrf_token

from booking.domain.people import Person, Standing
from booking.resources import resource
from booking.web.forms import new_nonce
from booking.web.negotiation import language_of, languages_of
from booking.web.static_files import static_url
from booking.words import dates, statuses
from booking.words.catalogue import Words, catalogue
from booking.words.language import OWN_NAMES, direction_of


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One entry of the language switch: this page in another language."""

    tag: str
    own_name: str
    href: str


def render(
    request: Request[Any, Any, Any], name: str, context: Mapping[str, object], status: int = 200
) -> Response[bytes]:
    """The finished page; `context` comes on top of what every page gets (`page_context`)."""
    template = environment(language_of(request.scope)).get_template(name)
    text = template.render(page_context(request) | dict(context))
    return Response(text.encode(), status_code=status, media_type=MediaType.HTML)


def page_context(request: Request[Any, Any, Any]) -> dict[str, object]:
    """What `base.html` needs; session and token may be missing, as on an unknown path."""
    return {
        "house": request.app.state.house,
        "person": _signed_in(request),
        "languages": _language_choices(request),
        "path": request.url.path,
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
    templates.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    templates.globals |= {
        "locale": language,
        "direction": direction_of(language),
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
    )
    return {function.__name__: partial(function, words=words) for function in told}


def _signed_in(request: Request[Any, Any, Any]) -> Person | None:
    person = request.scope.get("user")
    return (
        person if isinstance(person, Person) and person.standing is not Standing.VISITOR else None
    )


def _language_choices(request: Request[Any, Any, Any]) -> tuple[LanguageChoice, ...]:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return tuple(
        LanguageChoice(tag, OWN_NAMES[tag], f"?{urlencode([*kept, ('lang', tag)])}")
        for tag in languages_of(request.scope)
    )
