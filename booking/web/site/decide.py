"""The page on which staff answer a booking, date by date."""

from http import HTTPStatus
from typing import Any, TypeAlias

from litestar import Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import SkipValidation

from booking.domain.people import require_staff
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.bookings import get_booking
from booking.services.desk import Desk, decide_once, look_at_desk
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.forms import Form, form_of, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.requests import Asker
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
from booking.words.catalogue import Words

TheForm: TypeAlias = NamedDependency[SkipValidation[Form[DecisionForm]]]


@page("/staff/bookings/{reference:str}")
def show_desk(
    request: Asker,
    reference: FromPath[str],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[bytes]:
    """All that is needed to decide, and what came of the last deed."""
    told = read_form(Told, query_of(request), words_of(request)).content or Told()
    desk = look_at_desk(books, person, as_written(reference), now)
    today = books.house.wall_clock.date_of(now)
    form = proposed(desk.desk_booking, books.house, today)
    return desk_answer(request, books, desk, form, told, now)


@deed("/staff/bookings/{reference:str}", dependencies={"form": Provide(form_of(DecisionForm))})
def take_decision(
    request: Asker,
    reference: FromPath[str],
    form: TheForm,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Decides and tells what came of it; or the page again, with everything as it was typed."""
    words, written = words_of(request), as_written(reference)

    def again(form: Form[DecisionForm], told: Told, status: int) -> Response[bytes]:
        desk = look_at_desk(books, person, written, now)
        return desk_answer(request, books, desk, form, told, now, status)

    require_staff(person)
    language = get_booking(books, person, written, now).language
    form = with_reason(form, words)
    content = form.content
    if content is None:
        return again(form, Told(), HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        decision = decision_of(content, form.typed, language)
        decided = decide_once(books, person, written, decision, now)
    except VersionConflict:
        return again(form, Told.model_construct(since=content.version), HTTPStatus.CONFLICT)
    except BadInput as fault:
        return again(with_fault(form, fault, words), Told(), HTTPStatus.UNPROCESSABLE_ENTITY)
    if elsewhere := elsewhere_of(content, form.typed):
        address = propose_page(decided, content.version, elsewhere)
    elif content.answer is Answer.SAVE_AND_NEXT and not decided.conflicts:
        address = next_page(look_at_desk(books, person, written, now), content.version)
    else:
        address = decided_page(decided, content.version)
    return Redirect(address, status_code=303)


def with_fault(form: Form[DecisionForm], fault: BadInput, words: Words) -> Form[DecisionForm]:
    """The form with a fault of one of its fields; any other fault is raised again."""
    if fault.pointer.removeprefix("/") not in DecisionForm.model_fields:
        raise fault
    return form.refused(fault, words)


def next_page(desk: Desk, version: int) -> str:
    """The next booking that waits for an answer, or the inbox if there is none; it tells what
    came of the decision on this version."""
    booking = desk.desk_booking.booking
    if desk.next_reference is None:
        return saved_page(booking, version)
    made = booking.version if booking.version > version else None
    return desk_page(desk.next_reference, saved=booking.reference, made=made)
