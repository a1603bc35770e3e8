"""Staff look up who was in a room on some days."""

from datetime import date
from http import HTTPStatus

from litestar import Response
from pydantic import BaseModel

from booking.domain.entries import Entry
from booking.domain.refusals import BadInput
from booking.services.looking_up import look_up_days
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Line
from booking.web.forms import Form, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.desk_rows import rooms_text
from booking.web.templating import render
from booking.words.problems import problem_text


class LookUpForm(BaseModel):
    """Which days, and which room."""

    day: Day
    until: Day | None = None
    """The last of several days."""
    room: Line = ""


@page("/staff/find")
def show_days_found(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """Who was, or will be, in a room on some days; without a day, the question alone."""
    asked, words = query_of(request), words_of(request)
    form: Form[LookUpForm] = read_form(LookUpForm, asked, words) if asked else prefilled()
    found: dict[date, list[Entry]] = {}
    if wanted := form.content:
        room, last = books.house.find_room(wanted.room), wanted.until or wanted.day
        try:
            found = look_up_days(books, person, room, wanted.day, last, now)
        except BadInput as fault:
            field = "until" if fault.pointer == "/until" else "day"
            form = form.rejected(field, problem_text(fault.problem, fault.facts, words))
    context = {
        "form": form,
        "rooms": [(room.slug, room.name_in(words.language)) for room in books.house.rooms],
        "is_answered": form.content is not None and not form.errors,
        "days": [
            (day, [(one, rooms_text([one.occurrence.room], books.house, words)) for one in each])
            for day, each in found.items()
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "staff/find.html", context, status)
