"""What staff have answered, the latest first."""

from typing import Annotated

from litestar import Response
from pydantic import BaseModel, Field

from booking.services.inbox import look_at_settled
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Line, Number
from booking.web.forms import query_of, read_form
from booking.web.negotiation import words_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.desk_links import query
from booking.web.site.desk_rows import settled_row
from booking.web.templating import render


class Search(BaseModel):
    """Which of them; what means nothing counts as not said."""

    q: Annotated[Line, Field(max_length=100)] = ""
    page: Annotated[Number, Field(ge=1, le=100_000)] = 1


@page("/staff/settled")
def show_settled(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """One page of it."""
    words = words_of(request)
    search = read_form(Search, query_of(request), words).content or Search()
    found = look_at_settled(books, person, search.q, search.page, now)
    rows = [settled_row(one, books.house, words) for one in found.bookings]
    before = f"/staff/settled{query({'q': search.q, 'page': search.page - 1})}"
    after = f"/staff/settled{query({'q': search.q, 'page': search.page + 1})}"
    context = {
        "search": search,
        "found": found,
        "settled": rows,
        "turn": (before if search.page > 1 else "", after if search.page < found.pages else ""),
    }
    return render(request, "staff/settled.html", context)
