"""Signing in and out of staff and caretakers. Associations need neither."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.accounts import CodeNeeded
from booking.domain.browsers import browser_of
from booking.domain.people import Person
from booking.domain.refusals import BadInput, SignInNeeded, WrongSignIn
from booking.services import sign_in
from booking.web.cookies import cookie_name, ended_cookie
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin, ThePerson
from booking.web.form_types import Code, Line
from booking.web.forms import WHOLE_FORM, Form, TheForm, prefilled
from booking.web.identity import SESSION_COOKIE, session_cookie
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.local_path import local_path
from booking.web.templating import render
from booking.words.problems import problem_text
from booking.words.refusals import explain


class SignInForm(BaseModel):
    """Who somebody says they are. The password is taken as typed, blanks included."""

    email: Annotated[Line, Field(max_length=254)]
    password: Annotated[str, Field(max_length=1000)]
    next: Annotated[str, Field(max_length=2000)] = ""


class CodeForm(BaseModel):
    """A code of the second factor, and what the first step has given."""

    code: Code
    key: Annotated[str, Field(max_length=200)]
    next: Annotated[str, Field(max_length=2000)] = ""


@page("/sign-in")
def show_sign_in(request: Asker, person: ThePerson) -> Response[Any]:
    """The form; whoever is signed in already is sent on."""
    wanted = request.query_params.get("next", "")
    if person.account_id is not None:
        return Redirect(destination(wanted, person), status_code=303)
    return sign_in_page(request, prefilled(next=local_path(wanted) or ""))


@deed("/sign-in", SignInForm)
def take_sign_in(
    request: Asker, form: TheForm[SignInForm], books: TheBooks, now: TheMoment, origin: TheOrigin
) -> Response[Any]:
    """Opens a new session, never one that the browser brought along; or the form again."""
    if form.content is None:
        return sign_in_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    given, state = form.content, request.app.state
    try:
        signed_in = sign_in.sign_in(
            books.database,
            state.hasher,
            given.email,
            given.password,
            origin,
            now,
            browser=browser_in(request),
        )
    except CodeNeeded as step:
        return code_page(request, prefilled(key=str(step.facts["secret"]), next=given.next))
    except WrongSignIn as refusal:
        advice = explain(refusal.code, words_of(request)).advice
        return sign_in_page(request, form.rejected(WHOLE_FORM, advice), HTTPStatus.UNAUTHORIZED)
    return signed_in_page(request, books, signed_in, given.next)


@deed("/sign-in/code", CodeForm)
def take_second_step(
    request: Asker, form: TheForm[CodeForm], books: TheBooks, now: TheMoment
) -> Response[Any]:
    """The second step; too late, one begins anew."""
    if form.content is None:
        return code_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.content
    try:
        signed_in = sign_in.sign_in_with_code(
            books.database, given.key, given.code, now, browser=browser_in(request)
        )
    except SignInNeeded:
        return Redirect("/sign-in?said=too_late", status_code=303)
    except BadInput as refusal:
        told = problem_text(refusal.problem, refusal.facts, words_of(request))
        return code_page(request, form.rejected("code", told), HTTPStatus.UNAUTHORIZED)
    return signed_in_page(request, books, signed_in, given.next)


def signed_in_page(
    request: Asker, books: TheBooks, signed_in: sign_in.SignedIn, wanted: str
) -> Response[Any]:
    """On to where somebody wanted to go, with a new session."""
    end_session(request, books)
    answer = Redirect(destination(wanted, signed_in.person), status_code=303)
    answer.set_cookie(session_cookie(signed_in, request.app.state.base_url))
    return answer


def browser_in(request: Asker) -> str:
    """Which program somebody signs in with."""
    return browser_of(request.headers.get("user-agent", ""))


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
    said = request.query_params.get("said", "")
    return render(request, "sign_in/sign_in.html", {"form": shown, "said": said}, status)


def code_page(request: Asker, form: Form[Any], status: int = HTTPStatus.OK) -> Response[bytes]:
    """The form for the code."""
    return render(request, "sign_in/code.html", {"form": form}, status)


def destination(wanted: str, person: Person) -> str:
    """Where somebody wanted to go, or else where their work is."""
    return local_path(wanted) or ("/staff" if person.is_staff else "/today")


def end_session(request: Asker, books: TheBooks) -> None:
    """Whatever session the browser brought is over."""
    secret = request.cookies.get(cookie_name(SESSION_COOKIE, request.app.state.base_url))
    if secret:
        sign_in.sign_out(books.database, secret)
