"""Nobody came: the list of staff, and the page on which a group answers that it was there."""

from typing import Annotated

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.refusals import NotFound
from booking.services.holders import find_no_show_holder
from booking.services.missed_dates import ask_group, look_at_asked, look_at_missed, we_were_there
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Number
from booking.web.forms import TheForm
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.desk_rows import rooms_text
from booking.web.site.holders import TheVisit, visit_deed, visit_page
from booking.web.site.links import own_page
from booking.web.templating import render

LIST = "/staff/no-shows"
BELOW = "/no-show"


class ThereForm(BaseModel):
    """The button beside a date."""

    date: Annotated[Number, Field(ge=1)]


@page(LIST)
def show_no_shows(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The dates to which nobody came, and whether the group was asked or has answered."""
    words = words_of(request)
    rows = [
        (one, rooms_text([one.entry.occurrence.room], books.house, words))
        for one in look_at_missed(books, person, now)
    ]
    context = {"rows": rows, "done": request.query_params.get("done", "")}
    return render(request, "associations/no_shows.html", context)


@deed(f"{LIST}/{{number:int}}/ask")
def ask_why(number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment) -> Redirect:
    """Sends the group a mail about this date, once."""
    ask_group(books, person, number, now)
    return Redirect(f"{LIST}?done=asked", status_code=303)


@visit_page(BELOW, find_no_show_holder)
def show_missed(visit: TheVisit) -> Response[bytes]:
    """The dates that were asked about; following the link in the mail changes nothing."""
    booking, dates = look_at_asked(visit.books, visit.holder, visit.reference, visit.now)
    words, house = visit.words, visit.books.house
    context = {
        "booking": booking,
        "dates": [(one, rooms_text([one.room], house, words), answered) for one, answered in dates],
        "key": visit.key,
        "link": own_page,
        "done": visit.request.query_params.get("done", ""),
    }
    return render(visit.request, "bookings/no_show.html", context)


@visit_deed(BELOW, ThereForm, find_no_show_holder)
def take_there(form: TheForm[ThereForm], visit: TheVisit) -> Redirect:
    """We were there."""
    if form.content is None:
        raise NotFound(what="occurrence")
    we_were_there(visit.books, visit.holder, visit.reference, form.content.date, visit.now)
    return Redirect(visit.address(BELOW, done="there"), status_code=303)


NO_SHOW_PAGES: list[HTTPRouteHandler] = [show_no_shows, ask_why, show_missed, take_there]
