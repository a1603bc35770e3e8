"""Staff change what is known of a booking: persons, seating, notes."""

from typing import Annotated, Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, BeforeValidator, Field, SkipValidation

from booking.domain.bookings import Booking
from booking.domain.clean_text import clean_paragraphs
from booking.domain.people import require_staff
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.particulars import Particulars, change_particulars
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Line, Number
from booking.web.forms import Form, form_of, prefilled
from booking.web.negotiation import language_of, words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.desk_links import desk_page
from booking.web.templating import render

PAGE = "/staff/bookings/{reference:str}/particulars"


class ParticularsForm(BaseModel):
    """What the group says now, and which version of the booking was looked at."""

    version: Number
    persons: Annotated[Number, Field(ge=1, le=9999)] | None = None
    seating: Annotated[Line, Field(max_length=60)] | None = None
    notes: Annotated[str, BeforeValidator(clean_paragraphs), Field(max_length=10_000)] = ""


TheForm: TypeAlias = NamedDependency[SkipValidation[Form[ParticularsForm]]]


@page(PAGE)
def ask_for_particulars(
    request: Asker, reference: FromPath[str], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The form with what is known."""
    require_staff(person)
    booking = get_booking(books, person, as_written(reference), now)
    known = prefilled(
        version=str(booking.version),
        persons=str(booking.persons or ""),
        seating=booking.seating or "",
        notes=booking.notes,
    )
    return particulars_page(request, books, booking, known)


@deed(PAGE, dependencies={"form": Provide(form_of(ParticularsForm))})
def take_particulars(
    request: Asker,
    reference: FromPath[str],
    form: TheForm,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Notes it and goes back to the booking."""
    require_staff(person)
    booking = get_booking(books, person, as_written(reference), now)
    if form.content is None:
        return particulars_page(request, books, booking, form, 422)
    given = form.content
    wanted = Particulars(given.persons, given.seating, given.notes)
    try:
        change_particulars(books, person, booking.reference, wanted, given.version, now)
    except BadInput as refusal:
        rejected = form.refused(refusal, words_of(request))
        return particulars_page(request, books, booking, rejected, 422)
    except VersionConflict:
        return Redirect(desk_page(reference, since=given.version), status_code=303)
    return Redirect(desk_page(booking.reference, noted=1), status_code=303)


def particulars_page(
    request: Asker, books: Books, booking: Booking, form: Form[Any], status: int = 200
) -> Response[bytes]:
    """The form."""
    language = language_of(request.scope)
    seatings = [(slug, one.in_language(language)) for slug, one in books.house.seatings.items()]
    context = {"booking": booking, "form": form, "seatings": seatings}
    return render(request, "today/particulars.html", context, status)
