"""A small house front made of the real parts: one form, one crash, each kind of refusal."""

from typing import Annotated, Any

from litestar import Litestar, Request, Response, post
from litestar.datastructures import State
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain import refusals
from booking.domain.refusals import BadInput, Refusal
from booking.resources import resource
from booking.store.house_file import read_house
from booking.web.csrf import NO_CSRF, csrf_guard
from booking.web.envelope import Envelope
from booking.web.errors import EXCEPTION_HANDLERS
from booking.web.form_types import Day, Email, Line, Number, Time
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import language_of
from booking.web.pages import deed, page
from booking.web.static_files import serve_static
from booking.web.templating import environment, page_context

SECRET = "a secret of the tests, long enough"

FORM_PAGE = """
{% extends "base.html" %}
{% import "macros/forms.html" as forms %}
{% block title %}{{ _("Ask for a room") }}{% endblock %}
{% block main %}
{{ forms.error_summary(form) }}
{{ forms.open("/form", csrf_token, new_nonce()) }}
{{ forms.text(form, "title", _("Rooms")) }}
{{ forms.text(form, "email", "E-Mail", type="email") }}
{{ forms.date(form, "day", _("Day"), hint="14 1 2027") }}
{{ forms.select(form, "begin", "Beginn", [("18:00", "18:00"), ("19:00", "19:00")]) }}
{{ forms.text(form, "persons", "Personen", optional=true) }}
{{ forms.submit(_("Sign in")) }}
</form>
{% endblock %}
"""


class Wish(BaseModel):
    """What the form of the tests asks for."""

    title: Annotated[Line, Field(max_length=20)]
    email: Email
    day: Day
    begin: Time
    persons: Annotated[Number, Field(ge=1, le=400)] | None = None


def shown(request: Request[Any, Any, Any], form: Form[Any], status: int = 200) -> Response[bytes]:
    template = environment(language_of(request.scope)).from_string(FORM_PAGE)
    text = template.render(page_context(request) | {"form": form})
    return Response(text.encode(), status_code=status, media_type="text/html")


@page("/form")
def show_form(request: Request[Any, Any, Any]) -> Response[bytes]:
    return shown(request, prefilled(begin="19:00"))


@deed("/form", Wish)
def send_form(request: Request[Any, Any, Any], form: TheForm[Wish]) -> Response[Any]:
    return Redirect("/done", status_code=303) if form.content else shown(request, form, 422)


@page(["/refusal/{code:str}", "/api/refusal/{code:str}"])
def refuse(code: FromPath[str]) -> Response[bytes]:
    raise REFUSALS[code]


@page(["/crash", "/api/crash"])
def crash() -> Response[bytes]:
    raise RuntimeError("the secret of the boiler room")


@post("/api/echo", opt=NO_CSRF, sync_to_thread=False)
def take_wish(data: JSONBody[Wish]) -> str:
    return data.title


REFUSALS: dict[str, Refusal] = {
    kind.code: kind()
    for kind in vars(refusals).values()
    if isinstance(kind, type) and issubclass(kind, Refusal) and kind not in (Refusal, BadInput)
} | {
    "bad_input": BadInput("/begin", "missing"),
    "too_many_attempts": refusals.TooManyAttempts(retry_after=30),
}


def shell_app(base_url: str = "http://testserver.local") -> Litestar:
    """The app of the tests; nobody is signed in."""
    return Litestar(
        [show_form, send_form, refuse, crash, take_wish, serve_static],
        before_send=[Envelope(base_url)],
        middleware=[csrf_guard(SECRET, base_url)],
        exception_handlers=EXCEPTION_HANDLERS,
        state=State(
            {"house": read_house(resource("seed_rooms.yaml")), "base_url": base_url},
        ),
        openapi_config=None,
    )
