"""The inbox of staff: clear requests are answered on the row, the others one page further."""

from typing import Annotated, Any

from litestar import Response
from litestar.response import Redirect
from pydantic import Field

from booking.domain.decisions import Decision
from booking.domain.desk import Pile
from booking.domain.refusals import BadInput, VersionConflict
from booking.services.desk import decide_once
from booking.services.inbox import Inbox, look_at_inbox
from booking.services.seen import find_unseen
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Number
from booking.web.forms import TheForm, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.decision_form import Ids, ids_of
from booking.web.site.desk_links import REFERENCE, decided_page, saved_page
from booking.web.site.desk_rows import settled_row
from booking.web.site.inbox_place import Place
from booking.web.site.pending_rows import pending_row
from booking.web.site.staff_visit import TheStaffVisit, staff_deed
from booking.web.site.take_back import find_done_line
from booking.web.templating import render


class Visit(Place):
    """What part of the inbox somebody wants to see, and what was just done."""

    saved: Annotated[str, Field(pattern=REFERENCE)] = ""
    """The booking that was just decided."""
    made: Number | None = None
    """The version that the decision made; None if nothing changed."""


class QuickConfirmation(Place):
    """The button on a row: these dates, as they were seen."""

    version: Number
    dates: Ids


@page("/staff")
def show_inbox(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What waits for an answer, the clear ones first; above it, what presses more."""
    words = words_of(request)
    form = read_form(Visit, query_of(request), words)
    visit = form.content or Visit()
    inbox = look_at_inbox(books, person, visit.wanted, visit.page, now)
    rows = [pending_row(one, inbox.rivals, books.house, words) for one in inbox.pending]
    piles = {pile: [row for row in rows if row.desk.pile is pile] for pile in Pile}
    context = {
        "form": form,
        "visit": visit,
        "inbox": inbox,
        "piles": piles,
        "turn": neighbours(visit, inbox),
        "rooms": [(room.slug, room.name_in(words.language)) for room in books.house.rooms],
        "unseen": find_unseen(books, person, now),
        "done": find_done_line(books, person, visit.saved, visit.made or 0, now, words),
        "done_at": None if visit.at is None else min(visit.at, len(piles[Pile.CLEAR])),
        "settled": [settled_row(one, books.house, words) for one in inbox.settled],
    }
    return render(request, "staff/inbox.html", context)


def neighbours(visit: Visit, inbox: Inbox) -> tuple[str, str]:
    """The addresses of the page before and the page after; empty if there is none."""
    before = visit.address(page=visit.page - 1 if visit.page > 2 else "")
    after = visit.address(page=visit.page + 1)
    return (before if visit.page > 1 else "", after if visit.page < inbox.pages else "")


@staff_deed("/confirm", QuickConfirmation)
def confirm_dates(form: TheForm[QuickConfirmation], visit: TheStaffVisit) -> Response[Any]:
    """Confirms what was free when it was shown and goes back to the inbox; if something
    came in between, on to the page of the booking, which tells what."""
    if form.content is None:
        raise BadInput("/dates", "missing")
    version = form.content.version
    decision = Decision(confirm=ids_of(form.content.dates), version=version)
    try:
        decided = decide_once(visit.books, visit.person, visit.reference, decision, visit.now)
    except VersionConflict:
        return Redirect(visit.address(since=version), status_code=303)
    if decided.conflicts:
        return Redirect(decided_page(decided, version), status_code=303)
    row = form.content
    address = saved_page(decided.booking, version, **row.kept, at=row.at)
    return Redirect(address, status_code=303)
