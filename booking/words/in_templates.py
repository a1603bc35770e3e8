"""The words of the house for templates: `_()`, `ngettext()` and `{% trans %}` in one language."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from booking.words.catalogue import Words, catalogue
from booking.words.isolation import set_apart


def install_words(templates: Environment, language: str) -> None:
    """Facts are put in by name and set apart, as `Words` does it; `comma` and `semicolon` are
    those of the language."""
    templates.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    for name in ("gettext", "ngettext"):
        templates.globals[name] = _telling(templates.globals[name], language)
    words = Words(language)
    templates.globals |= {"comma": words.comma, "semicolon": words.semicolon}


def _telling(told: Any, language: str) -> Callable[..., str]:
    @pass_context
    def tell(context: Context, *messages: Any, **facts: Any) -> str:
        sentence: str = told(context, *messages, **set_apart(facts, language))
        return sentence

    return tell
