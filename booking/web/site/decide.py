"""The page on which staff answer a booking, date by date."""

from http import HTTPStatus
from typing import Annotated, Any, TypeAlias

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, SkipValidation

from booking.domain.refusals import BadInput, VersionConflict
from booking.services.books import Books
from booking.services.desk import Desk, decide_once, look_at_desk
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Number
from booking.web.forms import Form, form_of, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.site.decision_form import (
    Answer,
    DecisionForm,
    Ids,
    decision_of,
    ids_of,
    proposed,
    with_reason,
)
from booking.web.site.desk_links import decided_page, desk_page, inbox_page
from booking.web.site.desk_rows import date_row
from booking.web.templating import render
from booking.words.history import tell_history
from booking.words.refusals import problem_text

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
    saved: str = ""


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
    desk = look_at_desk(books, person, reference, now)
    today = books.house.wall_clock.date_of(now)
    form = proposed(desk.desk_booking, books.house, today)
    return desk_answer(request, books, desk, form, told)


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
    words, told, status = words_of(request), Told(), HTTPStatus.UNPROCESSABLE_ENTITY
    form = with_reason(form, words)
    if content := form.content:
        try:
            decided = decide_once(
                books, person, reference, decision_of(content, form.typed), now
            )
        except VersionConflict:
            told, status = Told(since=content.version), HTTPStatus.CONFLICT
        except BadInput as fault:
            if fault.pointer != "/hold_until":
                raise
            form = form.rejected("hold_until", problem_text(fault.problem, fault.facts, words))
        else:
            address = decided_page(decided, content.version)
            if content.answer is Answer.SAVE_AND_NEXT and not decided.conflicts:
                address = next_page(look_at_desk(books, person, reference, now))
            return Redirect(address, status_code=HTTPStatus.SEE_OTHER)
    desk = look_at_desk(books, person, reference, now)
    return desk_answer(request, books, desk, form, told, status)
