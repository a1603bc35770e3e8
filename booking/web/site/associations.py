"""Staff look after associations: the list, one of them, notes."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.associations import AssociationFacts
from booking.domain.notes import LONGEST_NOTE
from booking.domain.people import Person
from booking.domain.refusals import BadInput
from booking.services.associations import (
    change_association,
    list_associations,
    look_at_association,
    note_about,
)
from booking.services.books import Books
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Day, Line, Nonce, Number, Paragraphs, Ticked
from booking.web.forms import Form, TheForm, new_nonce, prefilled, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.association_addresses import replace_old_address, show_address_form
from booking.web.site.association_merging import merge_associations, show_merge
from booking.web.site.desk_rows import settled_row
from booking.web.templating import render

PAGE = "/staff/associations"
ONE = f"{PAGE}/{{number:int}}"


class ListForm(BaseModel):
    """What is looked for."""

    q: Annotated[Line, Field(max_length=100)] = ""
    page: Annotated[Number, Field(ge=1, le=10_000)] = 1


class FactsForm(BaseModel):
    """What staff say about an association."""

    name: Annotated[Line, Field(min_length=1)]
    user_group: Annotated[Line, Field(max_length=60)] = ""
    trusted: Ticked = False
    proof_until: Day | None = None


class NoteForm(BaseModel):
    """What shall be known."""

    nonce: Nonce
    text: Annotated[Paragraphs, Field(min_length=1, max_length=LONGEST_NOTE)]


@page(PAGE)
def show_associations(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """All of them by name, or those that a search finds."""
    wanted = read_form(ListForm, query_of(request), words_of(request)).content or ListForm()
    found = list_associations(books, person, wanted.q, wanted.page, now)
    turns = [
        f"{PAGE}?{urlencode({'q': wanted.q, 'page': number})}" if 1 <= number <= found.pages else ""
        for number in (found.page - 1, found.page + 1)
    ]
    context = {
        "found": found,
        "q": wanted.q,
        "turn": turns,
        "kinds": kinds_of(request, books),
        "today": books.house.wall_clock.date_of(now),
    }
    return render(request, "associations/list.html", context)


@page(ONE)
def show_association(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """One of them."""
    return association_page(request, books, person, number, now)


@deed(ONE, FactsForm)
def take_facts(
    request: Asker,
    number: FromPath[int],
    form: TheForm[FactsForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Keeps what staff say; or shows the form again."""
    said = form.content
    if said is not None:
        facts = AssociationFacts(said.name, said.user_group, said.trusted, said.proof_until)
        try:
            change_association(books, person, number, facts, now)
        except BadInput as refusal:
            form = form.refused(refusal, words_of(request))
    if form.content is None:
        return association_page(request, books, person, number, now, facts=form)
    return Redirect(f"{PAGE}/{number}?done=saved", status_code=303)


@deed(f"{ONE}/note", NoteForm)
def take_association_note(
    request: Asker,
    number: FromPath[int],
    form: TheForm[NoteForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Keeps a note; or shows the form again."""
    if form.content is None:
        return association_page(request, books, person, number, now, note=form)
    note_about(books, person, number, form.content.text, form.content.nonce, now)
    return Redirect(f"{PAGE}/{number}#notes", status_code=303)


def association_page(
    request: Asker,
    books: Books,
    person: Person,
    number: int,
    now: datetime,
    facts: Form[Any] | None = None,
    note: Form[Any] | None = None,
) -> Response[bytes]:
    """The page, with whatever was typed into one of its forms. Raises `NotFound`."""
    record = look_at_association(books, person, number, now)
    words = words_of(request)
    rejected = facts or note
    context = {
        "record": record,
        "one": record.association,
        "facts": facts or facts_typed(record.association.facts),
        "note": note or prefilled(),
        "form": rejected or prefilled(),
        "nonce": (note and note.get("nonce")) or new_nonce(),
        "kinds": kinds_of(request, books),
        "rows": [settled_row(one, books.house, words) for one in record.bookings],
        "today": books.house.wall_clock.date_of(now),
        "done": request.query_params.get("done", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if rejected else HTTPStatus.OK
    return render(request, "associations/association.html", context, status)


def facts_typed(facts: AssociationFacts) -> Form[Any]:
    """What is known, as somebody would type it."""
    given: dict[str, Any] = {"name": facts.name, "user_group": facts.user_group}
    if facts.trusted:
        given["trusted"] = "on"
    if facts.proof_until:
        given["proof_until"] = facts.proof_until
    return prefilled(**given)


def kinds_of(request: Asker, books: Books) -> dict[str, str]:
    """The kinds of associations by name, the first in order first."""
    language = words_of(request).language
    return {slug: names.in_language(language) for slug, names in books.house.user_groups.items()}


ASSOCIATION_PAGES: list[HTTPRouteHandler] = [
    show_associations,
    show_association,
    take_facts,
    take_association_note,
    show_merge,
    merge_associations,
    show_address_form,
    replace_old_address,
]
