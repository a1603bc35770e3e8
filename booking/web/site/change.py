"""Staff move dates of a booking: one, this and those that follow, or all; to another room, day or
time. What would become of each date is shown before anything is done."""

from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, SkipValidation

from booking.domain.bookings import Booking
from booking.domain.moves import Scope, is_movable
from booking.domain.people import require_staff
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.bookings import get_booking
from booking.services.books import Books
from booking.services.moves import Preview, look_at_move, move
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Number
from booking.web.forms import Form, form_of, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
from booking.web.site.change_form import ChangeForm, Step, moving_of, preview_rows, with_fault
from booking.web.site.desk_links import moved_page
from booking.web.site.desk_rows import rooms_text
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.templating import render
from booking.words.desk import rule_text, when_text

TheForm: TypeAlias = NamedDependency[SkipValidation[Form[ChangeForm]]]


class Asked(BaseModel):
    """Which date somebody wants to move."""

    date: Number | None = None


@page("/staff/bookings/{reference:str}/change")
def ask_for_change(
    request: Asker,
    reference: FromPath[str],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[bytes]:
    """The question what shall change; nothing is set beforehand but the first date."""
    require_staff(person)
    booking = get_booking(books, person, as_written(reference), now)
    asked = read_form(Asked, query_of(request), words_of(request)).content or Asked()
    ids = [one.id for one in booking.occurrences if is_movable(one, now)]
    chosen = asked.date if asked.date in ids else next(iter(ids), None)
    form = prefilled(occurrence=str(chosen or ""), scope=Scope.ONE)
    return question(request, books, booking, form, now)


@deed(
    "/staff/bookings/{reference:str}/change",
    dependencies={"form": Provide(form_of(ChangeForm))},
)
def change_dates(
    request: Asker,
    reference: FromPath[str],
    form: TheForm,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Shows what would become of each date, or makes the change that was shown."""
    require_staff(person)
    preview: Preview | None = None
    booking = get_booking(books, person, as_written(reference), now)
    if form.content is None:
        return question(request, books, booking, form, now, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        moving = moving_of(form.content)
        preview = look_at_move(books, person, booking.reference, moving, now)
        if form.content.step is Step.LOOK or not preview.plan:
            return question(request, books, booking, form, now, preview=preview)
        moved = move(books, person, booking.reference, moving, now)
    except VersionConflict:
        return question(
            request, books, booking, form, now, HTTPStatus.CONFLICT, preview, is_late=True
        )
    except BadInput as fault:
        form = with_fault(form, fault, words_of(request))
        return question(request, books, booking, form, now, HTTPStatus.UNPROCESSABLE_ENTITY)
    return Redirect(moved_page(moved, booking.version), status_code=303)


def question(
    request: Asker,
    books: Books,
    booking: Booking,
    form: Form[ChangeForm],
    now: datetime,
    status: int = HTTPStatus.OK,
    preview: Preview | None = None,
    is_late: bool = False,
) -> Response[bytes]:
    """The page that asks, with what would become of each date once that is known."""
    words, house = words_of(request), books.house
    choices = EnquiryChoices(house, house.rooms, words.language)
    rows = preview_rows(preview, house, words) if preview else []
    context = {
        "form": form,
        "booking": booking,
        "dates": [
            (
                str(one.id),
                words.comma.join((when_text([one], words), rooms_text([one.room], house, words))),
            )
            for one in booking.occurrences
            if is_movable(one, now)
        ],
        "rooms": choices.rooms,
        "times": choices.times(form.get("begin"), form.get("end")),
        "preview": preview,
        "rows": rows,
        "can_go": sum(1 for row in rows if not row.against),
        "overrulable": [
            (rule.value, rule_text(rule, words))
            for rule in dict.fromkeys(rule for row in rows for rule in row.overrulable)
        ],
        "is_late": is_late,
    }
    return render(request, "staff/change.html", context, status)
