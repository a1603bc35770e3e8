"""Staff propose other places for dates that cannot be had as they were asked for."""

from http import HTTPStatus
from typing import Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, SkipValidation

from booking.domain.people import require_staff
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.books import Books
from booking.services.counter_proposals import OtherPlaces, look_for_other_places, propose_all
from booking.services.desk import look_at_desk
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Number
from booking.web.forms import Form, form_of, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.decision_form import Ids, ids_of
from booking.web.site.desk_links import desk_page, proposed_page
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.propose_form import (
    EACH,
    OTHER,
    ProposeForm,
    common_choices,
    date_choices,
    usual_end,
    wished_of,
    with_fault,
    with_refusals,
)
from booking.web.site.take_back import find_done_line
from booking.web.templating import render

TheForm: TypeAlias = NamedDependency[SkipValidation[Form[ProposeForm]]]
MOST_DATES = 60
"""For so many dates other places are looked for at once."""


class Asked(BaseModel):
    """For which dates, and what was decided on the way here."""

    dates: Ids = ""
    made: Number | None = None


@page("/staff/bookings/{reference:str}/propose")
def ask_for_proposal(
    request: Asker,
    reference: FromPath[str],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[bytes]:
    """Other places for each date, computed; without dates named, for all that are open."""
    words, written = words_of(request), as_written(reference)
    asked = read_form(Asked, query_of(request), words).content or Asked()
    desk = look_at_desk(books, person, written, now).desk_booking
    ids = ids_of(asked.dates) or [one.open_occurrences[0].id for one in desk.open_dates]
    found = look_for_other_places(books, person, written, sorted(ids)[:MOST_DATES], now)
    first = EACH if any(found.places.values()) else OTHER
    form = prefilled(common=first, open_until=usual_end(found, books.house, desk.today))
    done = find_done_line(books, person, desk.booking.reference, asked.made or 0, now, words)
    return question(request, books, found, form, done=done)


@deed(
    "/staff/bookings/{reference:str}/propose",
    dependencies={"form": Provide(form_of(ProposeForm))},
)
def propose_places(
    request: Asker,
    reference: FromPath[str],
    form: TheForm,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Proposes what was chosen and tells it on the page of the booking; the form again, with
    the reasons, if no date can have its place."""
    require_staff(person)
    words, written = words_of(request), as_written(reference)
    dates = sorted(ids_of(form.get("dates")))[:MOST_DATES] if form.content else []
    try:
        if form.content is not None:
            wished = wished_of(form.content, form.typed)
            proposed = propose_all(books, person, written, wished, form.content.version, now)
            if proposed.proposals or not proposed.refused:
                return Redirect(proposed_page(proposed), status_code=303)
            form = with_refusals(form, proposed, words)
    except VersionConflict:
        return Redirect(desk_page(reference, since=form.get("version")), status_code=303)
    except BadInput as fault:
        form = with_fault(form, fault, words)
    found = look_for_other_places(books, person, written, dates, now)
    return question(request, books, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def question(
    request: Asker,
    books: Books,
    found: OtherPlaces,
    form: Form[ProposeForm],
    status: int = HTTPStatus.OK,
    done: object = None,
) -> Response[bytes]:
    """The page that asks."""
    words, house = words_of(request), books.house
    choices = EnquiryChoices(house, house.rooms, words.language)
    context = {
        "form": form,
        "booking": found.booking,
        "dates": date_choices(found, house, words),
        "common": common_choices(found, house, words),
        "rooms": choices.rooms,
        "times": choices.times(form.get("begin"), form.get("end")),
        "done": done,
    }
    return render(request, "staff/propose.html", context, status)
