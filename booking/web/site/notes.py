"""Staff write notes about a booking."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.notes import LONGEST_NOTE
from booking.domain.people import require_staff
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.notes import write_note
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Paragraphs
from booking.web.forms import Form, form_of, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.desk_links import desk_page
from booking.web.templating import render
from booking.words.dates import short_day_text


class About(BaseModel):
    """Which day of the booking a note is about; without one it is about all of it."""

    day: Day | None = None


class NoteForm(BaseModel):
    """What shall be known."""

    text: Annotated[Paragraphs, Field(min_length=1, max_length=LONGEST_NOTE)]


TheNote: TypeAlias = NamedDependency[SkipValidation[Form[NoteForm]]]


@page("/staff/bookings/{reference:str}/note")
def ask_for_note(
    request: Asker, reference: FromPath[str], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form: empty, or begun with the day that it is about."""
    require_staff(person)
    words = words_of(request)
    about = read_form(About, query_of(request), words).content or About()
    begun = f"{short_day_text(about.day, words)}: " if about.day else ""
    return note_page(request, books, person, as_written(reference), prefilled(text=begun), now)


@deed("/staff/bookings/{reference:str}/note", dependencies={"form": Provide(form_of(NoteForm))})
def take_note(
    request: Asker,
    reference: FromPath[str],
    form: TheNote,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Keeps the note; it then stands in the history of the booking."""
    require_staff(person)
    written = as_written(reference)
    if form.content is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return note_page(request, books, person, written, form, now, status)
    key = f"{form.get('nonce')} {form.content.text}"
    write_note(books, person, written, form.content.text, key, now)
    return Redirect(f"{desk_page(written)}#history", status_code=303)


def note_page(
    request: Asker,
    books: Books,
    person: ThePerson,
    reference: str,
    form: Form[NoteForm],
    now: datetime,
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """The form for a note; raises `NotFound`."""
    booking = get_booking(books, person, reference, now)
    return render(request, "staff/note.html", {"form": form, "booking": booking}, status)
