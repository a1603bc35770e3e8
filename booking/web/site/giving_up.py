"""Saying that dates do not take place: a question first, then the deed.

The question is a page of its own, so that no link that a mail program follows by
itself can end anything.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation, given_up
from booking.domain.people import Person
from booking.domain.refusals import NotFound
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.decisions import cancel
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Line, Number
from booking.web.forms import Form, form_of, query_of, read_form
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.site.bookings import holder_of, no_link_page
from booking.web.site.links import own_page
from booking.web.site.own_dates import OwnDate, ends_as, own_dates
from booking.web.templating import render


class Scope(StrEnum):
    """Which dates are meant, counted from the one that was chosen."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


class GivingUp(BaseModel):
    """What is asked for; without a date all of them are meant."""

    key: Line = ""
    scope: Scope = Scope.ALL
    date: Annotated[Number, Field(ge=1)] | None = None
    """The id of the chosen occurrence."""


TheForm: TypeAlias = NamedDependency[SkipValidation[Form[GivingUp]]]


@page("/bookings/{reference:str}/give-up")
def ask_before_giving_up(
    request: Request[Any, Any, Any],
    reference: FromPath[str],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[bytes]:
    """Names the dates that would be given up, with a button for each way to mean it."""
    wish = read_form(GivingUp, query_of(request), words_of(request)).content
    try:
        booking, wish = open_for(books, person, reference, wish, now)
    except NotFound:
        return no_link_page(request)
    language = language_of(request.scope)
    ways = [
        (scope, own_dates_of(books, booking, wish, scope, now, language))
        for scope in ((Scope.ALL,) if wish.date is None else (Scope.ONE, Scope.FOLLOWING))
    ]
    context = {
        "booking": booking,
        "wish": wish,
        "ways": ways,
        "ends_as": ends_as(ways[0][1]),
        "back": own_page(reference, wish.key),
        "action": own_page(reference, below="/give-up"),
    }
    return render(request, "bookings/give_up.html", context)


@deed("/bookings/{reference:str}/give-up", dependencies={"form": Provide(form_of(GivingUp))})
def give_up(
    request: Request[Any, Any, Any],
    reference: FromPath[str],
    form: TheForm,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Gives the dates up. Those that are over, or ended already, stay as they are."""
    try:
        booking, wish = open_for(books, person, reference, form.content, now)
    except NotFound:
        return no_link_page(request)
    language = language_of(request.scope)
    ending = ends_as(own_dates_of(books, booking, wish, wish.scope, now, language))
    holder = holder_of(books, person, wish.key, now)
    cancel(books, holder, booking.reference, cancellation_of(booking, wish, wish.scope), now)
    return Redirect(own_page(reference, wish.key, given_up=ending.value), status_code=303)


def open_for(
    books: Books, person: Person, reference: str, wish: GivingUp | None, now: datetime
) -> tuple[Booking, GivingUp]:
    """The booking, for whoever may see it; raises `NotFound`, also for a date of others."""
    if wish is None:
        raise NotFound(what="booking", reference=reference)
    holder = holder_of(books, person, wish.key, now)
    booking = get_booking(books, holder, as_written(reference), now)
    if wish.date is not None and wish.date not in {one.id for one in booking.occurrences}:
        raise NotFound(what="occurrence", id=wish.date)
    return booking, wish


def cancellation_of(booking: Booking, wish: GivingUp, scope: Scope) -> Cancellation:
    """The dates that are meant; rooms wanted together are given up together."""
    if wish.date is None or scope is Scope.ALL:
        return Cancellation()
    chosen = next(one for one in booking.occurrences if one.id == wish.date)
    if scope is Scope.FOLLOWING:
        return Cancellation(since=chosen.day)
    together = (one.id for one in booking.occurrences if one.position == chosen.position)
    return Cancellation(occurrences=frozenset(together))


def own_dates_of(
    books: Books, booking: Booking, wish: GivingUp, scope: Scope, now: datetime, language: str
) -> list[OwnDate]:
    """The dates that would be given up."""
    ending = given_up(booking, cancellation_of(booking, wish, scope), now)
    ids = {one.id for one in ending}
    return [
        one for one in own_dates(booking, books.house, now, language) if one.occurrence.id in ids
    ]
