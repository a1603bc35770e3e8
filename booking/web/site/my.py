"""“Meine Buchungen”: all bookings of an address, for whoever has proven it on this device.

Nobody has a password. A code is sent to the address; the device that shows it is known for a
while, until its owner signs out.
"""

from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.datastructures import Cookie
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.proofs import CODE_LASTS, ProofPurpose, WrongCode
from booking.domain.refusals import NotFound
from booking.services.outbox import read_in_demo
from booking.services.own import look_at_own
from booking.services.proofs import find_proof, forget_device, prove, send_code
from booking.web.cookies import cookie_name, ended_cookie, secret_cookie
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin
from booking.web.devices import DEVICE_COOKIE, device_cookie
from booking.web.form_types import Code, Email
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.holders import device_holder, device_of
from booking.web.site.own_lists import group_rows
from booking.web.templating import render
from booking.words.refusals import explain

HANDLE_COOKIE = "my_proof"
"""What this browser is known by while it waits for its code."""
PURPOSE = ProofPurpose.MY_BOOKINGS


class AddressForm(BaseModel):
    """Whose bookings somebody wants to see."""

    email: Email


class CodeForm(BaseModel):
    """The six digits from the mail."""

    code: Code = ""


@page("/my")
def show_my_bookings(request: Asker, books: TheBooks, now: TheMoment) -> Response[bytes]:
    """All of the proven address; or the question which address it is."""
    holder = device_holder(request, books, now)
    if not holder.proven_email:
        return render(request, "my/address.html", {"form": prefilled()})
    own = look_at_own(books, holder, now)
    groups = [group_rows(one, own, books.house, now, words_of(request)) for one in own.associations]
    said = request.query_params.get("done", "")
    return render(request, "my/my.html", {"own": own, "groups": groups, "done": said})


@deed("/my/code", AddressForm)
def send_my_code(
    request: Asker, form: TheForm[AddressForm], books: TheBooks, now: TheMoment, origin: TheOrigin
) -> Response[Any]:
    """Owes the mail with the code, whether or not the house knows the address."""
    if form.content is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "my/address.html", {"form": form}, status)
    language, handle = language_of(request.scope), handle_of(request)
    handle = send_code(
        books, form.content.email, PURPOSE, language, now, origin, handle=handle or None
    )
    answer = Redirect("/my/code", status_code=303)
    answer.set_cookie(handle_cookie(handle, request.app.state.base_url))
    return answer


@page("/my/code")
def ask_for_my_code(request: Asker, books: TheBooks, now: TheMoment) -> Response[Any]:
    """The form for the code; without one under way, back to the question for the address."""
    proof = find_proof(books, handle_of(request), PURPOSE, now)
    if proof is None:
        return Redirect("/my", status_code=303)
    return render(request, "my/code.html", code_context(request, prefilled(), proof.email))


@page("/my/code/mail")
def show_my_demo_mail(request: Asker, books: TheBooks, now: TheMoment) -> Response[bytes]:
    """In the demo the mail with the code can be read here, by the browser that asked for it.
    In every other house there is no such page."""
    state = request.app.state
    if not state.is_demo:
        raise NotFound(what="page")
    letter = read_in_demo(books, state.office.head, handle_of(request), PURPOSE, now)
    return render(request, "outbox/in_demo.html", {"letter": letter, "back": "/my/code"})


@deed("/my/prove", CodeForm)
def take_my_code(
    request: Asker, form: TheForm[CodeForm], books: TheBooks, now: TheMoment
) -> Response[Any]:
    """Knows this device from now on, or says that the code is not right."""
    handle, state = handle_of(request), request.app.state
    try:
        if form.content is None:
            return code_again(request, books, form, now)
        if not form.content.code:
            told = words_of(request).gettext("Please enter the code from our mail.")
            return code_again(request, books, form.rejected("code", told), now)
        proven = prove(books, handle, PURPOSE, form.content.code, now)
    except WrongCode as refusal:
        advice = explain(refusal.code, words_of(request)).advice
        return code_again(request, books, form.rejected("code", advice), now)
    except NotFound:
        return Redirect("/my", status_code=303)
    answer = Redirect("/my", status_code=303)
    answer.set_cookie(device_cookie(proven, state.base_url))
    answer.set_cookie(ended_cookie(HANDLE_COOKIE, state.base_url))
    return answer


@deed("/my/sign-out")
def sign_out_of_device(request: Asker, books: TheBooks) -> Response[Any]:
    """Forgets this device, here and in the books."""
    forget_device(books, device_of(request))
    answer = Redirect("/my", status_code=303)
    answer.set_cookie(ended_cookie(DEVICE_COOKIE, request.app.state.base_url))
    return answer


def code_again(
    request: Asker, books: TheBooks, form: Form[CodeForm], now: TheMoment
) -> Response[Any]:
    """The form with what was typed and why it is not right."""
    proof = find_proof(books, handle_of(request), PURPOSE, now)
    if proof is None:
        return Redirect("/my", status_code=303)
    context = code_context(request, form, proof.email)
    return render(request, "my/code.html", context, HTTPStatus.UNPROCESSABLE_ENTITY)


def code_context(request: Asker, form: Form[Any], email: str) -> dict[str, object]:
    """What the page for the code shows."""
    return {"form": form, "email": email, "is_demo": request.app.state.is_demo}


def handle_of(request: Asker) -> str:
    """What this browser is known by while it waits for its code; empty if it does not."""
    return request.cookies.get(cookie_name(HANDLE_COOKIE, request.app.state.base_url), "")


def handle_cookie(handle: str, base_url: str) -> Cookie:
    """Lasts as long as its code, and one that is asked for again."""
    return secret_cookie(HANDLE_COOKIE, handle, base_url, 2 * CODE_LASTS)
