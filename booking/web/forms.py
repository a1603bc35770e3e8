"""HTML forms: what was typed, what it means, and what to say where it means nothing.

Whatever was typed is kept and shown again; each field gets at most one message, in the
language of the person. A form that means something has `content`; one that has
`errors` has none.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import UnionType
from typing import Annotated, Any, Generic, Self, TypeAlias, TypeVar, Union, get_args, get_origin

from litestar.di import NamedDependency
from pydantic import BaseModel, SkipValidation, ValidationError
from pydantic_core import ErrorDetails

from booking.domain.refusals import BadInput
from booking.web.form_messages import message_for
from booking.web.form_types import says_something
from booking.web.negotiation import is_only_retold, words_of
from booking.web.requests import Asker
from booking.words.catalogue import Words
from booking.words.problems import problem_text

M = TypeVar("M", bound=BaseModel)
Typed = Mapping[str, tuple[str, ...]]
WHOLE_FORM = ""
"""The name under which an error stands that belongs to no single field."""

_PARTS = ("year", "month", "day")
_LISTS: frozenset[object] = frozenset({list, tuple, set, frozenset})


@dataclass(frozen=True, slots=True)
class Form(Generic[M]):
    """One form as it came in, or as it is first shown."""

    typed: Typed = field(default_factory=dict)
    content: M | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What stands in a field, empty if nothing does."""
        return _first(self.typed, name)

    def has(self, name: str, value: str) -> bool:
        """Whether this answer of a choice was taken."""
        return value in self.typed.get(name, ())

    def rejected(self, name: str, message: str) -> Self:
        """The same form with one more error; the first message of a field stays."""
        return replace(
            self, content=None, errors={**self.errors, name: self.errors.get(name, message)}
        )

    def refused(self, fault: BadInput, words: Words) -> Self:
        """The same form with what the rules have against one of its fields."""
        told = problem_text(fault.problem, fault.facts, words)
        return self.rejected(fault.pointer.removeprefix("/"), told)

    def with_fault(self, fault: BadInput, words: Words) -> Self:
        """The same; what the rules have against none of its fields is raised again."""
        name = fault.pointer.removeprefix("/")
        if self.content is None or name not in type(self.content).model_fields:
            raise fault
        return self.refused(fault, words)


TheForm: TypeAlias = NamedDependency[SkipValidation[Form[M]]]
"""What was sent, for the handler of a deed: `form: TheForm[EnquiryForm]`."""


def prefilled(**values: str | date | Iterable[str]) -> Form[Any]:
    """A form that nobody has sent yet, with answers proposed; a date fills its three fields."""
    typed: dict[str, tuple[str, ...]] = {}
    for name, value in values.items():
        if isinstance(value, date):
            parts = (value.year, value.month, value.day)
            typed |= {f"{name}-{part}": (str(n),) for part, n in zip(_PARTS, parts, strict=True)}
        else:
            typed[name] = (value,) if isinstance(value, str) else tuple(value)
    return Form(typed)


def read_form(model: type[M], typed: Typed, words: Words) -> Form[M]:
    """Checks what was typed against the model, whose fields are named like those of the form."""
    spread = _with_split_dates(model, typed)
    try:
        return Form(spread, model.model_validate(_filled_in(model, spread)))
    except ValidationError as fault:
        form: Form[M] = Form(spread)
        for error in fault.errors(include_url=False):
            form = form.rejected(_name_of(error), message_for(error, words))
        return form


def form_of(model: type[M]) -> Callable[[Asker], Awaitable[Form[M]]]:
    """Reads the body as a form of this kind; `deed(path, EnquiryForm)` provides it.

    A form that was sent only to be read in another language has no content, whatever stands in
    it: it is shown again, and nothing is done.
    """

    async def read_body(request: Asker) -> Form[M]:
        posted = await request.form()
        typed = {
            name: tuple(value for value in posted.getall(name) if isinstance(value, str))
            for name in posted
        }
        form = read_form(model, typed, words_of(request))
        return replace(form, content=None) if is_only_retold(request) else form

    return read_body


def query_of(request: Asker) -> Typed:
    """What the address says after its question mark, for forms that only search."""
    return {name: tuple(request.query_params.getall(name)) for name in request.query_params}


def new_nonce() -> str:
    """A value that no other form carries; it makes a double click one deed."""
    return secrets.token_urlsafe(16)


def _name_of(error: ErrorDetails) -> str:
    """The field of an error; a check of the whole form may name one in its context."""
    if error["loc"]:
        return str(error["loc"][0])
    return str(error.get("ctx", {}).get("field", WHOLE_FORM))


def _with_split_dates(model: type[BaseModel], typed: Typed) -> Typed:
    """A date given whole, as links do, also fills its three fields."""
    spread = dict(typed)
    for name in model.model_fields:
        parts = _first(typed, name).split("-")
        if _kinds(model, name) >= {date} and len(parts) == len(_PARTS):
            spread |= {f"{name}-{part}": (n,) for part, n in zip(_PARTS, parts, strict=True)}
    return spread


def _filled_in(model: type[BaseModel], typed: Typed) -> dict[str, object]:
    """What pydantic gets to see: empty fields are left out, so that defaults count."""
    given: dict[str, object] = {}
    for name in model.model_fields:
        kinds = _kinds(model, name)
        values = [value for value in typed.get(name, ()) if says_something(value)]
        if date in kinds:
            parts = [_first(typed, f"{name}-{part}").strip() for part in _PARTS]
            values = ["-".join(parts)] if any(map(says_something, parts)) else values
        if values:
            given[name] = values if kinds & _LISTS else values[0]
    return given


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")


def _kinds(model: type[BaseModel], name: str) -> set[object]:
    """The types of a field: `Day | None` has date and None, `list[str]` has list."""
    kinds: set[object] = set()
    waiting: list[object] = [model.model_fields[name].annotation]
    while waiting:
        annotation = waiting.pop()
        origin = get_origin(annotation)
        if origin in (Union, UnionType, Annotated):
            inner = get_args(annotation)
            waiting.extend(inner[:1] if origin is Annotated else inner)
        else:
            kinds.add(origin or annotation)
    return kinds
