"""Staff move dates of a booking: one, this and those that follow, or all; to another room, day or
time. What would become of each date is shown before anything is done."""

from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.bookings import Booking
from booking.domain.moves import Scope, is_movable
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.moves import Preview, look_at_move, move
from booking.web.form_types import Number
from booking.web.forms import Form, TheForm, prefilled, query_of, read_form
from booking.web.site.change_form import ChangeForm, Step, moving_of, preview_rows
from booking.web.site.desk_links import moved_page
from booking.web.site.desk_rows import rooms_text
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_deed, staff_page
from booking.web.templating import render
from booking.words.desk import rule_text, when_text


class Asked(BaseModel):
    """Which date somebody wants to move."""

    date: Number | None = None


@staff_page("/change")
def ask_for_change(visit: TheStaffVisit) -> Response[bytes]:
    """The question what shall change; nothing is set beforehand but the first date."""
    booking = visit.get_booking()
    asked = read_form(Asked, query_of(visit.request), visit.words).content or Asked()
    ids = [one.id for one in booking.occurrences if is_movable(one, visit.now)]
    chosen = asked.date if asked.date in ids else next(iter(ids), None)
    form = prefilled(occurrence=str(chosen or ""), scope=Scope.ONE)
    return question(visit, booking, form)


@staff_deed("/change", ChangeForm)
def change_dates(form: TheForm[ChangeForm], visit: TheStaffVisit) -> Response[Any]:
    """Shows what would become of each date, or makes the change that was shown."""
    preview: Preview | None = None
    books, person, now, booking = visit.books, visit.person, visit.now, visit.get_booking()
    if form.content is None:
        return question(visit, booking, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        moving = moving_of(form.content)
        preview = look_at_move(books, person, booking.reference, moving, now)
        if form.content.step is Step.LOOK or not preview.plan:
            return question(visit, booking, form, preview=preview)
        moved = move(books, person, booking.reference, moving, now)
    except VersionConflict:
        return question(visit, booking, form, HTTPStatus.CONFLICT, preview, is_late=True)
    except BadInput as fault:
        form = form.with_fault(fault, visit.words)
        return question(visit, booking, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return Redirect(moved_page(moved, booking.version), status_code=303)


def question(
    visit: StaffVisit,
    booking: Booking,
    form: Form[ChangeForm],
    status: int = HTTPStatus.OK,
    preview: Preview | None = None,
    is_late: bool = False,
) -> Response[bytes]:
    """The page that asks, with what would become of each date once that is known."""
    words, house = visit.words, visit.books.house
    choices = EnquiryChoices(house, house.lent_rooms, words.language)
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
            if is_movable(one, visit.now)
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
    return render(visit.request, "staff/change.html", context, status)
