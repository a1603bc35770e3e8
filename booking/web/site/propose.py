"""Staff propose other places for dates that cannot be had as they were asked for."""

from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.refusals import BadInput, VersionConflict
from booking.services.counter_proposals import OtherPlaces, look_for_other_places, propose_all
from booking.web.form_types import Number
from booking.web.forms import Form, TheForm, prefilled, query_of, read_form
from booking.web.site.decision_form import Ids, ids_of
from booking.web.site.desk_links import proposed_page
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
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_deed, staff_page
from booking.web.site.take_back import find_done_line
from booking.web.templating import render

MOST_DATES = 60
"""For so many dates other places are looked for at once."""


class Asked(BaseModel):
    """For which dates, and what was decided on the way here."""

    dates: Ids = ""
    made: Number | None = None


@staff_page("/propose")
def ask_for_proposal(visit: TheStaffVisit) -> Response[bytes]:
    """Other places for each date, computed; without dates named, for all that are open."""
    books, person, now, words = visit.books, visit.person, visit.now, visit.words
    asked = read_form(Asked, query_of(visit.request), words).content or Asked()
    desk = visit.look_at_desk().desk_booking
    ids = ids_of(asked.dates) or [one.open_occurrences[0].id for one in desk.open_dates]
    found = look_for_other_places(books, person, visit.reference, sorted(ids)[:MOST_DATES], now)
    first = EACH if any(found.places.values()) else OTHER
    form = prefilled(common=first, open_until=usual_end(found, books.house, desk.today))
    done = find_done_line(books, person, visit.reference, asked.made or 0, now, words)
    return question(visit, found, form, done=done)


@staff_deed("/propose", ProposeForm)
def propose_places(form: TheForm[ProposeForm], visit: TheStaffVisit) -> Response[Any]:
    """Proposes what was chosen and tells it on the page of the booking; the form again, with
    the reasons, if no date can have its place."""
    books, person, number, now = visit.books, visit.person, visit.reference, visit.now
    dates = sorted(ids_of(form.get("dates")))[:MOST_DATES] if form.content else []
    try:
        if form.content is not None:
            wished = wished_of(form.content, form.typed)
            proposed = propose_all(books, person, number, wished, form.content.version, now)
            if proposed.proposals or not proposed.refused:
                return Redirect(proposed_page(proposed), status_code=303)
            form = with_refusals(form, proposed, visit.words)
    except VersionConflict:
        return Redirect(visit.address(since=form.get("version")), status_code=303)
    except BadInput as fault:
        form = with_fault(form, fault, visit.words)
    found = look_for_other_places(books, person, number, dates, now)
    return question(visit, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def question(
    visit: StaffVisit,
    found: OtherPlaces,
    form: Form[ProposeForm],
    status: int = HTTPStatus.OK,
    done: object = None,
) -> Response[bytes]:
    """The page that asks."""
    words, house = visit.words, visit.books.house
    choices = EnquiryChoices(house, house.lent_rooms, words.language)
    context = {
        "form": form,
        "booking": found.booking,
        "dates": date_choices(found, house, words),
        "common": common_choices(found, house, words),
        "rooms": choices.rooms,
        "times": choices.times(form.get("begin"), form.get("end")),
        "done": done,
    }
    return render(visit.request, "staff/propose.html", context, status)
