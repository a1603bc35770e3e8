"""The page on which staff answer a booking, date by date."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.changes import Change
from booking.domain.decisions import confirmed_ahead
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.books import Books
from booking.services.desk import Desk, decide_once, look_at_desk
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Number, Ticked
from booking.web.forms import Form, form_of, query_of, read_form
from booking.web.identity import session_person
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.site.decision_form import (
    Answer,
    DecisionForm,
    Ids,
    decision_of,
    ids_of,
    proposed,
    with_reason,
)
from booking.web.site.desk_links import REFERENCE, decided_page, desk_page, saved_page
from booking.web.site.desk_rows import date_row
from booking.web.site.take_back import find_done_line
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.desk import rule_text
from booking.words.history import tell_history
from booking.words.problems import problem_text

Asker: TypeAlias = Request[Any, Any, Any]
TheForm: TypeAlias = NamedDependency[SkipValidation[Form[DecisionForm]]]


class Told(BaseModel):
    """What the address tells of the deed that led here."""

    done: Number | None = None
    """The version that was made; 0 if nothing changed."""
    left: Ids = ""
    """The dates that could not be confirmed or held."""
    since: Number | None = None
    """The version after which somebody else came in between."""
    saved: Annotated[str, Field(pattern=REFERENCE)] = ""
    """The booking that was decided before this one."""
    made: Number | None = None
    """The version that decision made; None if nothing changed."""
    stuck: Ticked = False
    """Whether a deed could not be taken back."""


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

    form = with_reason(form, words)
    if form.content is None:
        return again(form, Told(), HTTPStatus.UNPROCESSABLE_ENTITY)
    decision = decision_of(form.content, form.typed)
    try:
        decided = decide_once(books, person, written, decision, now)
    except VersionConflict:
        return again(form, Told.model_construct(since=form.content.version), HTTPStatus.CONFLICT)
    except BadInput as fault:
        return again(with_fault(form, fault, words), Told(), HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.content.answer is Answer.SAVE_AND_NEXT and not decided.conflicts:
        address = next_page(look_at_desk(books, person, written, now), form.content.version)
    else:
        address = decided_page(decided, form.content.version)
    return Redirect(address, status_code=303)


def desk_answer(
    request: Asker,
    books: Books,
    desk: Desk,
    form: Form[DecisionForm],
    told: Told,
    now: datetime,
    status: int = HTTPStatus.OK,
) -> Response[bytes]:
    """The page of a booking on the desk."""
    words, on_desk = words_of(request), desk.desk_booking
    days = {one.id: one.day for one in on_desk.booking.occurrences}
    left, person = ids_of(told.left), session_person(request)
    reference = on_desk.booking.reference
    dates = [date_row(one, desk.rivals, books.house, words) for one in on_desk.dates]
    context = {
        "form": form,
        "desk": desk,
        "booking": on_desk.booking,
        "told": told,
        "dates": dates,
        "left": [row for row in dates if left & row.date.unconfirmed_ids],
        "done_line": find_done_line(books, person, reference, told.done or 0, now, words),
        "saved_line": find_done_line(books, person, told.saved, told.made or 0, now, words),
        "meanwhile": tell_history(changes_since(desk, told.since), days, words),
        "history": tell_history(desk.history, days, words),
        "overrulable": [(rule.value, rule_text(rule, words)) for rule in on_desk.can_overrule],
        "can_cancel": bool(confirmed_ahead(on_desk.booking, now)),
    }
    return render(request, "staff/desk.html", context, status)


def with_fault(form: Form[DecisionForm], fault: BadInput, words: Words) -> Form[DecisionForm]:
    """The form with a fault of one of its fields; any other fault is raised again."""
    field = fault.pointer.removeprefix("/")
    if field not in DecisionForm.model_fields:
        raise fault
    return form.rejected(field, problem_text(fault.problem, fault.facts, words))


def changes_since(desk: Desk, version: int | None) -> list[Change]:
    """What was changed after a version, the oldest first."""
    if version is None:
        return []
    return [one for one in desk.history if one.version is not None and one.version > version]


def next_page(desk: Desk, version: int) -> str:
    """The next booking that waits for an answer, or the inbox if there is none; it tells what
    came of the decision on this version."""
    booking = desk.desk_booking.booking
    if desk.next_reference is None:
        return saved_page(booking, version)
    made = booking.version if booking.version > version else None
    return desk_page(desk.next_reference, saved=booking.reference, made=made)
