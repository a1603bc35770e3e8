"""Asking for a room: the form, the check of every date, and sending it.

Nothing is stored before the last step. What was typed travels with the person, so
every step back finds it again.
"""

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, TypeAlias

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect
from pydantic import SkipValidation

from booking.domain.people import Person
from booking.domain.refusals import BadInput, DatesNotFree, TooManyAttempts
from booking.services import enquiries
from booking.services.books import Books
from booking.web.csrf import SHOWN_AGAIN, is_unproven
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin, ThePerson
from booking.web.forms import Form, Typed, query_of
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.site.enquiry_faults import with_bad_input
from booking.web.site.enquiry_form import first_shown
from booking.web.site.enquiry_pages import check_page, form_page, understand
from booking.web.site.enquiry_places import with_way_out
from booking.web.site.links import own_page
from booking.words.catalogue import Words, msgid
from booking.words.refusals import Explanation, explain

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


FASTER = Explanation(
    msgid("Nothing was sent."),
    msgid("Others were faster. This is how the dates stand now."),
)
OPEN_TOO_LONG = Explanation(
    msgid("Please send your request once more."),
    msgid("The page had been open for too long. Nothing was sent, and nothing is lost."),
)


@page("/enquire")
def show_enquiry(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form, with what a link from a week or from the first page says."""
    today = books.house.wall_clock.date_of(now)
    form = first_shown(query_of(request), books.house, today)
    return form_page(request, books, person, form, now)


@page(["/enquire/change", "/enquire/send"])
def show_enquiry_anew() -> Redirect:
    """Whoever comes here by an address alone has typed nothing yet."""
    return Redirect("/enquire", status_code=303)


@deed("/enquire/change", dependencies=TYPED, opt=SHOWN_AGAIN)
def change_enquiry(
    request: Asker, typed: TheTyped, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """Back to the form, everything as it was typed."""
    return form_page(request, books, person, Form(typed), now)


@deed("/enquire", dependencies=TYPED, opt=SHOWN_AGAIN)
def check_enquiry(
    request: Asker, typed: TheTyped, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What would come of it, date by date; or the form again with what is wrong."""
    return answer_check(request, books, person, with_way_out(typed), now)


@deed("/enquire/send", dependencies=TYPED, opt=SHOWN_AGAIN)
def send_enquiry(
    request: Asker,
    typed: TheTyped,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    origin: TheOrigin,
) -> Response[Any]:
    """Asks in earnest, once however often it is sent; then shows the booking's own page."""
    again = partial(answer_check, request, books, person, typed, now)
    if is_unproven(request):
        return again(HTTPStatus.FORBIDDEN, in_words(OPEN_TOO_LONG, words_of(request)))
    form, wish = understand(request, books, person, typed, now)
    if wish is None:
        return again()
    try:
        key = form.get("nonce") or None
        requested = enquiries.request(books, person, wish, now, origin, key=key)
    except BadInput:
        return again()
    except DatesNotFree:
        return again(HTTPStatus.CONFLICT, in_words(FASTER, words_of(request)))
    except TooManyAttempts as refusal:
        answer = again(HTTPStatus.TOO_MANY_REQUESTS, explain(refusal.code, words_of(request)))
        answer.headers["retry-after"] = str(refusal.facts.get("retry_after", 60))
        return answer
    address = own_page(requested.booking.reference, requested.secret, sent="1")
    return Redirect(address, status_code=303)


def answer_check(
    request: Asker,
    books: Books,
    person: Person,
    typed: Typed,
    now: datetime,
    status: HTTPStatus = HTTPStatus.OK,
    notice: Explanation | None = None,
) -> Response[bytes]:
    """The check of what was typed, under a notice if there is one; nothing is stored."""
    form, wish = understand(request, books, person, typed, now)
    if wish is None:
        return form_page(request, books, person, form, now)
    try:
        verdict = enquiries.check(books, person, wish, now)
    except BadInput as fault:
        rejected = with_bad_input(form, fault, words_of(request))
        return form_page(request, books, person, rejected, now)
    return check_page(request, books, person, form, wish, verdict, now, status, notice)


def in_words(told: Explanation, words: Words) -> Explanation:
    """A notice in the language of the person."""
    return Explanation(words.gettext(told.title), words.gettext(told.advice))
