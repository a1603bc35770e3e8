"""The inbox of staff: clear requests are answered on the row, the others one page further."""

from typing import Annotated, Any, TypeAlias

from litestar import Request, Response
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field, SkipValidation

from booking.domain.decisions import Decision
from booking.domain.desk import Pile
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.desk import decide_once
from booking.services.inbox import look_at_inbox, look_at_settled
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Line, Number
from booking.web.forms import Form, form_of, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.references import as_written
from booking.web.site.decision_form import Ids, ids_of
from booking.web.site.desk_links import REFERENCE, decided_page, desk_page, saved_page
from booking.web.site.desk_rows import pending_row, settled_row
from booking.web.site.take_back import find_done_line
from booking.web.templating import render

Asker: TypeAlias = Request[Any, Any, Any]


class Search(BaseModel):
    """What part of the inbox somebody wants to see."""

    q: Annotated[Line, Field(max_length=100)] = ""
    page: Annotated[Number, Field(ge=1, le=100_000)] = 1
    saved: Annotated[str, Field(pattern=REFERENCE)] = ""
    """The booking that was just decided."""
    made: Number | None = None
    """The version that the decision made; None if nothing changed."""
    at: Number | None = None
    """The place in the first pile where its row stood, counted from 0."""


class QuickConfirmation(BaseModel):
    """The button on a row: these dates, as they were seen."""

    version: Number
    dates: Ids
    q: Annotated[Line, Field(max_length=100)] = ""
    page: Annotated[Number, Field(ge=1)] = 1
    at: Number | None = None
    """The place of the row, counted from 0."""


TheForm: TypeAlias = NamedDependency[SkipValidation[Form[QuickConfirmation]]]


@page("/staff")
def show_inbox(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What waits for an answer, the clear ones first; below, what was answered lately."""
    search, words = search_of(request), words_of(request)
    inbox = look_at_inbox(books, person, search.q, search.page, now)
    today = books.house.wall_clock.date_of(now)
    rows = [pending_row(one, books.house, today, words) for one in inbox.pending]
    piles = {pile: [row for row in rows if row.desk.pile is pile] for pile in Pile}
    done = find_done_line(books, person, search.saved, search.made or 0, now, words)
    context = {
        "search": search,
        "inbox": inbox,
        "piles": piles,
        "done": done,
        "done_at": None if search.at is None else min(search.at, len(piles[Pile.CLEAR])),
        "settled": [settled_row(one, books.house, words) for one in inbox.settled],
    }
    return render(request, "staff/inbox.html", context)


@page("/staff/settled")
def show_settled(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What was answered, the latest first."""
    search, words = search_of(request), words_of(request)
    found = look_at_settled(books, person, search.q, search.page, now)
    rows = [settled_row(one, books.house, words) for one in found.bookings]
    context = {"search": search, "found": found, "settled": rows}
    return render(request, "staff/settled.html", context)


@deed(
    "/staff/bookings/{reference:str}/confirm",
    dependencies={"form": Provide(form_of(QuickConfirmation))},
)
def confirm_dates(
    reference: FromPath[str],
    form: TheForm,
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Confirms what was free when it was shown and goes back to the inbox; if something
    came in between, on to the page of the booking, which tells what."""
    if form.content is None:
        raise BadInput("/dates", "missing")
    version = form.content.version
    decision = Decision(confirm=ids_of(form.content.dates), version=version)
    try:
        decided = decide_once(books, person, as_written(reference), decision, now)
    except VersionConflict:
        return Redirect(desk_page(reference, since=version), status_code=303)
    if decided.conflicts:
        return Redirect(decided_page(decided, version), status_code=303)
    row = form.content
    address = saved_page(decided.booking, version, q=row.q, page=row.page, at=row.at)
    return Redirect(address, status_code=303)


def search_of(request: Asker) -> Search:
    """What the address asks for; what means nothing there counts as not said."""
    return read_form(Search, query_of(request), words_of(request)).content or Search()
