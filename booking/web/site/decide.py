"""The page on which staff answer a booking, date by date."""

from http import HTTPStatus
from typing import Any

from litestar import Response
from litestar.response import Redirect

from booking.domain.refusals import BadInput, VersionConflict
from booking.services.desk import Desk, decide_once
from booking.web.forms import Form, TheForm, query_of, read_form
from booking.web.site.decision_form import (
    Answer,
    DecisionForm,
    decision_of,
    elsewhere_of,
    proposed,
    with_reason,
)
from booking.web.site.desk_links import decided_page, desk_page, propose_page, saved_page
from booking.web.site.desk_page import Told, desk_answer
from booking.web.site.staff_visit import StaffVisit, TheStaffVisit, staff_deed, staff_page


@staff_page()
def show_desk(visit: TheStaffVisit) -> Response[bytes]:
    """All that is needed to decide, and what came of the last deed."""
    told = read_form(Told, query_of(visit.request), visit.words).content or Told()
    desk = visit.look_at_desk()
    return desk_answer(visit, desk, proposed(desk.desk_booking, visit.books.house), told)


@staff_deed("", DecisionForm)
def take_decision(form: TheForm[DecisionForm], visit: TheStaffVisit) -> Response[Any]:
    """Decides and tells what came of it; or the page again, with everything as it was typed."""
    language = visit.get_booking().language
    form = with_reason(form, visit.words)
    content = form.content
    if content is None:
        return again(visit, form)
    try:
        decision = decision_of(content, form.typed, language)
        decided = decide_once(visit.books, visit.person, visit.reference, decision, visit.now)
    except VersionConflict:
        told = Told.model_construct(since=content.version)
        return desk_answer(visit, visit.look_at_desk(), form, told, HTTPStatus.CONFLICT)
    except BadInput as fault:
        return again(visit, form.with_fault(fault, visit.words))
    if elsewhere := elsewhere_of(content, form.typed):
        address = propose_page(decided, content.version, elsewhere)
    elif content.answer is Answer.SAVE_AND_NEXT and not decided.conflicts:
        address = next_page(visit.look_at_desk(), content.version)
    else:
        address = decided_page(decided, content.version)
    return Redirect(address, status_code=303)


def again(visit: StaffVisit, form: Form[DecisionForm]) -> Response[bytes]:
    """The page with what is wrong."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return desk_answer(visit, visit.look_at_desk(), form, Told(), status)


def next_page(desk: Desk, version: int) -> str:
    """The next booking that waits for an answer, or the inbox if there is none; it tells what
    came of the decision on this version."""
    booking = desk.desk_booking.booking
    if desk.next_reference is None:
        return saved_page(booking, version)
    made = booking.version if booking.version > version else None
    return desk_page(desk.next_reference, saved=booking.reference, made=made)
