"""A forgotten password, and choosing one by the link of a mail."""

from typing import Annotated, Any

from litestar import Response
from litestar.params import FromQuery
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.refusals import BadInput, NotFound
from booking.services import passwords
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin
from booking.web.form_types import Email
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.templating import render


class AddressForm(BaseModel):
    """Whose password it is."""

    email: Email


class NewPasswordForm(BaseModel):
    """The password as typed, with the secret of the link."""

    password: Annotated[str, Field(max_length=2000)]
    key: Annotated[str, Field(max_length=200)]


@page("/sign-in/forgotten")
def show_forgotten(request: Asker) -> Response[bytes]:
    """The form; sent, it says what happens now, whether or not the address is known."""
    was_sent = request.query_params.get("said") == "sent"
    return render(request, "sign_in/forgotten.html", {"form": Form(), "was_sent": was_sent})


@deed("/sign-in/forgotten", AddressForm)
def take_forgotten(
    request: Asker, form: TheForm[AddressForm], books: TheBooks, now: TheMoment, origin: TheOrigin
) -> Response[Any]:
    """Owes the mail with the link."""
    if form.content is None:
        return render(request, "sign_in/forgotten.html", {"form": form, "was_sent": False}, 422)
    passwords.ask_for_link(books, form.content.email, origin, now)
    return Redirect("/sign-in/forgotten?said=sent", status_code=303)


@page("/password")
def show_new_password(
    request: Asker, books: TheBooks, now: TheMoment, key: FromQuery[str] = ""
) -> Response[bytes]:
    """The form behind the link; looking at it uses nothing up."""
    try:
        entry = passwords.look_at_link(books, key, now)
    except NotFound:
        return render(request, "sign_in/old_link.html", {}, 404)
    return render(request, "sign_in/password.html", {"form": prefilled(key=key), "entry": entry})


@deed("/password", NewPasswordForm)
def take_new_password(
    request: Asker, form: TheForm[NewPasswordForm], books: TheBooks, now: TheMoment
) -> Response[Any]:
    """Sets the password and sends on to sign in with it."""
    key = form.get("key")
    try:
        entry = passwords.look_at_link(books, key, now)
        shown: Form[Any] = Form({"key": (key,)}, None, form.errors)
        if form.content is None:
            return render(request, "sign_in/password.html", {"form": shown, "entry": entry}, 422)
        hasher = request.app.state.hasher
        passwords.choose_password(books, hasher, key, form.content.password, now)
    except NotFound:
        return render(request, "sign_in/old_link.html", {}, 404)
    except BadInput as refusal:
        again = shown.refused(refusal, words_of(request))
        return render(request, "sign_in/password.html", {"form": again, "entry": entry}, 422)
    return Redirect("/sign-in?said=password", status_code=303)


PASSWORD_PAGES = [show_forgotten, take_forgotten, show_new_password, take_new_password]
