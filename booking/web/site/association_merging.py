"""Two entries of one association become one: which other, what would move, and the button."""

from typing import Annotated

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.associations import ListedAssociation
from booking.domain.refusals import BadInput
from booking.services.associations import list_associations, look_at_association
from booking.services.merging import merge, preview_merge
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Line, Number
from booking.web.forms import TheForm, query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.templating import render

ADDRESS = "/staff/associations/{number:int}/merge"


class ChoiceForm(BaseModel):
    """Which other one, or what to look for."""

    q: Annotated[Line, Field(max_length=100)] = ""
    into: Number | None = None


class MergeForm(BaseModel):
    """The button."""

    into: Number


@page(ADDRESS)
def show_merge(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """Looking for the other one; once it is named, what would move. Nothing changes yet."""
    wanted = read_form(ChoiceForm, query_of(request), words_of(request)).content or ChoiceForm()
    one = look_at_association(books, person, number, now).association
    preview, found = None, tuple[ListedAssociation, ...]()
    if wanted.into is not None and wanted.into != number:
        preview = preview_merge(books, person, number, wanted.into, now)
    elif wanted.q:
        listed = list_associations(books, person, wanted.q, 1, now).listed
        found = tuple(other for other in listed if other.association.id != number)
    context = {"one": one, "q": wanted.q, "preview": preview, "found": found}
    return render(request, "associations/merge.html", context)


@deed(ADDRESS, MergeForm)
def merge_associations(
    number: FromPath[int],
    form: TheForm[MergeForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Redirect:
    """Merges this one into the other. Raises `NotFound`, `BadInput`."""
    if form.content is None:
        raise BadInput("/into", "missing")
    merge(books, person, number, form.content.into, now)
    return Redirect(f"/staff/associations/{form.content.into}?done=merged", status_code=303)
