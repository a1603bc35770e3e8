"""Another address in the place of one that is lost or in the wrong hands."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect

from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.services.addresses import look_at_delegate, replace_address
from booking.services.books import Books
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.my_people import NamedForm
from booking.web.templating import render

ADDRESS = "/staff/delegates/{number:int}"


@page(ADDRESS)
def show_address_form(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form, and what ends with the old address."""
    return address_page(request, books, person, number, now)


@deed(ADDRESS, NamedForm)
def replace_old_address(
    request: Asker,
    number: FromPath[int],
    form: TheForm[NamedForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Replaces it; or shows the form again. Raises `NotFound`."""
    one = look_at_delegate(books, person, number, now)
    if form.content is not None:
        try:
            replace_address(books, person, number, form.content.name, form.content.email, now)
        except BadInput as refusal:
            form = form.refused(refusal, words_of(request))
    if form.content is None:
        return address_page(request, books, person, number, now, form)
    address = f"/staff/associations/{one.association_id}?done=replaced"
    return Redirect(address, status_code=303)


def address_page(
    request: Asker,
    books: Books,
    person: Person,
    number: int,
    now: datetime,
    form: Form[Any] | None = None,
) -> Response[bytes]:
    """The form with whatever was typed. Raises `NotFound`."""
    one = look_at_delegate(books, person, number, now)
    context = {"one": one, "form": form or prefilled(name=one.name)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "associations/address.html", context, status)
