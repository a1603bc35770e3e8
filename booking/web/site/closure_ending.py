"""The question before a closure ends, and the button that answers it."""

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect

from booking.services.closures import get_closure, reopen
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.site.closures import days_text, extent_text
from booking.web.templating import render


@page("/staff/closures/{number:int}/end")
def ask_to_end(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What follows if it ends."""
    words, found = words_of(request), get_closure(books, person, number, now)
    closure = found.made.counting or found.made.closure
    today = books.house.wall_clock.date_of(now)
    context = {
        "number": number,
        "days": days_text(closure, words),
        "extent": extent_text(closure, books.house, words),
        "reason": closure.reason.in_language(words.language),
        "freed": days_text(closure.model_copy(update={"first": max(closure.first, today)}), words),
        "undecided": found.to_decide,
    }
    return render(request, "staff/closure_end.html", context)


@deed("/staff/closures/{number:int}/end")
def end_closure(
    number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Ends a closure from this day on."""
    reopen(books, person, number, now)
    return Redirect("/staff/closures?done=ended", status_code=303)


ENDING_PAGES = [ask_to_end, end_closure]
