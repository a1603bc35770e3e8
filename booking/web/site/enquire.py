"""Asking for a room: the form, the check of every date, and sending it.

Nothing is stored before the last step. What was typed travels with the person, so
every step back finds it again.
"""

from http import HTTPStatus
from typing import Any, TypeAlias

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect
from pydantic import SkipValidation

from booking.domain.refusals import BadInput, DatesNotFree, TooManyAttempts
from booking.services import enquiries
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin, ThePerson
from booking.web.forms import Form, Typed, query_of
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.site.enquiry_faults import with_bad_input
from booking.web.site.enquiry_form import first_shown
from booking.web.site.enquiry_pages import check_page, form_page, understand
from booking.web.site.links import own_page

Asker: TypeAlias = Request[Any, Any, Any]


async def read_typed(request: Asker) -> Typed:
    """The body of the form as it was typed."""
    posted = await request.form()
    return {
        name: tuple(value for value in posted.getall(name) if isinstance(value, str))
        for name in posted
    }


TYPED = {"typed": Provide(read_typed)}
TheTyped: TypeAlias = NamedDependency[SkipValidation[Typed]]


@page("/enquire")
def show_enquiry(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form, with what a link from a week or from the first page says."""
    today = books.house.wall_clock.date_of(now)
    form = first_shown(query_of(request), books.house, today)
    return form_page(request, books, person, form)


@deed("/enquire/change", dependencies=TYPED)
def change_enquiry(
    request: Asker, typed: TheTyped, books: TheBooks, person: ThePerson
) -> Response[bytes]:
    """Back to the form, everything as it was typed."""
    return form_page(request, books, person, Form(typed))


@deed("/enquire", dependencies=TYPED)
def check_enquiry(
    request: Asker, typed: TheTyped, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What would come of it, date by date; or the form again with what is wrong."""
    form, wish = understand(request, books, person, typed)
    if wish is None:
        return form_page(request, books, person, form)
    try:
        verdict = enquiries.check(books, person, wish, now)
    except BadInput as fault:
        rejected = with_bad_input(form, fault, words_of(request))
        return form_page(request, books, person, rejected)
    return check_page(request, books, person, form, verdict)


@deed("/enquire/send", dependencies=TYPED)
def send_enquiry(
    request: Asker,
    typed: TheTyped,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    origin: TheOrigin,
) -> Response[Any]:
    """Asks in earnest, once however often it is sent; then shows the booking's own page."""
    form, wish = understand(request, books, person, typed)
    if wish is None:
        return form_page(request, books, person, form)
    nonce = form.get("nonce") or None
    try:
        requested = enquiries.request(books, person, wish, now, origin, key=nonce)
    except BadInput as fault:
        rejected = with_bad_input(form, fault, words_of(request))
        return form_page(request, books, person, rejected)
    except DatesNotFree:
        verdict = enquiries.check(books, person, wish, now)
        return check_page(request, books, person, form, verdict, HTTPStatus.CONFLICT)
    except TooManyAttempts as refusal:
        verdict = enquiries.check(books, person, wish, now)
        status = HTTPStatus.TOO_MANY_REQUESTS
        answer = check_page(request, books, person, form, verdict, status, refusal.code)
        answer.headers["retry-after"] = str(refusal.facts.get("retry_after", 60))
        return answer
    address = own_page(requested.booking.reference, requested.secret, sent="1")
    return Redirect(address, status_code=303)
