"""A new link for whoever has lost theirs. The answer is the same whether or not the house
knows the booking or the address."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.refusals import NotFound
from booking.services.links import send_new_link
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin
from booking.web.form_types import Email
from booking.web.forms import TheForm
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.holders import no_link_page
from booking.web.site.links import own_page
from booking.web.templating import render


class NewLinkForm(BaseModel):
    """Where the link shall go."""

    email: Email


@deed("/bookings/{reference:str}/new-link", NewLinkForm)
def ask_for_new_link(
    request: Asker,
    reference: FromPath[str],
    form: TheForm[NewLinkForm],
    books: TheBooks,
    now: TheMoment,
    origin: TheOrigin,
) -> Response[Any]:
    """Owes the mail, if the address speaks for this booking, and says that it did what it can."""
    if form.content is None:
        return no_link_page(request, reference, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    with suppress(NotFound):  # no booking is ever called that; nobody is told so
        send_new_link(books, as_written(reference), form.content.email, origin, now)
    return Redirect(own_page(reference, below="/new-link"), status_code=303)


@page("/bookings/{reference:str}/new-link")
def show_new_link(request: Asker) -> Response[bytes]:
    """What happens next."""
    context = {"is_demo": request.app.state.is_demo}
    return render(request, "bookings/new_link.html", context)
