"""Who speaks for an association: looking at the list, adding somebody, ending it for somebody."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.delegates import Successor
from booking.domain.refusals import BadInput, NotFound
from booking.services.books import Books
from booking.services.delegates import add_delegate, end_delegate
from booking.services.own import OwnAssociation, look_at_own
from booking.web.dependencies import TheBooks, TheMoment
from booking.web.form_types import Email, Line, Number
from booking.web.forms import Form, TheForm, prefilled
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.holders import device_holder
from booking.web.templating import render


class NamedForm(BaseModel):
    """Somebody else, by name and address."""

    name: Annotated[Line, Field(min_length=1)]
    email: Email

    def successor(self, language: str) -> Successor:
        """Who is meant; their mails come in the language of whoever names them."""
        return Successor(self.name, self.email, language)


class EndForm(BaseModel):
    """Who is taken off the list."""

    delegate: Annotated[Number, Field(ge=1)]


@page("/my/people/{number:int}")
def show_people(
    request: Asker, number: FromPath[int], books: TheBooks, now: TheMoment
) -> Response[bytes]:
    """Who speaks for the association, and the form to add somebody. Raises `NotFound`."""
    return people_page(request, books, number, now, prefilled())


@deed("/my/people/{number:int}/add", NamedForm)
def add_person(
    request: Asker, number: FromPath[int], form: TheForm[NamedForm], books: TheBooks, now: TheMoment
) -> Response[Any]:
    """Adds somebody, who gets a mail; or shows the form again. Raises `NotFound`."""
    done = ""
    if form.content is not None:
        named = form.content.successor(language_of(request.scope))
        holder = device_holder(request, books, now)
        try:
            done = "added" if add_delegate(books, holder, number, named, now) else "known"
        except BadInput as refusal:
            form = form.refused(refusal, words_of(request))
    if not done:
        return people_page(request, books, number, now, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return Redirect(f"/my/people/{number}?done={done}", status_code=303)


@page("/my/people/{number:int}/end")
def ask_before_ending_person(
    request: Asker,
    number: FromPath[int],
    books: TheBooks,
    now: TheMoment,
    delegate: FromQuery[int] = 0,
) -> Response[Any]:
    """The question; whoever is no longer on the list leads back to it. Raises `NotFound`."""
    group = get_group(request, books, number, now)
    one = next((one for one in group.delegates if one.id == delegate), None)
    if one is None:
        return Redirect(f"/my/people/{number}", status_code=303)
    context = {"group": group, "one": one, "own_id": own_id_of(request, books, group, now)}
    return render(request, "my/end_person.html", context)


@deed("/my/people/{number:int}/end", EndForm)
def end_person(
    request: Asker, number: FromPath[int], form: TheForm[EndForm], books: TheBooks, now: TheMoment
) -> Response[Any]:
    """Takes somebody off the list, oneself included. Raises `NotFound`, `LastDelegate`."""
    if form.content is None:
        raise NotFound(what="delegate")
    holder = device_holder(request, books, now)
    get_group(request, books, number, now)
    end_delegate(books, holder, form.content.delegate, now)
    still = number in device_holder(request, books, now).associations
    address = f"/my/people/{number}?done=ended" if still else "/my?done=ended"
    return Redirect(address, status_code=303)


def people_page(
    request: Asker,
    books: Books,
    number: int,
    now: datetime,
    form: Form[Any],
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """The list with its forms."""
    group = get_group(request, books, number, now)
    context = {
        "group": group,
        "own_id": own_id_of(request, books, group, now),
        "form": form,
        "done": request.query_params.get("done", ""),
    }
    return render(request, "my/people.html", context, status)


def own_id_of(request: Asker, books: Books, group: OwnAssociation, now: datetime) -> int:
    """Which of those who speak for the association holds this device."""
    email = device_holder(request, books, now).proven_email
    return next(one.id for one in group.delegates if one.email == email)


def get_group(request: Asker, books: Books, number: int, now: datetime) -> OwnAssociation:
    """The association of that number, if this device speaks for it; raises `NotFound`."""
    own = look_at_own(books, device_holder(request, books, now), now)
    found = next((one for one in own.associations if one.id == number), None)
    if found is None:
        raise NotFound(what="association")
    return found
