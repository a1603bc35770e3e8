"""One's own account: password, second factor, mails, and browsers that are signed in."""

from typing import Annotated, Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.services import own_account, passwords, second_factor
from booking.services.books import Books
from booking.web.cookies import cookie_name, ended_cookie
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Code, Ticked
from booking.web.forms import Form, TheForm
from booking.web.identity import SESSION_COOKIE
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.qr import qr_svg
from booking.web.requests import Asker
from booking.web.templating import render


class PasswordForm(BaseModel):
    """The old password and the new one, both as typed."""

    old: Annotated[str, Field(max_length=1000)]
    password: Annotated[str, Field(max_length=2000)]


class CodeForm(BaseModel):
    """A code of the second factor."""

    code: Code


class MailsForm(BaseModel):
    """Which mails one wants."""

    digest: Ticked = False
    at_once: Ticked = False


@page("/account")
def show_own_account(request: Asker, books: TheBooks, person: ThePerson) -> Response[bytes]:
    """Everything about one's own account."""
    return own_page(request, books, person, Form())


@deed("/account/password", PasswordForm)
def change_own_password(
    request: Asker, form: TheForm[PasswordForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """Another password; one signs in anew with it, everywhere."""
    if form.content is None:
        return own_page(request, books, person, without_passwords(form), 422)
    try:
        hasher, given = request.app.state.hasher, form.content
        passwords.change_password(books, hasher, person, given.old, given.password, now)
    except BadInput as refusal:
        return own_page(request, books, person, rejected(request, form, refusal), 422)
    answer = Redirect("/sign-in?said=password", status_code=303)
    answer.set_cookie(ended_cookie(SESSION_COOKIE, request.app.state.base_url))
    return answer


@deed("/account/mails", MailsForm)
def choose_own_mails(
    form: TheForm[MailsForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Which mails come."""
    given = form.content or MailsForm()
    own_account.choose_mails(books, person, now, digest=given.digest, at_once=given.at_once)
    return Redirect("/account?said=mails", status_code=303)


@deed("/account/browsers/{session_id:int}/end")
def end_browser(
    session_id: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Signs one browser out."""
    own_account.end_browser(books, person, session_id, now)
    return Redirect("/account?said=browser", status_code=303)


@deed("/account/browsers/end")
def end_other_browsers(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Signs all others out."""
    own_account.end_other_browsers(books, person, secret_of(request), now)
    return Redirect("/account?said=browser", status_code=303)


@deed("/account/second-factor")
def begin_second_factor(request: Asker, books: TheBooks, person: ThePerson) -> Response[bytes]:
    """Shows the secret; asked for twice it is the same until a code has come."""
    return secret_page(request, books, person, Form())


@deed("/account/second-factor/confirm", CodeForm)
def confirm_second_factor(
    request: Asker, form: TheForm[CodeForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The first code; then the codes for the day on which the phone is lost, once."""
    if form.content is None:
        return secret_page(request, books, person, form, 422)
    try:
        codes = second_factor.confirm(books, person, form.content.code, now)
    except BadInput as refusal:
        return secret_page(request, books, person, rejected(request, form, refusal), 422)
    return render(request, "account/recovery.html", {"codes": codes})


@deed("/account/second-factor/end", CodeForm)
def end_own_second_factor(
    request: Asker, form: TheForm[CodeForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """Without a second factor from now on; needs a code."""
    if form.content is None:
        return own_page(request, books, person, form, 422)
    try:
        second_factor.switch_off(books, person, form.content.code, now)
    except BadInput as refusal:
        return own_page(request, books, person, rejected(request, form, refusal), 422)
    return Redirect("/account?said=second_factor_off", status_code=303)


def own_page(
    request: Asker, books: Books, person: Person, form: Form[Any], status: int = 200
) -> Response[bytes]:
    """The page, with what is wrong."""
    own = own_account.look_at_own(books, person, secret_of(request), request.app.state.clock())
    said = request.query_params.get("said", "")
    return render(request, "account/account.html", {"own": own, "form": form, "said": said}, status)


def secret_page(
    request: Asker, books: Books, person: Person, form: Form[Any], status: int = 200
) -> Response[bytes]:
    """The secret as QR code and as text."""
    secret = second_factor.begin(books, person, request.app.state.clock())
    context = {"secret": secret, "code": qr_svg(secret.address), "form": form}
    return render(request, "account/second_factor.html", context, status)


def secret_of(request: Asker) -> str:
    """What this browser is known by."""
    return request.cookies.get(cookie_name(SESSION_COOKIE, request.app.state.base_url), "")


def rejected(request: Asker, form: Form[Any], refusal: BadInput) -> Form[Any]:
    """The form with what is wrong; passwords are never sent back."""
    return without_passwords(form).refused(refusal, words_of(request))


def without_passwords(form: Form[Any]) -> Form[Any]:
    """The same form, without what nobody shall see again."""
    kept = {name: value for name, value in form.typed.items() if name not in ("old", "password")}
    return Form(kept, None, form.errors)


ACCOUNT_PAGES = [
    show_own_account,
    change_own_password,
    choose_own_mails,
    end_browser,
    end_other_browsers,
    begin_second_factor,
    confirm_second_factor,
    end_own_second_factor,
]
