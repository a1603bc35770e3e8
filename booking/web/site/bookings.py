"""A booking's own page: for whoever has its secret link, and for staff.

The link is all that an association needs, so a wrong one opens nothing and tells
nothing, only how to get a new one.
"""

from datetime import datetime
from typing import Any

from litestar import Request, Response
from litestar.params import FromPath, FromQuery

from booking.domain.answers import answer_by
from booking.domain.people import Person
from booking.domain.refusals import NotFound
from booking.services import tokens
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import language_of
from booking.web.pages import page
from booking.web.references import as_written
from booking.web.site.links import own_page
from booking.web.site.own_dates import ends_as, own_dates
from booking.web.templating import render


@page("/bookings/{reference:str}")
def show_booking(
    request: Request[Any, Any, Any],
    reference: FromPath[str],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
    key: FromQuery[str] = "",
) -> Response[bytes]:
    """Every date with its state, and what its association can still do."""
    try:
        booking = get_booking(books, holder_of(books, person, key, now), as_written(reference), now)
    except NotFound:
        return no_link_page(request)
    dates = own_dates(booking, books.house, now, language_of(request.scope))
    said = request.query_params
    context = {
        "booking": booking,
        "coming": [one for one in dates if not one.is_over],
        "over": [one for one in dates if one.is_over],
        "can_give_up": [one for one in dates if one.can_be_given_up],
        "ends_as": ends_as([one for one in dates if one.can_be_given_up]),
        "key": key,
        "was_sent": said.get("sent") == "1",
        "was_given_up": said.get("given_up"),
        "answer_by": answer_by(books.house, booking.received_at, booking.first_open_day),
        "address": request.app.state.base_url + own_page(reference, key),
        "link": own_page,
    }
    return render(request, "bookings/booking.html", context)


def holder_of(books: Books, person: Person, key: str, now: datetime) -> Person:
    """Whoever comes by a secret link, or else whoever is signed in."""
    holder = tokens.find_link_holder(books, key, now) if key else None
    return person if person.is_staff or holder is None else holder


def no_link_page(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The same page for every link that opens nothing."""
    return render(request, "bookings/no_link.html", {}, 404)
