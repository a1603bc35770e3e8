"""Signing in and out of staff and caretakers. Associations need neither."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.people import Person
from booking.domain.refusals import WrongSignIn
from booking.services import sign_in
from booking.web.cookies import cookie_name, ended_cookie
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin, ThePerson
from booking.web.form_types import Line
from booking.web.forms import WHOLE_FORM, Form, form_of, prefilled
from booking.web.identity import SESSION_COOKIE, session_cookie
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.site.local_path import local_path
from booking.web.templating import render
from booking.words.refusals import explain

Asker: TypeAlias = Request[Any, Any, Any]


class SignInForm(BaseModel):
    """Who somebody says they are. The password is taken as typed, blanks included."""

    email: Annotated[Line, Field(max_length=254)]
    password: Annotated[str, Field(max_length=1000)]
    next: Annotated[str, Field(max_length=2000)] = ""


TheForm: TypeAlias = NamedDependency[SkipValidation[Form[SignInForm]]]


@page("/sign-in")
def show_sign_in(request: Asker, person: ThePerson) -> Response[Any]:
    """The form; whoever is signed in already is sent on."""
    wanted = request.query_params.get("next", "")
    if person.account_id is not None:
        return Redirect(destination(wanted, person), status_code=303)
    return sign_in_page(request, prefilled(next=local_path(wanted) or ""))


@deed("/sign-in", dependencies={"form": Provide(form_of(SignInForm))})
def take_sign_in(
    request: Asker, form: TheForm, books: TheBooks, now: TheMoment, origin: TheOrigin
) -> Response[Any]:
    """Opens a new session, never one that the browser brought along; or the form again."""
    if form.content is None:
        return sign_in_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    given, state = form.content, request.app.state
    try:
        signed_in = sign_in.sign_in(
            books.database, state.hasher, given.email, given.password, origin, now
        )
    except WrongSignIn as refusal:
        advice = explain(refusal.code, words_of(request)).advice
        return sign_in_page(request, form.rejected(WHOLE_FORM, advice), HTTPStatus.UNAUTHORIZED)
    end_session(request, books)
    answer = Redirect(destination(given.next, signed_in.person), status_code=303)
    answer.set_cookie(session_cookie(signed_in, state.base_url))
    return answer


@deed("/sign-out")
def sign_out(request: Asker, books: TheBooks) -> Response[Any]:
    """Ends the session, here and in the books."""
    end_session(request, books)
    answer = Redirect("/", status_code=303)
    answer.set_cookie(ended_cookie(SESSION_COOKIE, request.app.state.base_url))
    return answer


def sign_in_page(
    request: Asker, form: Form[SignInForm], status: int = HTTPStatus.OK
) -> Response[bytes]:
    """The form; a password is never sent back."""
    shown = replace(form, typed={**form.typed, "password": ()})
    return render(request, "sign_in/sign_in.html", {"form": shown}, status)


def destination(wanted: str, person: Person) -> str:
    """Where somebody wanted to go, or else where their work is."""
    return local_path(wanted) or ("/staff" if person.is_staff else "/plan")


def end_session(request: Asker, books: TheBooks) -> None:
    """Whatever session the browser brought is over."""
    secret = request.cookies.get(cookie_name(SESSION_COOKIE, request.app.state.base_url))
    if secret:
        sign_in.sign_out(books.database, secret)
