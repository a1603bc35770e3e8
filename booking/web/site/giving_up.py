"""Saying that dates do not take place: a question first, then the deed.

The question is a page of its own, so that no link that a mail program follows by
itself can end anything.
"""

from enum import StrEnum
from typing import Annotated

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.bookings import Booking
from booking.domain.decisions import Cancellation, given_up
from booking.domain.refusals import NotFound
from booking.domain.statuses import Status
from booking.services.bookings import get_booking
from booking.services.decisions import cancel
from booking.web.form_types import Number
from booking.web.forms import TheForm, query_of, read_form
from booking.web.site.holders import TheVisit, Visit, visit_deed, visit_page
from booking.web.site.links import own_page
from booking.web.site.own_dates import OwnDate, count_dates, ends_as, own_dates
from booking.web.templating import render


class Scope(StrEnum):
    """Which dates are meant, counted from the one that was chosen."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


class GivingUp(BaseModel):
    """What is asked for; without a date all of them are meant."""

    scope: Scope = Scope.ALL
    date: Annotated[Number, Field(ge=1)] | None = None
    """The id of the chosen occurrence."""


@visit_page("/give-up")
def ask_before_giving_up(visit: TheVisit) -> Response[bytes]:
    """Names the dates that would be given up, with a button for each way to mean it."""
    asked = read_form(GivingUp, query_of(visit.request), visit.words).content
    booking, wish = open_for(visit, asked)
    ways = [
        (scope, own_dates_of(visit, booking, wish, scope))
        for scope in ((Scope.ALL,) if wish.date is None else (Scope.ONE, Scope.FOLLOWING))
    ]
    context = {
        "booking": booking,
        "wish": wish,
        "ways": ways,
        "count_dates": count_dates,
        "ends_as": ends_as(ways[0][1]),
        "ended": chosen_status(booking, wish),
        "key": visit.key,
        "back": visit.address(),
        "action": own_page(visit.reference, below="/give-up"),
    }
    return render(visit.request, "bookings/give_up.html", context)


@visit_deed("/give-up", GivingUp)
def give_up(form: TheForm[GivingUp], visit: TheVisit) -> Redirect:
    """Gives the dates up. Those that are over, or ended already, stay as they are; if that is so
    of all, the question says it."""
    booking, wish = open_for(visit, form.content)
    falling = own_dates_of(visit, booking, wish, wish.scope)
    if not falling:
        chosen = {} if wish.date is None else {"date": str(wish.date)}
        return Redirect(visit.address("/give-up", **chosen), status_code=303)
    cancellation = cancellation_of(booking, wish, wish.scope)
    cancel(visit.books, visit.holder, visit.reference, cancellation, visit.now)
    words = {ends_as([one]).value for one in falling}
    return Redirect(visit.address(given_up=" ".join(sorted(words))), status_code=303)


def open_for(visit: Visit, wish: GivingUp | None) -> tuple[Booking, GivingUp]:
    """The booking, for whoever may see it; raises `NotFound`, also for a date of others."""
    if wish is None:
        raise NotFound(what="booking", reference=visit.reference)
    booking = get_booking(visit.books, visit.holder, visit.reference, visit.now)
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


def chosen_status(booking: Booking, wish: GivingUp) -> Status | None:
    """Where the chosen date stands; None if all are meant."""
    chosen = (one.status for one in booking.occurrences if one.id == wish.date)
    return next(chosen, None)


def own_dates_of(visit: Visit, booking: Booking, wish: GivingUp, scope: Scope) -> list[OwnDate]:
    """The dates that would be given up."""
    ending = given_up(booking, cancellation_of(booking, wish, scope), visit.now)
    ids = {one.id for one in ending}
    dates = own_dates(booking, visit.books.house, visit.now, visit.words.language)
    return [one for one in dates if one.occurrence.id in ids]
