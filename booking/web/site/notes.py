"""Staff write notes about a booking."""

from http import HTTPStatus
from typing import Annotated, Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.notes import LONGEST_NOTE
from booking.services.notes import write_note
from booking.web.form_types import Day, Paragraphs
from booking.web.forms import Form, TheForm, prefilled, query_of, read_form
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_deed, staff_page
from booking.web.templating import render
from booking.words.dates import short_day_text


class About(BaseModel):
    """Which day of the booking a note is about; without one it is about all of it."""

    day: Day | None = None


class NoteForm(BaseModel):
    """What shall be known."""

    text: Annotated[Paragraphs, Field(min_length=1, max_length=LONGEST_NOTE)]


@staff_page("/note")
def ask_for_note(visit: TheStaffVisit) -> Response[bytes]:
    """The form: empty, or begun with the day that it is about."""
    about = read_form(About, query_of(visit.request), visit.words).content or About()
    begun = f"{short_day_text(about.day, visit.words)}: " if about.day else ""
    return note_page(visit, prefilled(text=begun))


@staff_deed("/note", NoteForm)
def take_note(form: TheForm[NoteForm], visit: TheStaffVisit) -> Response[Any]:
    """Keeps the note; it then stands in the history of the booking."""
    if form.content is None:
        return note_page(visit, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    text = form.content.text
    key = f"{form.get('nonce')} {text}"
    write_note(visit.books, visit.person, visit.reference, text, key, visit.now)
    return Redirect(f"{visit.address()}#history", status_code=303)


def note_page(
    visit: StaffVisit, form: Form[NoteForm], status: int = HTTPStatus.OK
) -> Response[bytes]:
    """The form for a note; raises `NotFound`."""
    context = {"form": form, "booking": visit.get_booking()}
    return render(visit.request, "staff/note.html", context, status)
