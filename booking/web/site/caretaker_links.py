"""Staff make links to the caretaker's day, and end them.

A new secret is shown once, after the redirect: until then it waits in a cookie that no
script reads and that lasts for two minutes.
"""

from datetime import datetime
from typing import Annotated, Any

from litestar import Response
from litestar.datastructures import Cookie
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.caretaker_links import NewLink
from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.services.books import Books
from booking.services.caretaker_links import end, look_at_caretakers, make_link
from booking.web.cookies import cookie_name, ended_cookie, is_https
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Line, Nonce, Number, Phone
from booking.web.forms import Form, TheForm, new_nonce, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.qr import qr_svg
from booking.web.requests import Asker
from booking.web.site.keepers import day_address
from booking.web.templating import render

PAGE = "/staff/caretakers"
NEW_LINK = "newlink"
SHOWN_FOR = 120
"""Seconds that a new secret waits to be shown."""


class LinkForm(BaseModel):
    """Whose link: a caretaker with an account, or a substitute with a name and a last day."""

    nonce: Nonce
    account: Number | None = None
    name: Annotated[Line, Field(max_length=100)] = ""
    phone: Phone | None = None
    last_day: Day | None = None


@page(PAGE)
def show_caretakers(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """Who looks after the house, their links, and a new one if one was just made."""
    return caretakers_page(request, books, person, prefilled(), now)


@deed(PAGE, LinkForm)
def take_new_link(
    request: Asker, form: TheForm[LinkForm], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """Makes a link; the page then shows it once."""
    given = form.content
    if given is None:
        return caretakers_page(request, books, person, form, now, 422)
    link = NewLink(given.name, given.nonce, given.phone or "", given.account, given.last_day)
    try:
        secret = make_link(books, person, link, now)
    except BadInput as refusal:
        rejected = form.refused(refusal, words_of(request))
        return caretakers_page(request, books, person, rejected, now, 422)
    answer = Redirect(f"{PAGE}#new-link", status_code=303)
    if secret:
        answer.set_cookie(cookie_of(request, secret))
    return answer


@deed(PAGE + "/links/{link_id:int}/end")
def end_link(
    link_id: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """From now on the link says that it has ended."""
    end(books, person, link_id, now)
    return Redirect(PAGE, status_code=303)


def caretakers_page(
    request: Asker,
    books: Books,
    person: Person,
    form: Form[LinkForm],
    now: datetime,
    status: int = 200,
) -> Response[bytes]:
    """The page; a secret that waits is shown, and gone from then on."""
    base = request.app.state.base_url
    secret = request.cookies.get(cookie_name(NEW_LINK, base))
    address = f"{base}{day_address(secret)}" if secret else ""
    context = {
        "form": form,
        "caretakers": look_at_caretakers(books, person, now),
        "nonce": form.get("nonce") or new_nonce(),
        "new_link": address,
        "qr": qr_svg(address) if address else "",
    }
    answer = render(request, "today/caretakers.html", context, status)
    if secret:
        answer.set_cookie(ended_cookie(NEW_LINK, base))
    return answer


def cookie_of(request: Asker, secret: str) -> Cookie:
    """What carries a new secret over the redirect."""
    base = request.app.state.base_url
    return Cookie(
        key=cookie_name(NEW_LINK, base),
        value=secret,
        path="/",
        max_age=SHOWN_FOR,
        httponly=True,
        samesite="strict",
        secure=is_https(base),
    )
