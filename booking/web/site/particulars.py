"""Staff change what is known of a booking: persons, seating, notes."""

from typing import Annotated, Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel, BeforeValidator, Field

from booking.domain.bookings import Booking
from booking.domain.clean_text import clean_paragraphs
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.particulars import Particulars, change_particulars
from booking.web.form_types import Line, Number
from booking.web.forms import Form, TheForm, prefilled
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_deed, staff_page
from booking.web.templating import render


class ParticularsForm(BaseModel):
    """What the group says now, and which version of the booking was looked at."""

    version: Number
    persons: Annotated[Number, Field(ge=1, le=9999)] | None = None
    seating: Annotated[Line, Field(max_length=60)] | None = None
    notes: Annotated[str, BeforeValidator(clean_paragraphs), Field(max_length=10_000)] = ""


@staff_page("/particulars")
def ask_for_particulars(visit: TheStaffVisit) -> Response[bytes]:
    """The form with what is known."""
    booking = visit.get_booking()
    known = prefilled(
        version=str(booking.version),
        persons=str(booking.persons or ""),
        seating=booking.seating or "",
        notes=booking.notes,
    )
    return particulars_page(visit, booking, known)


@staff_deed("/particulars", ParticularsForm)
def take_particulars(form: TheForm[ParticularsForm], visit: TheStaffVisit) -> Response[Any]:
    """Notes it and goes back to the booking."""
    booking = visit.get_booking()
    if form.content is None:
        return particulars_page(visit, booking, form, 422)
    given = form.content
    wanted = Particulars(given.persons, given.seating, given.notes)
    try:
        change_particulars(
            visit.books, visit.person, visit.reference, wanted, given.version, visit.now
        )
    except BadInput as refusal:
        rejected = form.refused(refusal, visit.words)
        return particulars_page(visit, booking, rejected, 422)
    except VersionConflict:
        return Redirect(visit.address(since=given.version), status_code=303)
    return Redirect(visit.address(noted=1), status_code=303)


def particulars_page(
    visit: StaffVisit, booking: Booking, form: Form[Any], status: int = 200
) -> Response[bytes]:
    """The form."""
    language, known = visit.words.language, visit.books.house.seatings
    seatings = [(slug, one.in_language(language)) for slug, one in known.items()]
    context = {"booking": booking, "form": form, "seatings": seatings}
    return render(visit.request, "today/particulars.html", context, status)
